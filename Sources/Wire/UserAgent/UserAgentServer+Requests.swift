extension UserAgentServer {
    static let allowed: [SIPMethod] = [.invite, .ack, .cancel, .bye, .options, .update]
    /// `100rel` may be required of us and costs nothing: no provisional response but 100 ever leaves (RFC 3262 §3).
    static let understood: Set = ["siprec", "timer", "100rel"]

    mutating func receive(_ request: SIPRequest, on flow: SIPFlow, at now: Duration) -> [UserAgentAction] {
        let key = TransactionKey(request)
        if request.method == .ack { return receiveACK(request, key, at: now) }
        if let transaction = transactions[key] {
            return transaction.response.map { [.send($0, transaction.template.flow)] } ?? []
        }
        let template = ResponseTemplate(request.headers, via: request.via, from: flow)
        guard transactions.count < configuration.maximumTransactions else {
            let tag = tokens.tag(for: request.callID, "\(request.cseq.number)")
            return [.send(template.response(.serviceUnavailable, toTag: tag, headers: retryAfter), template.flow)]
                + Self.account(for: request, .serviceUnavailable, template.flow)
        }
        if request.method == .cancel { return cancel(request, key, template, at: now) }
        if let refusal = inspect(request, key) { return finish(request, key, template, refusal, at: now) }
        switch request.method {
        case .options: return options(request, key, template, at: now)
        case .invite where request.to.tag == nil: return invite(request, key, template, on: flow, at: now)
        default: return withinDialog(request, key, template, on: flow, at: now)
        }
    }

    var retryAfter: [SIPHeader] {
        serverHeaders + [SIPHeader(.retryAfter, String(configuration.retryAfter))]
    }

    var allow: SIPHeader { SIPHeader(.allow, Self.allowed.map(\.description).joined(separator: ", ")) }

    var capabilities: [SIPHeader] {
        [allow, SIPHeader(.supported, "timer, siprec"), SIPHeader(.accept, Payload.accepted)]
    }

    /// The checks of RFC 3261 §8.2 that concern every request, in its order.
    private func inspect(_ request: SIPRequest, _ key: TransactionKey) -> Refusal? {
        guard Self.allowed.contains(request.method) else { return Refusal(.methodNotAllowed, [allow]) }
        guard request.uri.isSIP || request.uri.scheme == "tel" else { return Refusal(.unsupportedScheme) }
        if let mergeKey = MergeKey(request), let other = merged[mergeKey], other != key {
            return Refusal(.loopDetected)
        }
        let unknown = request.headers.tokens(.require).filter { !Self.understood.contains($0) }
        guard unknown.isEmpty else {
            return Refusal(.badExtension, [SIPHeader(.unsupported, unknown.joined(separator: ", "))])
        }
        return nil
    }

    /// Sends a final response and remembers it for as long as the request may come again.
    mutating func finish(
        _ request: SIPRequest,
        _ key: TransactionKey,
        _ template: ResponseTemplate,
        _ refusal: Refusal,
        at now: Duration
    ) -> [UserAgentAction] {
        open(key, template, MergeKey(request))
        let tag = request.to.tag ?? tokens.tag(for: request.callID, "\(request.cseq.number)")
        let response = template.response(refusal.status, toTag: tag, headers: serverHeaders + refusal.headers)
        return complete(key, with: response, at: now) + Self.account(for: request, refusal.status, template.flow)
    }

    /// What to tell of an INVITE that is refused.
    ///
    /// Nothing of one that comes again: in another way (482) or with a longer session timer (422).
    private static func account(for request: SIPRequest, _ status: SIPStatus, _ flow: SIPFlow) -> [UserAgentAction] {
        guard request.method == .invite, request.to.tag == nil, status.code >= 300,
            status != .loopDetected, status != .intervalTooSmall
        else { return [] }
        return [
            .refused(
                RefusedInvitation(
                    callID: request.callID,
                    status: status.code,
                    reason: status.reason,
                    headers: request.headers,
                    flow: flow
                )
            )
        ]
    }

    mutating func open(
        _ key: TransactionKey,
        _ template: ResponseTemplate,
        _ mergeKey: MergeKey?,
        for dialog: DialogID? = nil
    ) {
        transactions[key] = ServerTransaction(template: template, mergeKey: mergeKey, dialog: dialog)
        if let mergeKey, merged[mergeKey] == nil { merged[mergeKey] = key }
    }

    /// Sends the final response of a transaction; of an INVITE it must be one of 300 or more.
    mutating func complete(_ key: TransactionKey, with response: [UInt8], at now: Duration) -> [UserAgentAction] {
        guard let transaction = transactions[key] else { return [] }
        let isDatagram = transaction.template.flow.transport == .udp
        transactions[key]?.state = .completed
        transactions[key]?.response = response
        if key.method == .invite {
            if isDatagram { timers.set(.resend(key), at: now + SIPTimer.t1) }
            timers.set(.forget(key), at: now + SIPTimer.giveUp)
        } else if isDatagram {
            timers.set(.forget(key), at: now + SIPTimer.giveUp)
        } else {
            forget(key)
        }
        return [.send(response, transaction.template.flow)]
    }

    mutating func forget(_ key: TransactionKey) {
        timers.cancel(.resend(key))
        timers.cancel(.forget(key))
        guard let transaction = transactions.removeValue(forKey: key) else { return }
        if let mergeKey = transaction.mergeKey, merged[mergeKey] == key { merged[mergeKey] = nil }
    }

    private mutating func options(
        _ request: SIPRequest,
        _ key: TransactionKey,
        _ template: ResponseTemplate,
        at now: Duration
    ) -> [UserAgentAction] {
        if isDraining {
            return finish(request, key, template, Refusal(.serviceUnavailable, [retryAfterHeader]), at: now)
        }
        let headers =
            capabilities + [
                SIPHeader(.acceptEncoding, "identity"), contact(on: template.flow, isRecordingSession: true),
            ]
        return finish(request, key, template, Refusal(.ok, headers), at: now)
    }

    /// When a peer that got 503 may come again.
    package var retryAfterHeader: SIPHeader { SIPHeader(.retryAfter, String(configuration.retryAfter)) }

    func contact(on flow: SIPFlow, isRecordingSession: Bool) -> SIPHeader {
        let host = flow.localAddress.contains(":") ? "[\(flow.localAddress)]" : flow.localAddress
        let transport = flow.transport == .udp ? "" : ";transport=\(flow.transport.rawValue)"
        let feature = isRecordingSession ? ";+sip.srs" : ""
        return SIPHeader(.contact, "<sip:\(configuration.user)@\(host):\(flow.localPort)\(transport)>\(feature)")
    }

    private mutating func cancel(
        _ request: SIPRequest,
        _ key: TransactionKey,
        _ template: ResponseTemplate,
        at now: Duration
    ) -> [UserAgentAction] {
        let target = TransactionKey(request, method: .invite)
        guard let transaction = transactions[target] else {
            return finish(request, key, template, Refusal(.noSuchDialog), at: now)
        }
        var actions = finish(request, key, template, Refusal(.ok), at: now)
        guard transaction.state == .proceeding, let dialog = transaction.dialog.flatMap({ dialogs[$0] }) else {
            return actions
        }
        let response = transaction.template.response(
            .requestTerminated,
            toTag: dialog.id.localTag,
            headers: serverHeaders
        )
        actions += complete(target, with: response, at: now)
        dialogs[dialog.id]?.pending = nil
        if !dialog.isEstablished { actions += end(dialog.id, .cancelled) }
        return actions
    }

    /// Forgets a dialog and all its timers.
    mutating func end(_ id: DialogID, _ reason: EndReason) -> [UserAgentAction] {
        guard dialogs.removeValue(forKey: id) != nil else { return [] }
        timers.cancel(.resendAnswer(id))
        timers.cancel(.noACK(id))
        timers.cancel(.sessionExpiry(id))
        return [.ended(id, reason)]
    }
}
