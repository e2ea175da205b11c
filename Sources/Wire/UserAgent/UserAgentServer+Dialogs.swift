extension UserAgentServer {
    /// A request with a To tag, or one that needs a dialog.
    mutating func withinDialog(
        _ request: SIPRequest,
        _ key: TransactionKey,
        _ template: ResponseTemplate,
        on flow: SIPFlow,
        at now: Duration
    ) -> [UserAgentAction] {
        let id = DialogID(request)
        guard let dialog = dialogs[id] else {
            return finish(request, key, template, Refusal(.noSuchDialog), at: now)
        }
        guard request.cseq.number > dialog.remoteCSeq else {
            return finish(request, key, template, Refusal(.serverError), at: now)
        }
        dialogs[id]?.remoteCSeq = request.cseq.number
        dialogs[id]?.flow = flow
        if request.method == .bye { return bye(request, key, template, dialog, at: now) }
        return change(request, key, template, dialog, at: now)
    }

    private mutating func bye(
        _ request: SIPRequest,
        _ key: TransactionKey,
        _ template: ResponseTemplate,
        _ dialog: Dialog,
        at now: Duration
    ) -> [UserAgentAction] {
        var actions = finish(request, key, template, Refusal(.ok), at: now)
        if let pending = dialog.pending, let transaction = transactions[pending.key] {
            let response = transaction.template.response(
                .requestTerminated,
                toTag: dialog.id.localTag,
                headers: serverHeaders
            )
            actions += complete(pending.key, with: response, at: now)
        }
        return actions + end(dialog.id, .bye(.remote))
    }

    /// A re-INVITE or an UPDATE (RFC 3261 §14.2, RFC 3311 §5.2).
    private mutating func change(
        _ request: SIPRequest,
        _ key: TransactionKey,
        _ template: ResponseTemplate,
        _ dialog: Dialog,
        at now: Duration
    ) -> [UserAgentAction] {
        let (payload, bodyRefusal) = Payload.read(request)
        let (timer, timerRefusal) = sessionTimer(of: request)
        let needsAnswer = request.method == .invite || payload.offer != nil
        let collision = needsAnswer ? collision(with: dialog) : nil
        if let refusal = bodyRefusal ?? timerRefusal ?? collision {
            return finish(request, key, template, refusal, at: now)
        }
        let change = Change(
            needsAnswer: needsAnswer,
            offer: payload.offer,
            metadata: payload.metadata,
            metadataFault: payload.metadataFault,
            metadataText: payload.metadataText,
            headers: request.headers
        )
        dialogs[dialog.id]?.pending =
            needsAnswer
            ? Dialog.Pending(
                key: key,
                cseq: request.cseq.number,
                hasOffer: payload.offer != nil,
                sessionTimer: timer,
                contact: request.contact?.uri
            ) : dialog.pending
        guard needsAnswer else {
            if let target = request.contact?.uri { dialogs[dialog.id]?.remoteTarget = target }
            let isToldOf = payload.metadata != nil || payload.metadataFault != nil
            return answerAtOnce(request, key, template, dialog, timer, at: now)
                + (isToldOf ? [.changed(dialog.id, change)] : [])
        }
        open(key, template, nil, for: dialog.id)
        let trying = request.method == .invite ? [sendTrying(key, template)] : []
        return trying + [.changed(dialog.id, change)]
    }

    /// Why a new offer cannot be looked at now; the peer may come again.
    private mutating func collision(with dialog: Dialog) -> Refusal? {
        if dialog.unacknowledged?.awaitsAnswer == true { return Refusal(.requestPending) }
        return dialog.pending == nil ? nil : Refusal(.serverError, [SIPHeader(.retryAfter, "1")])
    }

    private mutating func answerAtOnce(
        _ request: SIPRequest,
        _ key: TransactionKey,
        _ template: ResponseTemplate,
        _ dialog: Dialog,
        _ timer: SessionTimer?,
        at now: Duration
    ) -> [UserAgentAction] {
        keepAlive(dialog.id, timer, at: now)
        let headers =
            [contact(on: template.flow, isRecordingSession: dialog.isRecordingSession)] + capabilities
            + (timer?.headers ?? [])
        return finish(request, key, template, Refusal(.ok, headers), at: now)
    }

    /// Starts, moves or stops the session timer, after the request that agreed on it was accepted.
    mutating func keepAlive(_ id: DialogID, _ timer: SessionTimer?, at now: Duration) {
        if let timer {
            timers.set(.sessionExpiry(id), at: now + timer.expiry)
        } else {
            timers.cancel(.sessionExpiry(id))
        }
    }
}
