/// The name of one call, safe as a file name and in a URL: 1 to 64 of `A-Z a-z 0-9 . _ -`, not starting with a dot.
///
/// It is made from what the switch calls the call, never from a caller's number.
package struct CallID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let description: String

    /// Nil where `text` is not a safe name.
    package init?(_ text: some StringProtocol) { self.init(String(text)) }

    /// Nil where `text` is not a safe name; not generic, because a night makes millions.
    package init?(_ text: String) {
        let bytes = text.utf8.span
        guard (1...64).contains(bytes.count), bytes[0] != UInt8(ascii: ".") else { return nil }
        for index in bytes.indices where !Self.isSafe(bytes[index]) { return nil }
        description = text
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a call id")
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    package static func < (a: Self, b: Self) -> Bool { a.description < b.description }

    private static func isSafe(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
