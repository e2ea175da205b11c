internal import Calls
internal import NIOCore
internal import Wire

/// What the switchboard holds of one call from its INVITE on.
struct ActiveCall {
    private(set) var id: CallID
    private(set) var start: RecorderClock.Reading
    let sockets: RTPSocketPair
    let lane: MediaLane
    /// Does this call's file work, one piece after the other.
    let files: any EventLoop
    /// The dialogs whose media make up the call: one, or two where a telephone sends each end by itself.
    var legs: [CallLeg]
    /// Nil until recording has begun: a call without an offer begins with the answer in its ACK.
    var record: CallRecord?
    /// The recording session waits for its next call.
    var isBetweenCalls = false
    /// The running call that is recorded already.
    var duplicateOf: CallID?
    /// What the client has said of the call so far.
    var metadata: RecordingMetadata?

    init(
        _ id: CallID,
        _ leg: CallLeg,
        start: RecorderClock.Reading,
        sockets: RTPSocketPair,
        lane: MediaLane,
        files: any EventLoop
    ) {
        self.id = id
        self.start = start
        self.sockets = sockets
        self.lane = lane
        self.files = files
        legs = [leg]
        metadata = leg.invitation.metadata
    }

    var invitation: Invitation { legs[0].invitation }

    /// Becomes the next call of the same recording session.
    mutating func turn(to id: CallID, at now: RecorderClock.Reading) {
        self.id = id
        start = now
        record = nil
        isBetweenCalls = false
        duplicateOf = nil
    }

    /// The CDR of a call that ended before there was anything to record.
    func failed(_ reason: String, at now: RecorderClock.Reading) -> RecorderCDR {
        RecorderCDR(
            call: id,
            sipCallID: invitation.callID,
            start: start.utc,
            end: now.utc,
            completeness: .failed,
            reason: reason
        )
    }

    func leg(of dialog: DialogID) -> Int? { legs.firstIndex { $0.dialog == dialog } }

    /// Who is on the lines of all legs.
    func parties(_ agents: CallParties.Agents) -> CallParties? {
        description.map { description in
            var rest = description.media[...]
            let described = legs.map { leg in
                var part = description
                part.media = Array(rest.prefix(leg.media.count))
                rest = rest.dropFirst(leg.media.count)
                return (leg.invitation, part)
            }
            var parties = CallParties(
                described[0].0,
                description: described[0].1,
                metadata: metadata,
                agents: agents
            )
            for (invitation, part) in described.dropFirst() { parties.join(invitation, description: part) }
            return parties
        }
    }

    /// What all legs describe together; nil until one of them has described anything.
    var description: SessionDescription? {
        guard legs.count > 1 else { return legs[0].description }
        guard var whole = legs.lazy.compactMap(\.description).first else { return nil }
        (whole.address, whole.attributes) = (nil, [])
        whole.media = legs.flatMap(\.media)
        return whole
    }

    /// Our answer to the latest offer of one leg, of which `plan` says what is recorded.
    mutating func answer(_ leg: Int, by plan: MediaPlan) -> SessionDescription? {
        guard let whole = description, let offer = legs[leg].description else { return nil }
        let first = legs[..<leg].reduce(0) { $0 + $1.media.count }
        let lines = first..<first + offer.media.count
        var narrowed = offer
        narrowed.media = Array(plan.narrowed(whole).media[lines])
        let ports = plan.ports(of: sockets, count: whole.media.count)[lines]
        return legs[leg].answerer.answer(to: narrowed, ports: Array(ports))
    }

    /// How the lines of `plan` are received; a peer that announces no numeric address must send from where it signals.
    func inlets(of plan: MediaPlan, check: RecorderConfiguration.SourceCheck) -> [LiveRecording.Inlet] {
        plan.lines.map { line in
            let source =
                line.source.flatMap(IPAddress.init)
                ?? IPAddress(leg(ofMedia: line.media).leg.invitation.flow.remoteAddress)
            return LiveRecording.Inlet(
                socket: sockets[line.socket],
                channel: line.channel,
                source: check == .strict ? source : nil,
                srtp: line.key.map { SRTPReceiver($0) },
                control: controlLine(of: line)
            )
        }
    }

    /// Where reports on a line come and go; with a key of ours where the line is encrypted.
    private func controlLine(of line: RecordedLine) -> ControlLine? {
        guard let target = line.control, let address = IPAddress(target.address), !address.isWildcard,
            let socket = line.isMultiplexed ? sockets[line.socket] : sockets.control(line.socket)
        else { return nil }
        let (leg, index) = leg(ofMedia: line.media)
        let said = leg.answerer.last?.media ?? []
        let key = index < said.count ? said[index].crypto?.key : nil
        guard line.key == nil || key != nil else { return nil }
        return ControlLine(
            socket: socket,
            isMultiplexed: line.isMultiplexed,
            address: address,
            port: target.port,
            srtp: line.key == nil ? nil : key.map { SRTPSender($0) }
        )
    }

    /// The leg that a media line of the whole belongs to, and which of its own it is.
    private func leg(ofMedia index: Int) -> (leg: CallLeg, index: Int) {
        var start = 0
        for leg in legs {
            if index < start + leg.media.count { return (leg, index - start) }
            start += leg.media.count
        }
        return (legs[0], index)
    }
}
