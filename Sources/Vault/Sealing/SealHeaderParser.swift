internal import Foundation

extension SealHeader {
    /// Parses a header that ends with `text`.
    package init(_ text: Span<UInt8>) throws(VaultError) {
        guard text.count <= Self.maximumLength else { throw .header(line: 1, .tooLong) }
        var parser = SealHeaderParser(text: [UInt8](text))
        self = try parser.parse()
    }

    /// Reads the header that lies alone in the file at `url`.
    init(contentsOf url: URL) throws(VaultError) {
        var file = try File(reading: url)
        var text: [UInt8] = []
        _ = try file.read(into: &text, upTo: Self.maximumLength + 1)
        try self.init(text.span)
    }

    /// Reads a header from `source` and no further than 4 KiB behind it; `rest` gets what was read too much.
    static func read(
        from source: inout some ByteSource & ~Copyable,
        rest: inout [UInt8]
    ) throws(VaultError) -> SealHeader {
        var text: [UInt8] = []
        var lineStart = 0
        while true {
            while let end = text[lineStart...].firstIndex(of: UInt8(ascii: "\n")) {
                if text[lineStart...].starts(with: "---".utf8) {
                    rest = Array(text[(end + 1)...])
                    return try SealHeader(text.span.extracting(0...end))
                }
                lineStart = end + 1
            }
            // What is no sealed file is refused by its first line, not after 64 KiB.
            guard SealProfile.allCases.contains(where: { Array("\($0.version)\n".utf8).agrees(with: text) }) else {
                throw .header(line: 1, .version)
            }
            guard text.count <= maximumLength else { throw .header(line: 1, .tooLong) }
            if try source.read(into: &text, upTo: 4096) == 0 {
                // The parser says what is wrong, and at least that the end is missing.
                return try SealHeader(text.span)
            }
        }
    }
}

/// Goes through a header line by line.
private struct SealHeaderParser {
    let text: [UInt8]
    private var position = 0
    private var line = 0

    init(text: [UInt8]) { self.text = text }

    mutating func parse() throws(VaultError) -> SealHeader {
        let version = try next()
        guard let profile = SealProfile.allCases.first(where: { version.elementsEqual($0.version.utf8) }) else {
            throw fault(.version)
        }
        var stanzas: [Stanza] = []
        var head = try next()
        while !head.starts(with: "---".utf8) {
            guard stanzas.count < SealHeader.maximumStanzas else { throw fault(.tooManyStanzas) }
            stanzas.append(profile == .age ? try stanza(head) : try stanzaSM(head))
            head = try next()
        }
        guard !stanzas.isEmpty else { throw fault(.noStanza) }
        guard head.starts(with: "--- ".utf8),
            let code = Self.decode(Array(head.dropFirst(4)), profile), code.count == 32, position == text.count
        else { throw fault(.code) }
        return SealHeader(profile, stanzas: stanzas, code: code)
    }

    private static func decode(_ text: [UInt8], _ profile: SealProfile) -> [UInt8]? {
        profile == .age ? Base64.decode(text.span) : Base64.decodePadded(text.span)
    }

    private mutating func stanza(_ head: ArraySlice<UInt8>) throws(VaultError) -> Stanza {
        let start = line
        let arguments = try arguments(of: head)
        return Stanza(arguments: arguments, body: try body(), line: start)
    }

    /// `-> SM2 ` and the wrapped key, on one line.
    private func stanzaSM(_ head: ArraySlice<UInt8>) throws(VaultError) -> Stanza {
        let arguments = try arguments(of: head)
        guard arguments.count == 2, arguments[0] == SM2Key.name,
            let body = Base64.decodePadded(Array(arguments[1].utf8).span), !body.isEmpty
        else { throw fault(.sm2) }
        return Stanza(arguments: [SM2Key.name], body: body, line: line)
    }

    private mutating func next() throws(VaultError) -> ArraySlice<UInt8> {
        line += 1
        guard let end = text[position...].firstIndex(of: UInt8(ascii: "\n")) else { throw fault(.cut) }
        defer { position = end + 1 }
        return text[position..<end]
    }

    private func arguments(of head: ArraySlice<UInt8>) throws(VaultError) -> [String] {
        guard head.starts(with: "-> ".utf8) else { throw fault(.stanzaStart) }
        let words = head.dropFirst(3).split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard words.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (0x21...0x7e).contains($0) } }) else {
            throw fault(.argument)
        }
        return words.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Lines of 64 columns and one that is shorter, maybe empty.
    private mutating func body() throws(VaultError) -> [UInt8] {
        var encoded: [UInt8] = []
        while true {
            let columns = try next()
            guard columns.count <= 64, !columns.starts(with: "-".utf8) else { throw fault(.body) }
            encoded += columns
            if columns.count < 64 { break }
        }
        guard let body = Base64.decode(encoded.span) else { throw fault(.body) }
        return body
    }

    private func fault(_ fault: VaultError.HeaderFault) -> VaultError { .header(line: line, fault) }
}

extension [UInt8] {
    /// Whether one of the two begins with the other.
    fileprivate func agrees(with text: [UInt8]) -> Bool { starts(with: text.prefix(count)) }
}
