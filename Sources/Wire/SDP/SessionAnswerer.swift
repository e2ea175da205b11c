/// One media line of an offer that we are able to record.
package struct ReceivableMedia: Equatable, Sendable {
    /// What will be accepted, in the offerer's order: G.711 only for now.
    package var codecs: [PayloadFormat]
    /// RFC 4733, where offered.
    package var telephoneEvent: PayloadFormat?
    /// RFC 3389, where offered.
    package var comfortNoise: [PayloadFormat]
    package var label: String?
    /// Where the packets will come from, if the peer sends from where it would receive; nil where it does not say.
    package var remoteAddress: String?
    package var remotePort: UInt16
    package var isHeld: Bool
}

/// The receiver's side of offer and answer (RFC 3264) for one dialog: its own identity, its own version count.
package struct SessionAnswerer: Equatable, Sendable {
    private let sessionID: String
    private let address: String
    private var last: SessionDescription?

    /// `address` is where media is received; it must be numeric.
    package init(sessionID: UInt64, address: String) {
        self.sessionID = String(sessionID)
        self.address = address
    }
}

extension SessionAnswerer {
    /// What we would record of each media line of an offer; nil for a line that we refuse.
    package static func receivable(in offer: SessionDescription) -> [ReceivableMedia?] { [] }

    /// The answer to `offer`: a line is received at the port of the same index in `ports`, or refused where that is nil.
    package mutating func answer(to offer: SessionDescription, ports: [UInt16?]) -> SessionDescription {
        last ?? SessionDescription(origin: .init(sessionID: sessionID, version: 1, address: address))
    }

    /// Our own offer, for an INVITE that came without one: one G.711 audio line, recvonly, a port.
    package mutating func offer(ports: [UInt16]) -> SessionDescription {
        last ?? SessionDescription(origin: .init(sessionID: sessionID, version: 1, address: address))
    }
}
