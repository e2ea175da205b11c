/// A request of ours that is not answered yet (RFC 3261 §17.1.2).
struct ClientTransaction: Sendable {
    let bytes: [UInt8]
    let flow: SIPFlow
    var interval = SIPTimer.t1
}

extension UserAgentServer {
    /// A response can only be to a request of ours: it ends that, and anything else is noise (RFC 3261 §18.1.2).
    mutating func receiveResponse(_ message: SIPMessage) -> [UserAgentAction] {
        let hops = message.headers.list(.via)
        guard case .response(let status, _) = message.start, status >= 200, hops.count == 1,
            let branch = (try? SIPVia(hops[0]))?.branch
        else { return [] }
        forgetRequest(branch)
        return []
    }

    private mutating func forgetRequest(_ branch: String) {
        guard requests.removeValue(forKey: branch) != nil else { return }
        timers.cancel(.resendRequest(branch))
        timers.cancel(.forgetRequest(branch))
    }

    /// Counted from when the last one was due; a caller who slept through several gets one, not all at once.
    private func following(_ deadline: Duration, _ interval: Duration, _ now: Duration) -> Duration {
        deadline + interval > now ? deadline + interval : now + interval
    }

    /// Does what a deadline is for; each interval is twice as long as the one before, up to T2.
    mutating func fire(_ name: TimerName, _ deadline: Duration, _ now: Duration) -> [UserAgentAction] {
        switch name {
        case .resend(let key):
            guard let transaction = transactions[key], let response = transaction.response else { return [] }
            let interval = min(transaction.interval * 2, SIPTimer.t2)
            transactions[key]?.interval = interval
            timers.set(name, at: following(deadline, interval, now))
            return [.send(response, transaction.template.flow)]
        case .resendAnswer(let id):
            guard let waiting = dialogs[id]?.unacknowledged else { return [] }
            let interval = min(waiting.interval * 2, SIPTimer.t2)
            dialogs[id]?.unacknowledged?.interval = interval
            timers.set(name, at: following(deadline, interval, now))
            return [.send(waiting.response, waiting.flow)]
        case .resendRequest(let branch):
            guard let request = requests[branch] else { return [] }
            let interval = min(request.interval * 2, SIPTimer.t2)
            requests[branch]?.interval = interval
            timers.set(name, at: following(deadline, interval, now))
            return [.send(request.bytes, request.flow)]
        case .forget(let key):
            forget(key)
            return []
        case .forgetRequest(let branch):
            forgetRequest(branch)
            return []
        case .noACK(let id):
            dialogs[id]?.unacknowledged = nil
            return sendBYE(id, dialogs[id]?.hangsUpOnACK == true ? .bye(.local) : .noACK, at: now)
        case .sessionExpiry(let id):
            return sendBYE(id, .sessionExpired, at: now)
        }
    }
}
