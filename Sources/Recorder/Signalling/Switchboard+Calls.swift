internal import Calls
internal import Logging
internal import NIOCore
internal import Wire

extension Switchboard {
    /// A description without the keys in it that others could read on their way here.
    func trusted(_ description: SessionDescription, on flow: SIPFlow) -> SessionDescription {
        configuration.allowsKeysInClear || flow.transport == .tls ? description : description.withoutKeys
    }

    /// Records a call as its legs describe it from now on; says what stands in the way of that, if anything.
    func advance(_ call: inout ActiveCall, _ change: Change? = nil, at now: RecorderClock.Reading) -> Obstacle? {
        guard let description = call.description, !call.isBetweenCalls else { return nil }
        guard let record = call.record else { return begin(&call, description, change?.metadataText, at: now) }
        let next = record.changed(
            offer: description,
            metadata: change?.metadata,
            text: change?.metadataText,
            at: now.elapsed
        )
        guard let next else { return .nothingToRecord }
        if next.plan != record.plan {
            let inlets = call.inlets(of: next.plan, check: configuration.sourceCheck)
            call.lane.enqueue { $0.change(next.call, to: inlets) }
        }
        call.record = next
        save(next.unfinished, of: call)
        return nil
    }

    private func begin(
        _ call: inout ActiveCall,
        _ description: SessionDescription,
        _ text: String?,
        at now: RecorderClock.Reading
    ) -> Obstacle? {
        guard let parties = call.parties(reloaded.agentKnowledge), let plan = parties.plan(for: description) else {
            return .nothingToRecord
        }
        let writer: RecordingFile
        let name = Spool.recordingName(
            call.id,
            RecordingFile.ending(plan.formats, isSealed: configuration.seal != nil)
        )
        do throws(RecorderError) {
            writer = try RecordingFile(path: spool.path(name), formats: plan.formats, seal: configuration.seal)
        } catch {
            logger.error("cannot make the recording's file", metadata: ["call": "\(call.id)", "error": "\(error)"])
            return .noFile
        }
        var record = CallRecord(
            call.id,
            call.invitation,
            description: description,
            plan: plan,
            parties: parties,
            headers: reloaded.headers,
            metadata: call.metadata,
            metadataText: text ?? call.invitation.metadataText,
            recording: name,
            at: now
        )
        record.mark(duplicateOf: call.duplicateOf)
        for leg in call.legs.dropFirst() { record.join(leg.invitation.callID, parties: parties) }
        // Our reports on encrypted lines bear the keys of our answers.
        if plan.lines.contains(where: { $0.key != nil }) {
            for leg in call.legs.indices { _ = call.answer(leg, by: plan) }
        }
        var recording = LiveRecording(
            origin: now.elapsed,
            inlets: call.inlets(of: plan, check: configuration.sourceCheck),
            formats: plan.formats,
            writer: writer
        )
        if let code = configuration.pauseCode { recording.listen(for: code, channel: record.keyingChannel) }
        call.record = record
        call.lane.enqueue { [recording, id = call.id] in $0.open(id, recording) }
        save(record.unfinished, of: call)
        return nil
    }

    /// Answers a re-INVITE or UPDATE, or takes note of one that is answered already.
    func changed(_ dialog: DialogID, _ change: Change, at now: RecorderClock.Reading) -> [UserAgentAction] {
        let first = joined[dialog] ?? dialog
        guard var call = calls[first], let leg = call.leg(of: dialog), call.record != nil || call.isBetweenCalls else {
            let pending = Obstacle(status: 491, phrase: "Request Pending", reason: "not established yet")
            return change.needsAnswer ? reject(dialog, pending, at: now) : []
        }
        if let metadata = change.metadata, turn(&call, metadata, at: now) { calls[first] = call }
        if let offer = change.offer { call.legs[leg].take(trusted(offer, on: call.legs[leg].invitation.flow)) }
        if let obstacle = advance(&call, change, at: now) {
            return change.needsAnswer ? reject(dialog, obstacle, at: now) : []
        }
        guard change.needsAnswer else {
            calls[first] = call
            return []
        }
        var answer = call.legs[leg].answerer.last
        if change.offer != nil {
            let idle = call.description.flatMap { call.parties(reloaded.agentKnowledge)?.plan(for: $0) }
            guard let plan = call.record?.plan ?? idle else { return reject(dialog, .nothingToRecord, at: now) }
            answer = call.answer(leg, by: plan)
        }
        calls[first] = call
        tell(call)
        return server.accept(dialog, body: answer?.bytes ?? [], at: now.elapsed)
    }

    /// Takes in what metadata say of the recorded calls; true where one of them is over.
    private func turn(_ call: inout ActiveCall, _ metadata: RecordingMetadata, at now: RecorderClock.Reading) -> Bool {
        let next = call.metadata?.merged(with: metadata) ?? metadata
        let turn = call.metadata?.turn(to: next) ?? .same
        call.metadata = next
        if call.isBetweenCalls, next.sessions.contains(where: { $0.stop == nil }) {
            newID(at: now).map { call.turn(to: $0, at: now) }
            return true
        }
        guard turn != .same, let record = call.record else { return false }
        finish(record, of: call, CallEnding(isByPeer: true, reasons: []), at: now)
        if turn == .next, let id = newID(at: now) {
            call.turn(to: id, at: now)
        } else {
            (call.record, call.isBetweenCalls) = (nil, true)
        }
        return true
    }

    /// Begins to record a call that came without an offer, once its ACK has answered ours, and to speak to any.
    func established(_ dialog: DialogID, _ answer: SessionDescription?, at now: RecorderClock.Reading) {
        let first = joined[dialog] ?? dialog
        defer { calls[first].map(tell) }
        if surveys[dialog] != nil { return ask(dialog, at: now) }
        guard var call = calls[first], let leg = call.leg(of: dialog), let answer else { return }
        call.legs[leg].take(trusted(answer, on: call.legs[leg].invitation.flow))
        if advance(&call, at: now) == nil {
            calls[first] = call
        } else if call.record == nil || leg > 0 {
            ended(dialog, CallEnding(isByPeer: false, reasons: ["the answer holds nothing to record"]), at: now)
            perform(server.hangUp(dialog, at: now.elapsed), at: now)
        }
    }

    /// Closes a call's recording with its last dialog and has it delivered; nothing for one that was never accepted.
    func ended(_ dialog: DialogID, _ ending: CallEnding, at now: RecorderClock.Reading) {
        finishSurvey(dialog, nil)
        let first = joined.removeValue(forKey: dialog) ?? dialog
        guard var call = calls[first], let leg = call.leg(of: dialog) else { return }
        call.legs[leg].end()
        guard call.legs.allSatisfy(\.isOver) else {
            _ = advance(&call, at: now)
            calls[first] = call
            return
        }
        calls[first] = nil
        player.enqueue { [id = call.id] in $0.end(id) }
        if let record = call.record { return finish(record, of: call, ending, releasesPorts: true, at: now) }
        ports.release(call.sockets)
        guard !call.isBetweenCalls else { return noteIfIdle() }
        delivering += 1
        let reason = ending.reasons.first ?? "ended before it was answered"
        deliver(call.failed(reason, at: now), nil, on: call.files)
    }

    private func finish(
        _ record: CallRecord,
        of call: ActiveCall,
        _ ending: CallEnding,
        releasesPorts: Bool = false,
        at now: RecorderClock.Reading
    ) {
        delivering += 1
        call.lane.enqueue { lane in
            let recording = lane.close(record.call, at: now.elapsed)
            let cdr = recording.map { record.finished(ending, $0, at: now) } ?? record.unfinished
            self.eventLoop.execute {
                self.assumeIsolated { board in
                    if releasesPorts { board.ports.release(call.sockets) }
                    board.deliver(cdr, recording?.writer, on: call.files)
                }
            }
        }
    }
}
