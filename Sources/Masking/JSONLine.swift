/// One line of JSON whose top level is an object: the fields asked for, as ranges of its bytes.
///
/// The grammar is RFC 8259's; nesting is bounded.
struct JSONLine {
    /// Ranges of the values, quotation marks included, by field.
    private var values = [Range<Int>?](repeating: nil, count: Field.allCases.count)

    enum Field: Int, CaseIterable {
        case id, text, lang, conv, speaker

        /// The field of a name's bytes.
        init?(_ name: ArraySlice<UInt8>) {
            switch (name.count, name.first) {
            case (2, UInt8(ascii: "i")) where name.elementsEqual("id".utf8): self = .id
            case (4, UInt8(ascii: "t")) where name.elementsEqual("text".utf8): self = .text
            case (4, UInt8(ascii: "l")) where name.elementsEqual("lang".utf8): self = .lang
            case (4, UInt8(ascii: "c")) where name.elementsEqual("conv".utf8): self = .conv
            case (7, UInt8(ascii: "s")) where name.elementsEqual("speaker".utf8): self = .speaker
            default: return nil
            }
        }
    }

    /// The range of a field's value in the line's bytes.
    subscript(_ field: Field) -> Range<Int>? { values[field.rawValue] }

    private let bytes: ArraySlice<UInt8>
    private let number: Int
    private var at: Int

    private static let deepest = 32

    /// Reads a whole line; `number` is the line's, for errors.
    init(_ bytes: ArraySlice<UInt8>, number: Int) throws(MaskingError) {
        self.bytes = bytes
        self.number = number
        at = bytes.startIndex
        try expect(UInt8(ascii: "{"), "an object")
        skipSpace()
        if peek() == UInt8(ascii: "}") {
            at += 1
        } else {
            try readMembers()
        }
        skipSpace()
        guard at == bytes.endIndex else { throw malformed("the end of the line") }
    }

    private mutating func readMembers() throws(MaskingError) {
        while true {
            skipSpace()
            let key = try skipString()
            try expect(UInt8(ascii: ":"), "a colon")
            skipSpace()
            let start = at
            try skipValue(depth: 0)
            let name = bytes[key.lowerBound + 1..<key.upperBound - 1]
            if let field = Field(name) { values[field.rawValue] = start..<at }
            skipSpace()
            guard peek() == UInt8(ascii: ",") else { break }
            at += 1
        }
        try expect(UInt8(ascii: "}"), "a comma or the end of the object")
    }

    /// The raw bytes of a field's value; empty where the line lacks it.
    func raw(_ field: Field) -> ArraySlice<UInt8> { self[field].map { bytes[$0] } ?? [] }

    private func peek() -> UInt8? { at < bytes.endIndex ? bytes[at] : nil }

    private func malformed(_ expected: String) -> MaskingError {
        .malformed(line: number, byte: at - bytes.startIndex + 1, expected: expected)
    }

    private mutating func skipSpace() {
        while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0D { at += 1 }
    }

    private mutating func expect(_ byte: UInt8, _ name: String) throws(MaskingError) {
        skipSpace()
        guard peek() == byte else { throw malformed(name) }
        at += 1
    }

    private mutating func skipString() throws(MaskingError) -> Range<Int> {
        let start = at
        guard peek() == UInt8(ascii: "\"") else { throw malformed("a string") }
        at += 1
        while let byte = peek() {
            at += 1
            if byte == UInt8(ascii: "\"") { return start..<at }
            if byte == UInt8(ascii: "\\") { at += 1 }
            if byte < 0x20 { break }
        }
        at = min(at, bytes.endIndex)
        throw malformed("the end of the string")
    }

    private mutating func skipValue(depth: Int) throws(MaskingError) {
        guard depth < Self.deepest else { throw malformed("nesting of at most \(Self.deepest)") }
        switch peek() {
        case UInt8(ascii: "\""): _ = try skipString()
        case UInt8(ascii: "{"), UInt8(ascii: "["): try skipContainer(depth: depth)
        default:
            let start = at
            while let byte = peek(), Self.isScalar(byte) { at += 1 }
            guard at > start else { throw malformed("a value") }
        }
    }

    private mutating func skipContainer(depth: Int) throws(MaskingError) {
        let isObject = peek() == UInt8(ascii: "{")
        let close = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        at += 1
        skipSpace()
        if peek() == close {
            at += 1
            return
        }
        while true {
            skipSpace()
            if isObject {
                _ = try skipString()
                try expect(UInt8(ascii: ":"), "a colon")
                skipSpace()
            }
            try skipValue(depth: depth + 1)
            skipSpace()
            guard peek() == UInt8(ascii: ",") else { break }
            at += 1
        }
        try expect(close, "a comma or the end of the list")
    }

    /// A byte of a number, `true`, `false` or `null`.
    private static func isScalar(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: false
        }
    }
}
