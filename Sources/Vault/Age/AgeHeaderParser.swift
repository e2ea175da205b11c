internal import Foundation

extension AgeHeader {
    /// Parses a header that ends with `text`.
    package init(_ text: Span<UInt8>) throws(VaultError) {
        guard text.count <= Self.maximumLength else { throw .header(line: 1, .tooLong) }
        var parser = AgeHeaderParser(text: [UInt8](text))
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
    ) throws(VaultError) -> AgeHeader {
        var text: [UInt8] = []
        var lineStart = 0
        while true {
            while let end = text[lineStart...].firstIndex(of: UInt8(ascii: "\n")) {
                if text[lineStart...].starts(with: "---".utf8) {
                    rest = Array(text[(end + 1)...])
                    return try AgeHeader(text.span.extracting(0...end))
                }
                lineStart = end + 1
            }
            // What is not an age file is refused by its first line, not after 64 KiB.
            guard Array("\(version)\n".utf8).starts(with: text.prefix(version.utf8.count + 1)) else {
                throw .header(line: 1, .version)
            }
            guard text.count <= maximumLength else { throw .header(line: 1, .tooLong) }
            if try source.read(into: &text, upTo: 4096) == 0 {
                // The parser says what is wrong, and at least that the end is missing.
                return try AgeHeader(text.span)
            }
        }
    }
}

/// Goes through a header line by line.
private struct AgeHeaderParser {
    let text: [UInt8]
    private var position = 0
    private var line = 0

    init(text: [UInt8]) { self.text = text }

    mutating func parse() throws(VaultError) -> AgeHeader {
        guard try next().elementsEqual(AgeHeader.version.utf8) else { throw fault(.version) }
        var stanzas: [Stanza] = []
        var head = try next()
        while !head.starts(with: "---".utf8) {
            guard stanzas.count < AgeHeader.maximumStanzas else { throw fault(.tooManyStanzas) }
            let start = line
            let arguments = try arguments(of: head)
            stanzas.append(Stanza(arguments: arguments, body: try body(), line: start))
            head = try next()
        }
        guard !stanzas.isEmpty else { throw fault(.noStanza) }
        guard head.starts(with: "--- ".utf8),
            let code = Base64.decode(Array(head.dropFirst(4)).span), code.count == 32, position == text.count
        else { throw fault(.code) }
        return AgeHeader(stanzas: stanzas, code: code)
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
