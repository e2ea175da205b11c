/// The escapes of RFC 8785 that are one letter.
enum JSONEscape {
    private static let letters: [(byte: UInt8, letter: UInt8)] = [
        (0x08, UInt8(ascii: "b")), (0x09, UInt8(ascii: "t")), (0x0a, UInt8(ascii: "n")), (0x0c, UInt8(ascii: "f")),
        (0x0d, UInt8(ascii: "r")), (0x22, UInt8(ascii: "\"")), (0x5c, UInt8(ascii: "\\")),
    ]

    static func letter(for byte: UInt8) -> UInt8? {
        guard byte < 0x20 || byte == 0x22 || byte == 0x5c else { return nil }
        return letters.first { $0.byte == byte }?.letter
    }

    static func byte(for letter: UInt8) -> UInt8? { letters.first { $0.letter == letter }?.byte }
}

/// Reads the one JSON form that the audit log writes; every method gives nil at anything else.
struct CanonicalReader {
    private let text: [UInt8]
    private var position = 0

    init(_ text: [UInt8]) { self.text = text }

    /// A whole line without its end.
    mutating func line() -> AuditLine? {
        guard text.count <= AuditLine.maximumLength else { return nil }
        if skip(#"{"erased":"#) {
            guard let sequence = integer(), sequence >= 0, let leaf = leaf(), skip("}"), position == text.count else {
                return nil
            }
            return AuditLine(content: .erased(sequence: sequence), leaf: leaf)
        }
        guard skip(#"{"event":"#), let event = event(), let leaf = leaf(), skip(#","salt":"#),
            let salt = string().flatMap({ Hex.decode($0.utf8.span) }), salt.count == AuditLine.saltLength,
            skip("}"), position == text.count
        else { return nil }
        return AuditLine(content: .event(event, salt: salt), leaf: leaf)
    }

    private mutating func leaf() -> SHA256Digest? {
        skip(#","leaf":"#) ? string().flatMap(SHA256Digest.init(hex:)) : nil
    }

    private mutating func event() -> AuditEvent? {
        guard skip(#"{"act":"#), let act = string().flatMap(AuditAct.init(rawValue:)), skip(#","actor":"#),
            let actor = string(), skip(#","details":{"#), let details = details(), skip(#","object":"#),
            let object = string(), skip(#","sequence":"#), let sequence = integer(), sequence >= 0,
            skip(#","time":"#), let time = integer(), skip("}")
        else { return nil }
        let entry = AuditEntry(act, object, by: actor, at: time, details: details)
        return entry.fault == nil ? AuditEvent(sequence: sequence, entry: entry) : nil
    }

    /// Keys in rising order, up to and with the closing brace.
    private mutating func details() -> [String: String]? {
        var details: [String: String] = [:]
        var last: String?
        if skip("}") { return details }
        repeat {
            guard let key = string(), skip(":"), let value = string(), last == nil || last.map({ $0 < key }) == true
            else { return nil }
            details[key] = value
            last = key
        } while skip(",")
        return skip("}") ? details : nil
    }

    private mutating func string() -> String? {
        guard skip("\"") else { return nil }
        var bytes: [UInt8] = []
        while position < text.count {
            let byte = text[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(validating: bytes, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let escaped = escaped() else { return nil }
                bytes.append(escaped)
            case 0..<0x20: return nil
            default: bytes.append(byte)
            }
        }
        return nil
    }

    /// The byte that an escape stands for, its backslash already read.
    private mutating func escaped() -> UInt8? {
        guard position < text.count else { return nil }
        let letter = text[position]
        position += 1
        if let byte = JSONEscape.byte(for: letter) { return byte }
        guard letter == UInt8(ascii: "u"), position + 4 <= text.count,
            let code = Hex.decode(text.span.extracting(position..<position + 4)), code[0] == 0, code[1] < 0x20,
            JSONEscape.letter(for: code[1]) == nil
        else { return nil }
        position += 4
        return code[1]
    }

    private mutating func integer() -> Int? {
        var end = position
        while end < text.count, text[end] == UInt8(ascii: "-") || (0x30...0x39).contains(text[end]) { end += 1 }
        let digits = String(decoding: text[position..<end], as: UTF8.self)
        guard let value = Int(digits), String(value) == digits else { return nil }
        position = end
        return value
    }

    private mutating func skip(_ expected: String) -> Bool {
        guard text[position...].starts(with: expected.utf8) else { return false }
        position += expected.utf8.count
        return true
    }
}
