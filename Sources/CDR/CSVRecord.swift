/// Where one field stands in the bytes, without its quotes.
struct CSVField: Hashable, Sendable {
    var start: Int
    var end: Int
    /// True where a quote inside is written twice.
    var hasDoubledQuotes: Bool

    var isEmpty: Bool { start == end }
}

/// One record of a CSV file: the places of its fields, to be read out of the same bytes.
package struct CSVRecord: Hashable, Sendable {
    /// The physical line it begins on, counted from 1.
    package internal(set) var line = 0
    var fields: [CSVField] = []
    /// True where all its bytes are ASCII, as nearly every record's are: such a record needs no look at its text.
    var isASCII = true

    package init() {}

    package var count: Int { fields.count }

    /// Where the bytes of field `index` stand, doubled quotes included; nowhere where there is no such field.
    func range(_ index: Int) -> Range<Int> {
        fields.indices.contains(index) ? fields[index].start..<fields[index].end : 0..<0
    }

    /// The bytes of field `index` as they stand, doubled quotes included; empty where there is no such field.
    package func raw(_ index: Int, in bytes: [UInt8]) -> ArraySlice<UInt8> { bytes[range(index)] }

    /// Field `index` as text; bytes that are not UTF-8 become U+FFFD.
    package func text(_ index: Int, in bytes: [UInt8]) -> String { text(index, in: bytes.span) }

    func text(_ index: Int, in bytes: Span<UInt8>) -> String {
        let range = range(index)
        guard !range.isEmpty, fields[index].hasDoubledQuotes else { return String(decoding: bytes.extracting(range)) }
        var content: [UInt8] = []
        content.reserveCapacity(range.count)
        var wasQuote = false
        for index in range {
            wasQuote = bytes[index] == .quote && !wasQuote
            if !wasQuote { content.append(bytes[index]) }
        }
        return String(decoding: content, as: UTF8.self)
    }

    /// True where one of the fields holds bytes that are not UTF-8.
    func isLossy(in bytes: [UInt8]) -> Bool {
        !isASCII && fields.indices.contains { String(validating: raw($0, in: bytes), as: UTF8.self) == nil }
    }
}

extension UInt8 {
    static let quote = UInt8(ascii: "\"")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
}
