/// One hop of a Via header (RFC 3261 §20.42, RFC 3581).
package struct SIPVia: Hashable, Sendable {
    /// The start of every branch that is unique across space and time.
    package static let magicCookie = "z9hG4bK"

    /// Upper case: `UDP`, `TCP`, `TLS` or anything else.
    package var transport: String
    package var host: String
    package var port: UInt16?
    package var parameters: SIPParameters

    /// The branch, where it is one of RFC 3261; nil for older peers and for a bare cookie.
    package var branch: String? {
        parameters["branch"].flatMap { $0.hasPrefix(Self.magicCookie) && $0 != Self.magicCookie ? $0 : nil }
    }

    package init(_ value: [UInt8]) throws(WireError) {
        var scanner = ByteScanner(value, reading: .via)
        scanner.skipBlanks()
        guard try scanner.token().asciiLowercased == "sip" else { throw scanner.fault }
        scanner.skipBlanks()
        try scanner.expect(.slash)
        scanner.skipBlanks()
        guard try scanner.token() == "2.0" else { throw scanner.fault }
        scanner.skipBlanks()
        try scanner.expect(.slash)
        scanner.skipBlanks()
        transport = try scanner.token().uppercased()
        guard scanner.next?.isBlank == true else { throw scanner.fault }
        scanner.skipBlanks()
        (host, port) = try scanner.hostAndPort()
        parameters = try SIPParameters(&scanner)
        scanner.skipBlanks()
        guard scanner.isAtEnd else { throw scanner.fault }
    }

    package init(transport: String, host: String, port: UInt16, branch: String) {
        self.transport = transport
        self.host = host
        self.port = port
        parameters = SIPParameters([.init(name: "branch", value: branch), .init(name: "rport", value: nil)])
    }

    package var text: String {
        let host = host.contains(":") ? "[\(host)]" : host
        return "SIP/2.0/\(transport) \(host)" + (port.map { ":\($0)" } ?? "") + parameters.text
    }
}
