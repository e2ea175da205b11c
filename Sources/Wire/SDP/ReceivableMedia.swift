/// One media line of an offer or answer that we are able to record.
package struct ReceivableMedia: Equatable, Sendable {
    /// What will be accepted, in the peer's order of preference: G.711 only for now.
    package var codecs: [PayloadFormat]
    /// RFC 4733, where offered.
    package var telephoneEvent: PayloadFormat?
    /// RFC 3389, where offered.
    package var comfortNoise: [PayloadFormat]
    /// The key that the peer encrypts with; nil where it does not.
    package var crypto: CryptoAttribute?
    /// RFC 4574.
    package var label: String?
    /// Where the packets come from, if the peer sends from where it would receive; nil where it does not say.
    package var remoteAddress: String?
    package var remotePort: UInt16
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
        codecs = formats.filter { ($0.encoding == "PCMU" || $0.encoding == "PCMA") && $0.clockRate == 8000 }
        guard !codecs.isEmpty else { return nil }
        telephoneEvent = formats.first { $0.encoding == "TELEPHONE-EVENT" && $0.clockRate == 8000 }
        comfortNoise = formats.filter { $0.encoding == "CN" && $0.clockRate == 8000 }
        label = media.label
        let address = session.address(ofMedia: index)
        remoteAddress = address == "0.0.0.0" || address == "::" ? nil : address
        remotePort = media.port
        isHeld = session.isHeld(media: index)
    }
}

extension SessionDescription {
    /// What we would record of each media line; nil for a line that we refuse.
    package var receivable: [ReceivableMedia?] { media.indices.map { ReceivableMedia(self, media: $0) } }
}
