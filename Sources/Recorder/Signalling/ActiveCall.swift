internal import Calls
internal import NIOCore
internal import Wire

/// What the switchboard holds of one call from its INVITE on.
struct ActiveCall {
    let id: CallID
    let invitation: Invitation
    let start: RecorderClock.Reading
    let sockets: RTPSocketPair
    let lane: MediaLane
    /// Does this call's file work, one piece after the other.
    let files: any EventLoop
    var answerer: SessionAnswerer
    /// Nil until recording has begun: a call without an offer begins with the answer in its ACK.
    var record: CallRecord?

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

    /// Our answer to an offer of which `plan` says what is recorded.
    mutating func answer(_ offer: SessionDescription, by plan: MediaPlan) -> SessionDescription {
        answerer.answer(to: plan.narrowed(offer), ports: plan.ports(of: sockets, count: offer.media.count))
    }

    /// How the lines of `plan` are received; a peer that announces no numeric address must send from where it signals.
    func inlets(of plan: MediaPlan, check: RecorderConfiguration.SourceCheck) -> [LiveRecording.Inlet] {
        plan.lines.map { line in
            let source = line.source.flatMap(IPAddress.init) ?? IPAddress(invitation.flow.remoteAddress)
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
        let media = answerer.last?.media ?? []
        let key = line.media < media.count ? media[line.media].crypto?.key : nil
        guard line.key == nil || key != nil else { return nil }
        return ControlLine(
            socket: socket,
            isMultiplexed: line.isMultiplexed,
            address: address,
            port: target.port,
            srtp: line.key == nil ? nil : key.map { SRTPSender($0) }
        )
    }
}
