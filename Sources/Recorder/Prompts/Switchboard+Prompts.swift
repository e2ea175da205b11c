internal import Calls
internal import Wire

/// What the recorder itself says, read at its start.
struct Sounds: Sendable {
    var announcement: Sound?
    var survey: Sound?

    init(_ configuration: RecorderConfiguration) throws(RecorderError) {
        if let path = configuration.announcement { announcement = try Sound(wav: path) }
        if let survey = configuration.survey { self.survey = try Sound(wav: survey.prompt) }
    }
}

extension RecorderConfiguration {
    /// Whether the parties of plain calls hear from the recorder that they are recorded.
    var speaks: Bool { announcement != nil || toneInterval != nil }
}

extension Switchboard {
    /// Where to play to on a line; nil where nobody would hear it, or its sound would have to be encrypted.
    static func listener(on line: RecordedLine, of description: SessionDescription) -> PromptPlayer.Listener? {
        let media = description.media[line.media]
        let law: G711Law? = line.format.law
        guard line.key == nil, !line.isHeld, description.direction(ofMedia: line.media) != .sendonly,
            let law, let address = line.source.flatMap(IPAddress.init)
        else { return nil }
        return PromptPlayer.Listener(
            address: address,
            port: media.port,
            law: law,
            payloadType: line.format.payloadType
        )
    }

    /// Where reports on a line in the clear go and come; nil where the peer does not say.
    static func controlLine(of line: RecordedLine, on sockets: RTPSocketPair) -> ControlLine? {
        guard let target = line.control, let address = IPAddress(target.address), !address.isWildcard,
            let socket = line.isMultiplexed ? sockets[line.socket] : sockets.control(line.socket)
        else { return nil }
        return ControlLine(
            socket: socket,
            isMultiplexed: line.isMultiplexed,
            address: address,
            port: target.port
        )
    }

    /// Tells the party of a plain call that it is recorded; where that party cannot hear just now, later.
    func tell(_ call: ActiveCall) {
        guard configuration.speaks, let record = call.record, record.parties.isPlainCall,
            let line = record.plan.lines.first, let description = call.description
        else { return }
        let (id, socket, tone) = (call.id, call.sockets[line.socket], configuration.toneInterval)
        let (listener, announcement) = (Self.listener(on: line, of: description), sounds.announcement)
        player.enqueue { $0.play(id, on: socket, to: listener, announcement, toneInterval: tone) }
    }
}
