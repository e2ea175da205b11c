/// Cuts the octets of a TCP connection into SIP messages (RFC 3261 §18.3) and keep-alives (RFC 5626 §4.4.1).
package struct SIPStreamFramer: Sendable {
    package enum Frame: Equatable, Sendable {
        case message([UInt8])
        /// Two line ends between messages: the peer waits for one back.
        case ping
        /// The length of what follows is unknowable: answer this head, if it can be answered, and close the connection.
        case broken([UInt8])
    }

    package init() {}

    package mutating func append(_ bytes: some Sequence<UInt8>) {}

    /// The next whole frame; nil until more octets come.
    package mutating func next() -> Frame? { nil }
}
