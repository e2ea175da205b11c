/// The sequence number and method of a CSeq header (RFC 3261 §20.16).
package struct SIPCSeq: Hashable, Sendable {
    /// Below 2^31.
    package var number: Int
    package var method: SIPMethod

    package init(number: Int, method: SIPMethod) {
        self.number = number
        self.method = method
    }

    package init(_ value: [UInt8]) throws(WireError) {
        var scanner = ByteScanner(value, reading: .cseq)
        number = try scanner.number(upTo: 0x7FFF_FFFF)
        guard scanner.next?.isBlank == true else { throw scanner.fault }
        scanner.skipBlanks()
        method = SIPMethod(try scanner.token())
        guard scanner.isAtEnd else { throw scanner.fault }
    }
}
