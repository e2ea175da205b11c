internal import Wire

/// One media line that is recorded.
struct RecordedLine: Equatable, Sendable {
    /// Index of the `m=` line.
    var media: Int
    /// Which of the call's two sockets it has: the one of its place among the lines, as far as that is free.
    var socket: Int
    /// The channel of the recording; it never changes.
    var channel: Int
    var format: ChannelFormat
    var label: String?
    /// The key that its packets are encrypted with; nil where they are in the clear.
    var key: SRTPKey?
    /// The address that its packets must come from; nil where the peer does not say.
    var source: String?
    /// Where our reports go; nil where the peer does not say.
    var control: TransportAddress?
    /// Whether its RTCP comes to the port of its RTP.
    var isMultiplexed: Bool
    /// Whether the peer sends nothing for now.
    var isHeld: Bool
}

/// Which media lines of an offer are recorded, on which channel and how: up to two.
struct MediaPlan: Equatable, Sendable {
    /// Of the recording: one where all parties come mixed on one line, else two.
    let channels: Int
    private(set) var lines: [RecordedLine]
    /// Lines that could be recorded, had the call more channels.
    private(set) var refusedLines = 0

    /// Nil where there is nothing to record.
    ///
    /// `agentLine` counts the recorded lines and says which of two is the agent's: that becomes channel 1, as does the
    /// only one where another dialog brings the other party.
    init?(_ description: SessionDescription, agentLine: Int = 1, isMixed: Bool = false, isAgentAlone: Bool = false) {
        let receivable = description.receivable.enumerated().compactMap { index, media in media.map { (index, $0) } }
        channels = isMixed ? 1 : 2
        lines = []
        refusedLines = max(0, receivable.count - channels)
        for (index, media) in receivable.prefix(channels) {
            guard let format = ChannelFormat(media, preferring: lines.first?.format.codec) else { continue }
            let isSwapped = isAgentAlone || (agentLine == 0 && receivable.count > 1)
            let channel = isSwapped ? 1 - lines.count : lines.count
            let socket = Self.free(lines.map(\.socket), preferring: index, of: 2) ?? lines.count
            lines.append(RecordedLine(media, media: index, socket: socket, channel: channel, format: format))
        }
        if lines.isEmpty { return nil }
    }

    /// The plan after a new offer in the same dialog: channels and codecs stay what they are.
    ///
    /// Nil where the offer cannot be recorded that way. A line that has ended is dropped: its channel is silent, until
    /// another line takes its place.
    func revised(for offer: SessionDescription) -> MediaPlan? {
        let receivable = offer.receivable
        let staying = lines.filter { $0.media < receivable.count && receivable[$0.media] != nil }
        var revised = self
        revised.lines = []
        revised.refusedLines = 0
        for (index, media) in receivable.enumerated() {
            guard let media else { continue }
            let old = staying.first { $0.media == index }
            let taken = staying + revised.lines
            guard let socket = old?.socket ?? Self.free(taken.map(\.socket), preferring: index, of: 2),
                let channel = old?.channel ?? Self.free(taken.map(\.channel), preferring: 0, of: channels)
            else {
                revised.refusedLines += 1
                continue
            }
            let codec = (old ?? lines.first { $0.channel == channel } ?? lines.first)?.format.codec
            guard let format = ChannelFormat(media, preferring: codec), format.codec == codec else { return nil }
            var line = RecordedLine(media, media: index, socket: socket, channel: channel, format: format)
            // The old way to hold, `c=0.0.0.0`, names no address: the party's is still the one it was.
            line.source = line.source ?? old?.source
            revised.lines.append(line)
        }
        return revised.lines.isEmpty ? nil : revised
    }

    /// A number below `count` that is not taken: the preferred one, or the first.
    private static func free(_ taken: [Int], preferring preferred: Int, of count: Int) -> Int? {
        ([preferred] + (0..<count)).first { $0 < count && !taken.contains($0) }
    }

    /// True where a party hears nothing from the other: the call is on hold.
    var isHeld: Bool { lines.contains(where: \.isHeld) }

    func line(onChannel channel: Int) -> RecordedLine? { lines.first { $0.channel == channel } }

    /// The formats of all channels; a channel without a line is silent in the other's codec.
    var formats: [ChannelFormat] {
        (0..<channels).compactMap { (line(onChannel: $0) ?? lines.first)?.format }
    }

    /// The offer without what is not recorded, so that an answer to it promises one codec a line and no more.
    func narrowed(_ offer: SessionDescription) -> SessionDescription {
        var offer = offer
        for line in lines {
            guard let media = ReceivableMedia(offer, media: line.media) else { continue }
            let kept =
                [line.format.payloadType, line.format.eventPayloadType].compactMap(\.self)
                + media.comfortNoise.map(\.payloadType)
            offer.media[line.media].formats = kept.map(String.init)
        }
        return offer
    }

    /// The ports to answer an offer of `count` media lines with.
    func ports(of sockets: RTPSocketPair, count: Int) -> [UInt16?] {
        (0..<count).map { index in lines.first { $0.media == index }.map { sockets[$0.socket].port } }
    }
}

extension RecordedLine {
    fileprivate init(_ received: ReceivableMedia, media: Int, socket: Int, channel: Int, format: ChannelFormat) {
        self.init(
            media: media,
            socket: socket,
            channel: channel,
            format: format,
            label: received.label,
            key: received.crypto?.key,
            source: received.remoteAddress,
            control: received.control,
            isMultiplexed: received.isMultiplexed,
            isHeld: received.isHeld
        )
    }
}

extension ChannelFormat {
    /// The offer of `codec` where there is one, otherwise the first of all; nil where there is none that we store.
    fileprivate init?(_ media: ReceivableMedia, preferring codec: AudioCodec?) {
        let offered = media.codecs.compactMap { format in
            AudioCodec(encoding: format.encoding, clockRate: format.clockRate).map { (codec: $0, format: format) }
        }
        guard let chosen = offered.first(where: { $0.codec == codec }) ?? offered.first else { return nil }
        let event = media.telephoneEvents.first { $0.clockRate == chosen.format.clockRate }
        self.init(
            codec: chosen.codec,
            payloadType: chosen.format.payloadType,
            eventPayloadType: event?.payloadType
        )
    }
}
