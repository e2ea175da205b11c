/// The receiver's side of offer and answer (RFC 3264) for one dialog: its own identity, its own version count.
package struct SessionAnswerer: Equatable, Sendable {
    private let sessionID: String
    private let address: String
    /// Whether we have something to say ourselves, to those who hear us in the clear.
    package var speaks = false
    /// What we said last, answer or offer.
    package private(set) var last: SessionDescription?
    /// What we would encrypt with, by media line: kept over answers, so that one without news says nothing new.
    private var keys: [Int: SRTPKey] = [:]

    /// `address` is where media is received; it must be numeric.
    package init(sessionID: UInt64, address: String) {
        self.sessionID = String(sessionID)
        self.address = address
    }

    /// The answer to `offer`: a line is received at the port of the same index in `ports`, or refused where there is none.
    ///
    /// It has the same number and order of media lines, never sends, and takes only what was offered.
    package mutating func answer(to offer: SessionDescription, ports: [UInt16?]) -> SessionDescription {
        var media: [MediaDescription] = []
        for index in offer.media.indices {
            let port = index < ports.count ? ports[index] : nil
            if let port, let receivable = ReceivableMedia(offer, media: index) {
                media.append(accepted(receivable, offer, index, port))
            } else {
                let refused = offer.media[index]
                media.append(
                    MediaDescription(kind: refused.kind, port: 0, profile: refused.profile, formats: refused.formats)
                )
            }
        }
        return say(media)
    }

    /// Our own offer, for an INVITE that came without one: an audio line for each port, with all that we record.
    ///
    /// Where we speak ourselves it is G.711 alone, in which we do.
    package mutating func offer(ports: [UInt16]) -> SessionDescription {
        say(
            ports.map { port in
                let formats = PayloadFormat.g711 + (speaks ? [] : PayloadFormat.others) + PayloadFormat.comfortNoise
                let clocks = Set(formats.map(\.clockRate)).sorted()
                let events = PayloadFormat.events.filter { clocks.contains($0.clockRate) }
                var media = MediaDescription(port: port, formats: (formats + events).map { String($0.payloadType) })
                media.attributes = (formats + events).map(\.rtpmap)
                media.attributes += events.map { .init("fmtp", "\($0.payloadType) 0-15") }
                media.attributes.append(.init(speaks ? "sendrecv" : "recvonly"))
                return media
            }
        )
    }

    /// The line of our own key to the one that was accepted: its tag, its suite (RFC 4568 §5.1.2).
    private mutating func crypto(answering accepted: CryptoAttribute, _ index: Int) -> SessionDescription.Attribute {
        let known = keys[index].flatMap { $0.suite == accepted.key.suite ? $0 : nil }
        let key = known ?? .random(accepted.key.suite)
        keys[index] = key
        return .init("crypto", CryptoAttribute(tag: accepted.tag, key: key).text)
    }

    private mutating func accepted(
        _ receivable: ReceivableMedia,
        _ offer: SessionDescription,
        _ index: Int,
        _ port: UInt16
    ) -> MediaDescription {
        let offered = offer.media[index]
        let formats = receivable.codecs + receivable.comfortNoise + receivable.telephoneEvents
        var media = MediaDescription(
            port: port,
            profile: offered.profile,
            formats: formats.map { String($0.payloadType) }
        )
        media.attributes = formats.map(\.rtpmap)
        for event in receivable.telephoneEvents {
            media.attributes.append(.init("fmtp", "\(event.payloadType) 0-15"))
        }
        if let crypto = receivable.crypto { media.attributes.append(self.crypto(answering: crypto, index)) }
        if receivable.isMultiplexed { media.attributes.append(.init("rtcp-mux")) }
        let speaks = speaks && receivable.crypto == nil
        media.attributes.append(.init(Self.direction(answering: offer.direction(ofMedia: index), speaks).rawValue))
        if let label = offered.label { media.attributes.append(.init("label", label)) }
        return media
    }

    /// Where we say nothing, `recvonly` from the peer means that neither side sends: `inactive` is all that is left.
    private static func direction(answering offered: MediaDirection, _ speaks: Bool) -> MediaDirection {
        switch offered {
        case .sendrecv: speaks ? .sendrecv : .recvonly
        case .sendonly: .recvonly
        case .recvonly: speaks ? .sendonly : .inactive
        case .inactive: .inactive
        }
    }

    /// The version goes up by one where the media differ from what was said last (RFC 3264 §8).
    private mutating func say(_ media: [MediaDescription]) -> SessionDescription {
        let version = last.map { $0.origin.version + ($0.media == media ? 0 : 1) } ?? 1
        let said = SessionDescription(
            origin: .init(sessionID: sessionID, version: version, address: address),
            address: address,
            media: media
        )
        last = said
        return said
    }
}

extension PayloadFormat {
    fileprivate static let g711 = [
        PayloadFormat(payloadType: 8, encoding: "PCMA", clockRate: 8000),
        PayloadFormat(payloadType: 0, encoding: "PCMU", clockRate: 8000),
    ]
    fileprivate static let others = [
        PayloadFormat(payloadType: 9, encoding: "G722", clockRate: 8000),
        PayloadFormat(payloadType: 96, encoding: "OPUS", clockRate: 48000),
        PayloadFormat(payloadType: 97, encoding: "L16", clockRate: 16000),
        PayloadFormat(payloadType: 98, encoding: "L16", clockRate: 8000),
        PayloadFormat(payloadType: 99, encoding: "L16", clockRate: 32000),
        PayloadFormat(payloadType: 100, encoding: "L16", clockRate: 48000),
    ]
    fileprivate static let comfortNoise = [PayloadFormat(payloadType: 13, encoding: "CN", clockRate: 8000)]
    /// RFC 4733 §2.4.1: one for each clock.
    fileprivate static let events = [8000, 16000, 32000, 48000].enumerated().map { index, rate in
        PayloadFormat(payloadType: UInt8(101 + index), encoding: "TELEPHONE-EVENT", clockRate: rate)
    }

    fileprivate var rtpmap: SessionDescription.Attribute {
        switch encoding {
        case "TELEPHONE-EVENT": .init("rtpmap", "\(payloadType) telephone-event/\(clockRate)")
        // RFC 7587 §7: always two channels, whatever is sent.
        case "OPUS": .init("rtpmap", "\(payloadType) opus/48000/2")
        default: .init("rtpmap", "\(payloadType) \(encoding)/\(clockRate)")
        }
    }
}
