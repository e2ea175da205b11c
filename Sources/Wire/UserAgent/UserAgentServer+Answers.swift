extension UserAgentServer {
    /// Answers an invitation or a change with 200 and a session description, sent again until it is acknowledged.
    ///
    /// Nothing happens where the peer has given up in the meantime.
    package mutating func accept(
        _ dialog: DialogID,
        body: [UInt8],
        contentType: String = ContentType.sdp,
        at now: Duration
    ) -> [UserAgentAction] {
        guard let pending = dialogs[dialog]?.pending, let transaction = transactions[pending.key] else { return [] }
        let isRecordingSession = dialogs[dialog]?.isRecordingSession ?? false
        let template = transaction.template
        let headers =
            template.recordRoutes + [contact(on: template.flow, isRecordingSession: isRecordingSession)]
            + capabilities + serverHeaders + (pending.sessionTimer?.headers ?? [])
            + [SIPHeader(.contentType, contentType)]
        let response = template.response(.ok, toTag: dialog.localTag, headers: headers, body: body)
        dialogs[dialog]?.pending = nil
        dialogs[dialog]?.isEstablished = true
        if let target = pending.contact { dialogs[dialog]?.remoteTarget = target }
        keepAlive(dialog, pending.sessionTimer, at: now)
        guard pending.key.method == .invite else { return complete(pending.key, with: response, at: now) }
        transactions[pending.key]?.state = .accepted
        transactions[pending.key]?.response = nil
        timers.set(.forget(pending.key), at: now + SIPTimer.giveUp)
        dialogs[dialog]?.unacknowledged = Dialog.Unacknowledged(
            cseq: pending.cseq,
            response: response,
            flow: template.flow,
            awaitsAnswer: !pending.hasOffer
        )
        timers.set(.resendAnswer(dialog), at: now + SIPTimer.t1)
        timers.set(.noACK(dialog), at: now + SIPTimer.giveUp)
        return [.send(response, template.flow)]
    }

    /// Answers an invitation or a change with a final status of 300 or more.
    ///
    /// A refused invitation ends; a dialog that was running goes on as it was.
    package mutating func reject(
        _ dialog: DialogID,
        status: Int,
        reason: String,
        headers: [SIPHeader] = [],
        at now: Duration
    ) -> [UserAgentAction] {
        guard let pending = dialogs[dialog]?.pending, let transaction = transactions[pending.key] else { return [] }
        let status = SIPStatus(min(max(status, 300), 699), reason)
        let response = transaction.template.response(status, toTag: dialog.localTag, headers: serverHeaders + headers)
        dialogs[dialog]?.pending = nil
        let isInvitation = dialogs[dialog]?.isEstablished == false
        return complete(pending.key, with: response, at: now)
            + (isInvitation ? end(dialog, .rejected(status: status.code)) : [])
    }

    /// Ends a dialog: with BYE once it is acknowledged, with 480 before it was answered.
    ///
    /// `ended` follows when the BYE has gone out, at once or with the ACK that it has to wait for (RFC 3261 §15).
    package mutating func hangUp(_ dialog: DialogID, at now: Duration) -> [UserAgentAction] {
        guard let state = dialogs[dialog] else { return [] }
        guard state.isEstablished else {
            let status = SIPStatus.temporarilyUnavailable
            return reject(dialog, status: status.code, reason: status.reason, at: now)
        }
        guard state.unacknowledged == nil else {
            dialogs[dialog]?.hangsUpOnACK = true
            return []
        }
        return sendBYE(dialog, .bye(.local), at: now)
    }

    /// Sends BYE and forgets the dialog; the peer's answer can change nothing any more.
    mutating func sendBYE(_ id: DialogID, _ reason: EndReason, at now: Duration) -> [UserAgentAction] {
        guard var dialog = dialogs[id] else { return [] }
        var actions: [UserAgentAction] = []
        if let pending = dialog.pending, let transaction = transactions[pending.key] {
            let response = transaction.template.response(
                .requestTerminated,
                toTag: id.localTag,
                headers: serverHeaders
            )
            actions += complete(pending.key, with: response, at: now)
        }
        let branch = SIPVia.magicCookie + tokens.token()
        let flow = dialog.requestFlow
        let bytes = dialog.request(.bye, branch: branch, product: configuration.product)
        requests[branch] = ClientTransaction(bytes: bytes, flow: flow)
        if flow.transport == .udp { timers.set(.resendRequest(branch), at: now + SIPTimer.t1) }
        timers.set(.forgetRequest(branch), at: now + SIPTimer.giveUp)
        return actions + [.send(bytes, flow)] + end(id, reason)
    }
}
