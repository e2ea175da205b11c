internal import Calls
internal import Logging
internal import NIOCore
internal import Wire

extension Switchboard {
    /// Accepts an INVITE that can be recorded: its sockets and its file are open before the answer leaves.
    func invited(_ invitation: Invitation, at now: RecorderClock.Reading) -> [UserAgentAction] {
        if let obstacle = obstacle(to: invitation, at: now) { return refuse(invitation, obstacle, at: now) }
        var leg = CallLeg(invitation, address: configuration.mediaAddress ?? invitation.flow.localAddress)
        if let offer = invitation.offer {
            let offer = trusted(offer, on: invitation.flow)
            let parties = CallParties(
                invitation,
                description: offer,
                metadata: invitation.metadata,
                agents: reloaded.agentKnowledge
            )
            guard parties.plan(for: offer) != nil else { return refuse(invitation, .nothingToRecord, at: now) }
            leg.take(offer)
        }
        if let first = partner(of: invitation) { return join(leg, to: first, at: now) }
        guard var call = newCall(leg, at: now) else {
            logger.error("no RTP port is left", metadata: ["calls": "\(calls.count)"])
            return refuse(invitation, .busy("no RTP port is left"), at: now)
        }
        if let obstacle = advance(&call, at: now) {
            ports.release(call.sockets)
            return refuse(invitation, obstacle, at: now)
        }
        return accept(&call, leg: 0, as: leg.dialog, at: now)
    }

    private func accept(
        _ call: inout ActiveCall,
        leg index: Int,
        as first: DialogID,
        at now: RecorderClock.Reading
    ) -> [UserAgentAction] {
        let said: SessionDescription?
        if call.legs[index].description == nil {
            said = call.legs[index].answerer.offer(ports: [call.sockets[min(index, 1)].port])
        } else {
            said = call.record.flatMap { call.answer(index, by: $0.plan) }
        }
        let dialog = call.legs[index].dialog
        calls[first] = call
        logger.info("call accepted", metadata: ["call": "\(call.id)"])
        return server.accept(dialog, body: said?.bytes ?? [], at: now.elapsed)
    }

    /// The call that a telephone's other end has begun already, where it sends each end by itself.
    private func partner(of invitation: Invitation) -> DialogID? {
        guard let reference = invitation.bridgeReference else { return nil }
        let address = invitation.flow.remoteAddress
        return calls.first { _, call in
            call.legs.count == 1 && call.invitation.bridgeReference == reference
                && call.invitation.isNearEnd != invitation.isNearEnd && call.invitation.flow.remoteAddress == address
        }?.key
    }

    private func join(_ leg: CallLeg, to first: DialogID, at now: RecorderClock.Reading) -> [UserAgentAction] {
        guard var call = calls[first] else { return [] }
        call.legs.append(leg)
        if let parties = call.parties(reloaded.agentKnowledge) {
            call.record?.join(leg.invitation.callID, parties: parties)
        }
        if let obstacle = advance(&call, at: now) { return refuse(leg.invitation, obstacle, at: now) }
        joined[leg.dialog] = first
        return accept(&call, leg: 1, as: first, at: now)
    }

    /// Opens the sockets of a call; nil where no ports are left.
    private func newCall(_ leg: CallLeg, at now: RecorderClock.Reading) -> ActiveCall? {
        let address = configuration.mediaAddress ?? leg.invitation.flow.localAddress
        guard let id = newID(at: now), let sockets = try? ports.open(on: address) else { return nil }
        accepted += 1
        var call = ActiveCall(
            id,
            leg,
            start: now,
            sockets: sockets,
            lane: lanes[accepted % lanes.count],
            files: files.next()
        )
        call.duplicateOf = recording(of: call.metadata)
        if let other = call.duplicateOf {
            logger.notice("a session is recorded twice", metadata: ["call": "\(id)", "first": "\(other)"])
        }
        return call
    }

    func newID(at now: RecorderClock.Reading) -> CallID? { CallID(at: now.utc, mark: .random(in: 0...UInt32.max)) }

    /// The running call that records one of these sessions already.
    private func recording(of metadata: RecordingMetadata?) -> CallID? {
        guard let keys = metadata?.sessionKeys, !keys.isEmpty else { return nil }
        return calls.values.first { $0.metadata?.sessionKeys.isDisjoint(with: keys) == false }?.id
    }

    private func refuse(
        _ invitation: Invitation,
        _ obstacle: Obstacle,
        at now: RecorderClock.Reading
    ) -> [UserAgentAction] {
        let refused = RefusedInvitation(
            callID: invitation.callID,
            status: obstacle.status,
            reason: obstacle.reason,
            headers: invitation.headers,
            flow: invitation.flow
        )
        account(for: refused, at: now)
        return reject(invitation.dialog, obstacle, at: now)
    }

    func reject(_ dialog: DialogID, _ obstacle: Obstacle, at now: RecorderClock.Reading) -> [UserAgentAction] {
        let retry = obstacle.status == 503 ? [server.retryAfterHeader] : []
        return server.reject(
            dialog,
            status: obstacle.status,
            reason: obstacle.phrase,
            headers: retry,
            at: now.elapsed
        )
    }

    /// Has a CDR tell of an INVITE that was refused: a call that nobody knows of would be the worst that can happen.
    ///
    /// Where so many come that the disk cannot follow, the rest is counted.
    func account(for refused: RefusedInvitation, at now: RecorderClock.Reading) {
        refusals += 1
        guard delivering < Self.mostDeliveries, let id = newID(at: now) else {
            unaccounted += 1
            return
        }
        let names = reloaded.headers
        let cdr = RecorderCDR(
            call: id,
            switchCallID: refused.headers.first(of: names.switchCallID),
            sipCallID: String(refused.callID.prefix(256)),
            direction: refused.headers.direction(names),
            queue: refused.headers.first(of: names.queue),
            start: now.utc,
            end: now.utc,
            completeness: .failed,
            reason: "refused with \(refused.status): \(refused.reason)"
        )
        logger.notice("call refused", metadata: ["call": "\(id)", "status": "\(refused.status)"])
        delivering += 1
        deliver(cdr, nil, on: files.next())
    }

    /// CDRs that may wait for the disk; refusals beyond are only counted.
    private static var mostDeliveries: Int { 4096 }
}
