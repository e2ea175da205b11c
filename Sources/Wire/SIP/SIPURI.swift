/// A `sip:`, `sips:` or other URI (RFC 3261 §19.1, RFC 3966).
package struct SIPURI: Hashable, Sendable {
    /// Lower case.
    package var scheme: String
    /// Escapes undone; nil where there is none.
    package var user: String?
    /// Lower case; an IPv6 address without its brackets; empty where the scheme is not `sip` or `sips`.
    package var host: String
    package var port: UInt16?
    package var parameters: SIPParameters
    /// What follows `?`, as it came; empty where there is none.
    package var headers: String
    /// The URI as it came.
    package var text: String

    package var isSIP: Bool { scheme == "sip" || scheme == "sips" }

    /// `scheme:user@host`, the part that names somebody; for `tel:` the number without its parameters.
    package var addressOfRecord: String {
        guard isSIP else { return text.split(separator: ";").first.map(String.init) ?? text }
        let host = host.contains(":") ? "[\(host)]" : host
        return user.map { "\(scheme):\($0)@\(host)" } ?? "\(scheme):\(host)"
    }

    /// The user part, or the number of a `tel:` URI: what a switch knows a party by.
    package var number: String? {
        isSIP
            ? user?.split(separator: ";").first.map(String.init)
            : scheme == "tel" ? String(addressOfRecord.dropFirst(4)) : nil
    }

    package init(_ text: some StringProtocol) throws(WireError) {
        try self.init(Array(text.utf8)[...])
    }

    init(_ bytes: ArraySlice<UInt8>) throws(WireError) {
        if let at = bytes.firstIndex(where: {
            $0 <= .space || $0 == 0x7F || $0 == .less || $0 == .greater || $0 == .quote
        }) {
            throw .malformed(.uri, at: at - bytes.startIndex)
        }
        var scanner = ByteScanner(bytes, reading: .uri)
        let name = scanner.take {
            $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "+") || $0 == .hyphen || $0 == UInt8(ascii: ".")
        }
        guard name.first?.isLetter == true, scanner.skip(.colon), !scanner.isAtEnd else { throw scanner.fault }
        scheme = String(decoding: name, as: UTF8.self).asciiLowercased
        text = String(decoding: bytes, as: UTF8.self)
        (user, host, port, headers) = (nil, "", nil, "")
        parameters = SIPParameters()
        guard isSIP else { return }
        // A user part may hold `;` and `?`, but never a bare `@`: what stands before that sign is the user.
        if let at = scanner.rest.firstIndex(of: .at) {
            let name = scanner.rest[..<at].prefix { $0 != .colon }
            guard !name.isEmpty else { throw scanner.fault }
            user = try Self.unescaped(name)
            scanner = ByteScanner(scanner.rest[(at + 1)...], reading: .uri)
        }
        (host, port) = try scanner.hostAndPort()
        parameters = try SIPParameters(&scanner)
        if scanner.skip(.question) { headers = String(decoding: scanner.take { _ in true }, as: UTF8.self) }
        guard scanner.isAtEnd else { throw scanner.fault }
    }

    private static func unescaped(_ bytes: ArraySlice<UInt8>) throws(WireError) -> String {
        var plain: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "%") {
                guard index + 2 < bytes.endIndex, let high = bytes[index + 1].hexValue,
                    let low = bytes[index + 2].hexValue
                else { throw .malformed(.uri, at: index - bytes.startIndex) }
                plain.append(high << 4 | low)
                index += 3
            } else {
                plain.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }
}

extension ByteScanner {
    /// A host name, an IPv4 address or a bracketed IPv6 address, and the port after a colon.
    mutating func hostAndPort() throws(WireError) -> (host: String, port: UInt16?) {
        let host: ArraySlice<UInt8>
        if skip(UInt8(ascii: "[")) {
            host = take { $0.hexValue != nil || $0 == .colon || $0 == UInt8(ascii: ".") }
            try expect(UInt8(ascii: "]"))
        } else {
            host = take {
                $0.isDigit || $0.isLetter || $0 == .hyphen || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_")
            }
        }
        guard !host.isEmpty else { throw fault }
        let name = String(decoding: host, as: UTF8.self).asciiLowercased
        let beforePort = self
        skipBlanks()
        guard skip(.colon) else {
            self = beforePort
            return (name, nil)
        }
        skipBlanks()
        return (name, UInt16(try number(upTo: 65_535)))
    }
}
