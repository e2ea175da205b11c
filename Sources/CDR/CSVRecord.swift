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

    /// The bytes of field `index` as they stand, doubled quotes included; empty where there is no such field.
    package func raw(_ index: Int, in bytes: [UInt8]) -> ArraySlice<UInt8> {
        guard fields.indices.contains(index) else { return [] }
        return bytes[fields[index].start..<fields[index].end]
    }

    /// Field `index` as text, and whether it held bytes that are not UTF-8, each now U+FFFD.
    package func decoded(_ index: Int, in bytes: [UInt8]) -> (text: String, isLossy: Bool) {
        let slice = raw(index, in: bytes)
        guard !slice.isEmpty else { return ("", false) }
        let content = fields[index].hasDoubledQuotes ? Self.undoubled(slice)[...] : slice
        if let text = String(validating: content, as: UTF8.self) { return (text, false) }
        return (String(decoding: content, as: UTF8.self), true)
    }

    /// Field `index` as text; bytes that are not UTF-8 become U+FFFD.
    package func text(_ index: Int, in bytes: [UInt8]) -> String { decoded(index, in: bytes).text }

    /// True where one of the fields holds bytes that are not UTF-8.
    func isLossy(in bytes: [UInt8]) -> Bool {
        !isASCII && fields.indices.contains { decoded($0, in: bytes).isLossy }
    }

    private static func undoubled(_ slice: ArraySlice<UInt8>) -> [UInt8] {
        var content: [UInt8] = []
        content.reserveCapacity(slice.count)
        var wasQuote = false
        for byte in slice {
            wasQuote = byte == .quote && !wasQuote
            if !wasQuote { content.append(byte) }
        }
        return content
    }
}

extension UInt8 {
    static let quote = UInt8(ascii: "\"")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
}
