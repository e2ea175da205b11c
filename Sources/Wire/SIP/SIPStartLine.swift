/// The first line of a message, and what is wrong with it.
enum SIPStartLine {
    /// - Throws: where the line is neither a request nor a response in any reading.
    static func read(_ line: [UInt8]) throws(WireError) -> (SIPMessage.StartLine, WireError?) {
        guard line.count <= Limits.headerLine else { throw .tooLarge(.startLine, limit: Limits.headerLine) }
        var scanner = ByteScanner(line, reading: .startLine)
        let first = scanner.take { $0 != .space }
        guard !first.isEmpty, scanner.skip(.space) else { throw scanner.fault }
        if first.contains(.slash) {
            return (try response(version: first, &scanner), nil)
        }
        guard first.allSatisfy(\.isToken) else { throw .malformed(.startLine, at: 0) }
        return request(SIPMethod(String(decoding: first, as: UTF8.self)), scanner)
    }

    private static func response(
        version: ArraySlice<UInt8>,
        _ scanner: inout ByteScanner
    ) throws(WireError) -> SIPMessage.StartLine {
        guard version.equalsIgnoringCase("sip/2.0") else { throw .unsupportedVersion }
        let status = try scanner.number(upTo: 699)
        guard status >= 100, scanner.isAtEnd || scanner.skip(.space) else { throw scanner.fault }
        return .response(status: status, reason: String(decoding: scanner.rest, as: UTF8.self))
    }

    private static func request(_ method: SIPMethod, _ scanner: ByteScanner) -> (SIPMessage.StartLine, WireError?) {
        let words = scanner.rest.split(separator: .space, omittingEmptySubsequences: false)
        let uri = words.first { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) } ?? ""
        let start = SIPMessage.StartLine.request(method: method, uri: uri)
        // One space on each side, none within: RFC 4475 §3.1.2.7 to §3.1.2.10.
        guard words.count == 2, !uri.isEmpty, words[1].count > 4, words[1].prefix(4).equalsIgnoringCase("sip/") else {
            return (start, scanner.fault)
        }
        return (start, words[1].dropFirst(4).elementsEqual("2.0".utf8) ? nil : .unsupportedVersion)
    }
}
