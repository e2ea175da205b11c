/// A JSON document that is always written the same way: keys sorted, two spaces of indent, numbers at full precision.
enum JSONValue: Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONValue])
    /// Names with their values, in any order; no name stands twice.
    case object([(String, JSONValue)])

    init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }
    init(_ value: Int?) { self = value.map(JSONValue.integer) ?? .null }
    init(_ value: Double?) { self = value.map(JSONValue.number) ?? .null }

    /// UTF-8, with a line break at the end.
    var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.write(self)
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}

private struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    /// A line break and the indent of the next line.
    private var lineBreak: [UInt8] = [UInt8(ascii: "\n")]

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: bytes += "null".utf8
        case .boolean(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value): bytes += String(value).utf8
        case .number(let value): bytes += (value.isFinite ? CSVText.decimal(value) : "null").utf8
        case .string(let value): write(value)
        case .array(let values):
            writeLines(values, within: ("[", "]")) { $0.write($1) }
        case .object(let members):
            writeLines(members.sorted { $0.0 < $1.0 }, within: ("{", "}")) { writer, member in
                writer.write(member.0)
                writer.bytes.append(UInt8(ascii: ":"))
                writer.bytes.append(UInt8(ascii: " "))
                writer.write(member.1)
            }
        }
    }

    private mutating func writeLines<Element>(
        _ elements: [Element],
        within brackets: (open: Unicode.Scalar, close: Unicode.Scalar),
        write: (inout JSONWriter, Element) -> Void
    ) {
        bytes.append(UInt8(ascii: brackets.open))
        lineBreak += "  ".utf8
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += lineBreak
            write(&self, element)
        }
        lineBreak.removeLast(2)
        if !elements.isEmpty { bytes += lineBreak }
        bytes.append(UInt8(ascii: brackets.close))
    }

    private mutating func write(_ string: String) {
        bytes.append(UInt8(ascii: "\""))
        if Self.isPlain(string.utf8.span) {
            bytes += string.utf8
        } else {
            for scalar in string.unicodeScalars { write(scalar) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// True for ASCII that stands as it is, as nearly all does.
    private static func isPlain(_ text: Span<UInt8>) -> Bool {
        for index in text.indices {
            let byte = text[index]
            if byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return false }
        }
        return true
    }

    private mutating func write(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": bytes += "\\\"".utf8
        case "\\": bytes += "\\\\".utf8
        case "\n": bytes += "\\n".utf8
        case "\r": bytes += "\\r".utf8
        case "\t": bytes += "\\t".utf8
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
            let digits = String(scalar.value, radix: 16)
            bytes += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
        default: bytes += scalar.utf8
        }
    }
}
