/// A name-addr or addr-spec with its header parameters: the value of From, To, Contact, Route and their kin.
package struct SIPAddress: Hashable, Sendable {
    /// Quotes and escapes undone; nil where there is none.
    package var displayName: String?
    package var uri: SIPURI
    /// Of the header, outside the URI; `tag` is one of them.
    package var parameters: SIPParameters

    package var tag: String? { parameters["tag"].flatMap { $0.isEmpty ? nil : $0 } }

    /// Whether `feature` is announced: beside the URI as RFC 3840 has it, or inside it as some peers write it.
    package func has(_ feature: String) -> Bool { parameters[feature] != nil || uri.parameters[feature] != nil }

    package init(_ value: [UInt8]) throws(WireError) {
        var scanner = ByteScanner(value, reading: .address)
        scanner.skipBlanks()
        displayName = try Self.displayName(&scanner)
        if scanner.skip(.less) {
            let uri = scanner.take { $0 != .greater }
            try scanner.expect(.greater)
            self.uri = try SIPURI(uri)
        } else {
            guard displayName == nil else { throw scanner.fault }
            // Without brackets, parameters and a question mark belong to the header (RFC 3261 §20).
            let uri = scanner.take { $0 != .semicolon && !$0.isBlank }
            guard !uri.contains(.question), !uri.contains(.comma) else { throw .malformed(.address, at: 0) }
            self.uri = try SIPURI(uri)
        }
        parameters = try SIPParameters(&scanner)
        scanner.skipBlanks()
        guard scanner.isAtEnd else { throw scanner.fault }
    }

    private static func displayName(_ scanner: inout ByteScanner) throws(WireError) -> String? {
        if scanner.next == .quote {
            let name = String(decoding: try scanner.quotedString(), as: UTF8.self)
            scanner.skipBlanks()
            guard scanner.next == .less else { throw scanner.fault }
            return name
        }
        guard let bracket = scanner.rest.firstIndex(of: .less) else { return nil }
        // Unquoted names with commas and the like are no tokens, but deployed (RFC 4475 §3.1.2.15): they are taken.
        let name = scanner.rest[..<bracket]
        guard !name.contains(.quote), !name.contains(.semicolon) else { throw scanner.fault }
        while scanner.position < bracket { scanner.advance() }
        return name.trimmed.isEmpty ? nil : String(decoding: name.trimmed, as: UTF8.self)
    }
}
