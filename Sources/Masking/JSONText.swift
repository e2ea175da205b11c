/// JSON strings to scalars and back (RFC 8259 §7).
package enum JSONText {
    private static let replacement: UInt32 = 0xFFFD

    /// The Unicode scalars of a string literal, its quotation marks included in `literal`.
    ///
    /// What is no valid UTF-8 and what is half of a surrogate pair becomes U+FFFD.
    static func scalars(of literal: ArraySlice<UInt8>) -> [UInt32] {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(literal.count)
        var at = literal.startIndex + 1
        let end = literal.endIndex - 1
        while at < end {
            let byte = literal[at]
            if byte == UInt8(ascii: "\\") {
                readEscape(literal, &at, end, into: &scalars)
            } else if byte < 0x80 {
                scalars.append(UInt32(byte))
                at += 1
            } else {
                readUTF8(literal, &at, end, into: &scalars)
            }
        }
        return scalars
    }

    private static func readEscape(
        _ bytes: ArraySlice<UInt8>,
        _ at: inout Int,
        _ end: Int,
        into scalars: inout [UInt32]
    ) {
        guard at + 1 < end else {
            at = end
            return
        }
        let kind = bytes[at + 1]
        at += 2
        switch kind {
        case UInt8(ascii: "n"): scalars.append(0x0A)
        case UInt8(ascii: "t"): scalars.append(0x09)
        case UInt8(ascii: "r"): scalars.append(0x0D)
        case UInt8(ascii: "b"): scalars.append(0x08)
        case UInt8(ascii: "f"): scalars.append(0x0C)
        case UInt8(ascii: "u"): readUnit(bytes, &at, end, into: &scalars)
        default: scalars.append(UInt32(kind))
        }
    }

    private static func readUnit(
        _ bytes: ArraySlice<UInt8>,
        _ at: inout Int,
        _ end: Int,
        into scalars: inout [UInt32]
    ) {
        guard let unit = hex(bytes, at, end) else {
            scalars.append(replacement)
            return
        }
        at += 4
        if (0xD800..<0xDC00).contains(unit), at + 1 < end, bytes[at] == UInt8(ascii: "\\"),
            bytes[at + 1] == UInt8(ascii: "u"), let low = hex(bytes, at + 2, end), (0xDC00..<0xE000).contains(low)
        {
            at += 6
            scalars.append(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        } else {
            scalars.append((0xD800..<0xE000).contains(unit) ? replacement : unit)
        }
    }

    private static func hex(_ bytes: ArraySlice<UInt8>, _ at: Int, _ end: Int) -> UInt32? {
        guard at + 4 <= end else { return nil }
        var value: UInt32 = 0
        for byte in bytes[at..<at + 4] {
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(byte - 0x41 + 10)
            case 0x61...0x66: value = value << 4 | UInt32(byte - 0x61 + 10)
            default: return nil
            }
        }
        return value
    }

    private static func readUTF8(
        _ bytes: ArraySlice<UInt8>,
        _ at: inout Int,
        _ end: Int,
        into scalars: inout [UInt32]
    ) {
        let lead = bytes[at]
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        var next = at + 1
        while next < min(end, at + length), bytes[next] & 0xC0 == 0x80 {
            value = value << 6 | UInt32(bytes[next] & 0x3F)
            next += 1
        }
        let smallest: UInt32 = [0, 0, 0x80, 0x800, 0x10000][length]
        let isValid = next == at + length && lead >= 0xC2 && value >= smallest && Unicode.Scalar(value) != nil
        scalars.append(isValid ? value : replacement)
        at = next
    }

    /// Appends `text` as a string literal.
    package static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: bytes += "\\n".utf8
            case 0x0D: bytes += "\\r".utf8
            case 0x09: bytes += "\\t".utf8
            case 0..<0x20:
                bytes += "\\u00".utf8
                for nibble in [byte >> 4, byte & 15] { bytes.append(nibble < 10 ? 0x30 + nibble : 0x57 + nibble) }
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
