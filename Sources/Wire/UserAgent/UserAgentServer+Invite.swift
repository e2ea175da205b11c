extension UserAgentServer {
    /// An INVITE outside a dialog.
    mutating func invite(
        _ request: SIPRequest,
        _ key: TransactionKey,
        _ template: ResponseTemplate,
        on flow: SIPFlow,
        at now: Duration
    ) -> [UserAgentAction] {
        guard !isDraining, dialogs.count < configuration.maximumDialogs else {
            return finish(request, key, template, Refusal(.serviceUnavailable, [retryAfterHeader]), at: now)
        }
        let (payload, refusal) = Payload.read(request)
        let (timer, timerRefusal) = sessionTimer(of: request)
        if let refusal = refusal ?? timerRefusal ?? unacceptable(request) {
            return finish(request, key, template, refusal, at: now)
        }
        let id = DialogID(callID: request.callID, localTag: tokens.token(), remoteTag: request.from.tag ?? "")
        let isRecordingSession = Self.isRecordingSession(request, payload)
        var dialog = Dialog(request, id: id, isRecordingSession: isRecordingSession, on: flow)
        dialog.pending = Dialog.Pending(
            key: key,
            cseq: request.cseq.number,
            hasOffer: payload.offer != nil,
            sessionTimer: timer
        )
        dialogs[id] = dialog
        open(key, template, MergeKey(request), for: id)
        let invitation = Invitation(
            dialog: id,
            requestURI: request.uri,
            from: request.from,
            to: request.to,
            contact: request.contact,
            headers: request.headers,
            offer: payload.offer,
            metadata: payload.metadata,
            metadataFault: payload.metadataFault,
            metadataText: payload.metadataText,
            isRecordingSession: isRecordingSession,
            flow: flow
        )
        return [sendTrying(key, template), .invited(invitation)]
    }

    /// 100 stops the peer from sending its INVITE again; it also answers those that were under way.
    mutating func sendTrying(_ key: TransactionKey, _ template: ResponseTemplate) -> UserAgentAction {
        let trying = template.response(.trying, toTag: nil)
        transactions[key]?.response = trying
        return .send(trying, template.flow)
    }

    /// RFC 7866 §6.1.1 asks for the option tag; half of the deployed clients show themselves in another way.
    private static func isRecordingSession(_ request: SIPRequest, _ payload: Payload) -> Bool {
        request.headers.tokens(.require).contains("siprec") || request.contact?.has("+sip.src") == true
            || request.contact?.has("src") == true || payload.metadata != nil || payload.metadataFault != nil
    }

    /// An answer is a session description: a peer that takes none cannot be answered (RFC 4475 §3.3.15).
    private func unacceptable(_ request: SIPRequest) -> Refusal? {
        let ranges = request.headers.tokens(.accept).map { $0.prefix { $0 != ";" && $0 != " " } }
        let accepted: Set<Substring> = ["application/sdp", "application/*", "*/*"]
        return ranges.isEmpty || !accepted.isDisjoint(with: ranges) ? nil : Refusal(.notAcceptable)
    }

    func sessionTimer(of request: SIPRequest) -> (SessionTimer?, Refusal?) {
        let minimum = configuration.minimumSessionExpires
        switch try? SessionTimer.offered(in: request.headers, minimum: minimum) {
        case nil: return (nil, Refusal(.badRequest))
        case .some(.none): return (nil, nil)
        case .tooSmall: return (nil, Refusal(.intervalTooSmall, [SIPHeader(.minSE, String(minimum))]))
        case .agreed(let timer): return (timer, nil)
        }
    }

    mutating func receiveACK(_ request: SIPRequest, _ key: TransactionKey, at now: Duration) -> [UserAgentAction] {
        if let transaction = transactions[key], transaction.state == .completed {
            timers.cancel(.resend(key))
            transactions[key]?.state = .confirmed
            if transaction.template.flow.transport == .udp {
                timers.set(.forget(key), at: now + SIPTimer.t4)
            } else {
                forget(key)
            }
            return []
        }
        let id = DialogID(request)
        // Some clients number their ACK anew: anything from the INVITE's number on is taken.
        guard let waiting = dialogs[id]?.unacknowledged, request.cseq.number >= waiting.cseq else { return [] }
        timers.cancel(.resendAnswer(id))
        timers.cancel(.noACK(id))
        dialogs[id]?.unacknowledged = nil
        let answer = waiting.awaitsAnswer ? Payload.read(request).payload.offer : nil
        var actions: [UserAgentAction] = [.established(id, answer: answer)]
        if dialogs[id]?.hangsUpOnACK == true { actions += sendBYE(id, .bye(.local), at: now) }
        return actions
    }
}

extension DialogID {
    /// The dialog that a request of the peer names.
    init(_ request: SIPRequest) {
        self.init(callID: request.callID, localTag: request.to.tag ?? "", remoteTag: request.from.tag ?? "")
    }
}
