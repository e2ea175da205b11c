/// One media line of an offer or answer that we are able to record.
package struct ReceivableMedia: Equatable, Sendable {
    /// What will be accepted, in the peer's order of preference: G.711, G.722, L16 at a multiple of 8 kHz, Opus.
    package var codecs: [PayloadFormat]
    /// RFC 4733, where offered: one for each clock.
    package var telephoneEvents: [PayloadFormat]
    /// RFC 3389, where offered.
    package var comfortNoise: [PayloadFormat]
    /// The key that the peer encrypts with; nil where it does not.
    package var crypto: CryptoAttribute?
    /// RFC 4574.
    package var label: String?
    /// Where the packets come from, if the peer sends from where it would receive; nil where it does not say.
    package var remoteAddress: String?
    package var remotePort: UInt16
    /// Whether RTCP comes to the port of RTP (RFC 5761).
    package var isMultiplexed: Bool
    /// Where RTCP for the peer goes; nil where it does not say.
    package var control: TransportAddress?
    /// Whether the peer sends nothing for now.
    package var isHeld: Bool

    /// Nil for a line that we refuse: not audio, ended, encrypted in a way we cannot undo, or without
    /// a codec that we store.
    package init?(_ session: SessionDescription, media index: Int) {
        let media = session.media[index]
        guard media.kind == "audio", media.port != 0 else { return nil }
        let isPlain = media.profile == "RTP/AVP" || media.profile == "RTP/AVPF"
        crypto = media.isEncrypted ? media.crypto : nil
        guard isPlain || crypto != nil else { return nil }
        let formats = media.payloadFormats
        codecs = formats.filter(\.isStored)
        guard !codecs.isEmpty else { return nil }
        telephoneEvents = formats.filter { $0.encoding == "TELEPHONE-EVENT" }
        comfortNoise = formats.filter { $0.encoding == "CN" && $0.clockRate == 8000 }
        label = media.label
        let address = session.address(ofMedia: index)
        remoteAddress = address == "0.0.0.0" || address == "::" ? nil : address
        remotePort = media.port
        isMultiplexed = media.attributes["rtcp-mux"] != nil
        control = Self.control(of: media, address: remoteAddress, isMultiplexed: isMultiplexed)
        isHeld = session.isHeld(media: index)
    }
}

/// A numeric address and a port.
package struct TransportAddress: Hashable, Sendable {
    package var address: String
    package var port: UInt16

    package init(address: String, port: UInt16) {
        self.address = address
        self.port = port
    }
}

extension PayloadFormat {
    /// Whether we store what is coded so.
    fileprivate var isStored: Bool {
        switch encoding {
        case "PCMU", "PCMA", "G722": clockRate == 8000
        case "L16": [8000, 16000, 32000, 48000].contains(clockRate)
        case "OPUS": clockRate == 48000
        default: false
        }
    }
}

extension ReceivableMedia {
    /// The port of RTP itself, that of `a=rtcp` (RFC 3605), or the next one.
    private static func control(
        of media: MediaDescription,
        address: String?,
        isMultiplexed: Bool
    ) -> TransportAddress? {
        let words = media.attributes["rtcp"]?.split(separator: " ") ?? []
        let next = media.port == .max ? nil : media.port + 1
        guard let port = isMultiplexed ? media.port : words.first.flatMap({ UInt16($0) }) ?? next,
            let address = !isMultiplexed && words.count == 4 ? String(words[3]) : address
        else { return nil }
        return TransportAddress(address: address, port: port)
    }
}

extension SessionDescription {
    /// What we would record of each media line; nil for a line that we refuse.
    package var receivable: [ReceivableMedia?] { media.indices.map { ReceivableMedia(self, media: $0) } }
}
