/// The receiver's side of offer and answer (RFC 3264) for one dialog: its own identity, its own version count.
package struct SessionAnswerer: Equatable, Sendable {
    private let sessionID: String
    private let address: String
    /// What we said last, answer or offer.
    package private(set) var last: SessionDescription?

    /// `address` is where media is received; it must be numeric.
    package init(sessionID: UInt64, address: String) {
        self.sessionID = String(sessionID)
        self.address = address
    }

    /// The answer to `offer`: a line is received at the port of the same index in `ports`, or refused where there is none.
    ///
    /// It has the same number and order of media lines, never sends, and takes only what was offered.
    package mutating func answer(to offer: SessionDescription, ports: [UInt16?]) -> SessionDescription {
        say(
            offer.media.indices.map { index in
                let port = index < ports.count ? ports[index] : nil
                guard let port, let receivable = ReceivableMedia(offer, media: index) else {
                    let refused = offer.media[index]
                    return MediaDescription(
                        kind: refused.kind,
                        port: 0,
                        profile: refused.profile,
                        formats: refused.formats
                    )
                }
                return accepted(receivable, offer, index, port)
            }
        )
    }

    /// Our own offer, for an INVITE that came without one: a G.711 audio line for each port.
    package mutating func offer(ports: [UInt16]) -> SessionDescription {
        say(
            ports.map { port in
                let formats = [
                    PayloadFormat(payloadType: 8, encoding: "PCMA", clockRate: 8000),
                    PayloadFormat(payloadType: 0, encoding: "PCMU", clockRate: 8000),
                    PayloadFormat(payloadType: 101, encoding: "telephone-event", clockRate: 8000),
                ]
                var media = MediaDescription(port: port, formats: formats.map { String($0.payloadType) })
                media.attributes = formats.map(\.rtpmap)
                media.attributes += [.init("fmtp", "101 0-15"), .init("recvonly")]
                return media
            }
        )
    }

    private func accepted(
        _ receivable: ReceivableMedia,
        _ offer: SessionDescription,
        _ index: Int,
        _ port: UInt16
    ) -> MediaDescription {
        let offered = offer.media[index]
        let formats = receivable.codecs + receivable.comfortNoise + [receivable.telephoneEvent].compactMap(\.self)
        var media = MediaDescription(
            port: port,
            profile: offered.profile,
            formats: formats.map { String($0.payloadType) }
        )
        media.attributes = formats.map(\.rtpmap)
        if let event = receivable.telephoneEvent {
            media.attributes.append(.init("fmtp", "\(event.payloadType) 0-15"))
        }
        // recvonly from the peer means that neither side sends: inactive is all that is left for us.
        let direction = offer.direction(ofMedia: index)
        media.attributes.append(.init(direction == .sendonly || direction == .sendrecv ? "recvonly" : "inactive"))
        if let label = offered.label { media.attributes.append(.init("label", label)) }
        return media
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
    fileprivate var rtpmap: SessionDescription.Attribute {
        let name = encoding == "TELEPHONE-EVENT" ? "telephone-event" : encoding
        return .init("rtpmap", "\(payloadType) \(name)/\(clockRate)")
    }
}
