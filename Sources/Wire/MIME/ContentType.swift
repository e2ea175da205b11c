/// The value of a Content-Type header (RFC 2045 §5.1, RFC 3261 §20.15).
package struct ContentType: Hashable, Sendable {
    /// `application/sdp` and so on, lower case.
    package var name: String
    package var parameters: SIPParameters

    package static let sdp = "application/sdp"
    /// The type that RFC 7866 registered and the one that clients sent before it, still common.
    package static let recordingMetadata: Set = ["application/rs-metadata+xml", "application/rs-metadata"]

    package var isMultipart: Bool { name.hasPrefix("multipart/") }

    package init(_ value: [UInt8]) throws(WireError) {
        var scanner = ByteScanner(value, reading: .contentType)
        scanner.skipBlanks()
        let type = try scanner.token()
        scanner.skipBlanks()
        try scanner.expect(.slash)
        scanner.skipBlanks()
        name = "\(type)/\(try scanner.token())".asciiLowercased
        parameters = try SIPParameters(&scanner)
        scanner.skipBlanks()
        guard scanner.isAtEnd else { throw scanner.fault }
    }
}
