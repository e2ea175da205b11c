/// A SIP method: case-sensitive, any token.
package struct SIPMethod: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }

    package static let invite = Self("INVITE")
    package static let ack = Self("ACK")
    package static let bye = Self("BYE")
    package static let cancel = Self("CANCEL")
    package static let options = Self("OPTIONS")
    package static let update = Self("UPDATE")
}
