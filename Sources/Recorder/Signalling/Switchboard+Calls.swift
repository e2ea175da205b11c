internal import Calls
internal import Logging
internal import NIOCore
internal import Wire

extension Switchboard {
    /// Accepts an INVITE that can be recorded: its sockets and its file are open before the answer leaves.
    func invited(_ invitation: Invitation, at now: RecorderClock.Reading) -> [UserAgentAction] {
        let dialog = invitation.dialog
        let parties = CallParties(invitation, agents: reloaded.agents)
        let offered = invitation.offer.map { trusted($0, on: invitation.flow) }
        let plan = offered.flatMap { parties.plan(for: $0) }
        guard plan != nil || invitation.offer == nil else {
            return refuse(dialog, 488, "Not Acceptable Here", at: now)
        }
        guard var call = newCall(invitation, at: now) else {
            logger.error("no RTP port is left", metadata: ["calls": "\(calls.count)"])
            return refuse(dialog, 503, "Service Unavailable", at: now)
        }
        let answer: SessionDescription
        if let offer = offered, let plan {
            answer = call.answer(offer, by: plan)
            guard begin(&call, plan, parties, offer, at: now) else {
                ports.release(call.sockets)
                return refuse(dialog, 500, "Server Internal Error", at: now)
            }
        } else {
            answer = call.answerer.offer(ports: [call.sockets[0].port])
        }
        calls[dialog] = call
        logger.info("call accepted", metadata: ["call": "\(call.id)"])
        return server.accept(dialog, body: answer.bytes, at: now.elapsed)
    }

    /// A description without the keys in it that others could read on their way here.
    private func trusted(_ description: SessionDescription, on flow: SIPFlow?) -> SessionDescription {
        configuration.allowsKeysInClear || flow?.transport == .tls ? description : description.withoutKeys
    }

    /// Opens the sockets of a call; nil where no ports are left.
    private func newCall(_ invitation: Invitation, at now: RecorderClock.Reading) -> ActiveCall? {
        let address = configuration.mediaAddress ?? invitation.flow.localAddress
        let mark = UInt32.random(in: 0...UInt32.max)
        guard let id = CallID(at: now.utc, mark: mark), let sockets = try? ports.open(on: address) else { return nil }
        accepted += 1
        return ActiveCall(
            id: id,
            invitation: invitation,
            start: now,
            sockets: sockets,
            lane: lanes[accepted % lanes.count],
            files: files.next(),
            answerer: SessionAnswerer(sessionID: .random(in: 1...UInt64(Int64.max)), address: address)
        )
    }

    /// Begins to record; false where the file cannot be made.
    private func begin(
        _ call: inout ActiveCall,
        _ plan: MediaPlan,
        _ parties: CallParties,
        _ description: SessionDescription,
        at now: RecorderClock.Reading
    ) -> Bool {
        let writer: RecordingFile
        do throws(RecorderError) {
            let path = spool.recordingPath(call.id, RecordingFile.ending(plan.formats))
            writer = try RecordingFile(path: path, formats: plan.formats)
        } catch {
            logger.error("cannot make the recording's file", metadata: ["call": "\(call.id)", "error": "\(error)"])
            return false
        }
        let record = CallRecord(
            call.id,
            call.invitation,
            description: description,
            plan: plan,
            parties: parties,
            headers: reloaded.headers,
            at: now
        )
        var recording = LiveRecording(
            origin: now.elapsed,
            inlets: call.inlets(of: plan, check: configuration.sourceCheck),
            formats: plan.formats,
            writer: writer
        )
        if let code = configuration.pauseCode { recording.listen(for: code, channel: record.keyingChannel) }
        call.record = record
        call.lane.enqueue { [recording] in $0.open(record.call, recording) }
        save(record.unfinished, of: call)
        return true
    }

    /// Answers a re-INVITE or UPDATE, or takes note of one that is answered already.
    func changed(_ dialog: DialogID, _ change: Change, at now: RecorderClock.Reading) -> [UserAgentAction] {
        guard let record = calls[dialog]?.record else {
            return change.needsAnswer ? refuse(dialog, 491, "Request Pending", at: now) : []
        }
        let offer = change.offer.map { trusted($0, on: calls[dialog]?.invitation.flow) }
        guard let next = record.changed(offer: offer, metadata: change.metadata, at: now.elapsed) else {
            return change.needsAnswer ? refuse(dialog, 488, "Not Acceptable Here", at: now) : []
        }
        take(over: next, dialog)
        guard change.needsAnswer, var call = calls[dialog] else { return [] }
        let answer = offer.map { call.answer($0, by: next.plan) } ?? call.answerer.last
        calls[dialog] = call
        return server.accept(dialog, body: answer?.bytes ?? [], at: now.elapsed)
    }

    /// Records a call as `next` has it from now on.
    private func take(over next: CallRecord, _ dialog: DialogID) {
        guard var call = calls[dialog] else { return }
        if next.plan != call.record?.plan {
            let inlets = call.inlets(of: next.plan, check: configuration.sourceCheck)
            call.lane.enqueue { $0.change(next.call, to: inlets) }
        }
        call.record = next
        calls[dialog] = call
        save(next.unfinished, of: call)
    }

    /// Begins to record a call that came without an offer, once its ACK has answered ours.
    func established(_ dialog: DialogID, _ answer: SessionDescription?, at now: RecorderClock.Reading) {
        guard var call = calls[dialog], let answer = answer.map({ trusted($0, on: call.invitation.flow) }) else {
            return
        }
        if let record = call.record {
            if let next = record.changed(offer: answer, metadata: nil, at: now.elapsed) { take(over: next, dialog) }
            return
        }
        let parties = CallParties(call.invitation, agents: reloaded.agents)
        if let plan = parties.plan(for: answer), begin(&call, plan, parties, answer, at: now) {
            calls[dialog] = call
        } else {
            ended(dialog, CallEnding(isByPeer: false, reasons: ["the answer holds nothing to record"]), at: now)
            perform(server.hangUp(dialog, at: now.elapsed), at: now)
        }
    }

    /// Closes a call's recording and has it delivered; nothing for a dialog that was never accepted.
    func ended(_ dialog: DialogID, _ ending: CallEnding, at now: RecorderClock.Reading) {
        guard let call = calls.removeValue(forKey: dialog) else { return }
        delivering += 1
        guard let record = call.record else {
            ports.release(call.sockets)
            let reason = ending.reasons.first ?? "ended before it was answered"
            return deliver(call.failed(reason, at: now), nil, of: call)
        }
        call.lane.enqueue { lane in
            let recording = lane.close(record.call, at: now.elapsed)
            let cdr = recording.map { record.finished(ending, $0, at: now) } ?? record.unfinished
            self.eventLoop.execute {
                self.assumeIsolated { board in
                    board.ports.release(call.sockets)
                    board.deliver(cdr, recording?.writer, of: call)
                }
            }
        }
    }

    private func refuse(
        _ dialog: DialogID,
        _ status: Int,
        _ reason: String,
        at now: RecorderClock.Reading
    ) -> [UserAgentAction] {
        let retry = status == 503 ? [SIPHeader(.retryAfter, "10")] : []
        return server.reject(dialog, status: status, reason: reason, headers: retry, at: now.elapsed)
    }
}
