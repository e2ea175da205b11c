/// A cursor over bytes, with the few moves that the grammars of SIP, SDP and MIME need.
struct ByteScanner {
    let bytes: ArraySlice<UInt8>
    let element: WireError.Element
    private(set) var position: Int

    init(_ bytes: ArraySlice<UInt8>, reading element: WireError.Element) {
        self.bytes = bytes
        self.element = element
        position = bytes.startIndex
    }

    init(_ bytes: [UInt8], reading element: WireError.Element) { self.init(bytes[...], reading: element) }

    init(_ text: some StringProtocol, reading element: WireError.Element) {
        self.init(Array(text.utf8), reading: element)
    }

    var isAtEnd: Bool { position >= bytes.endIndex }
    var next: UInt8? { isAtEnd ? nil : bytes[position] }
    var rest: ArraySlice<UInt8> { bytes[position...] }
    /// The error that says that the grammar breaks here.
    var fault: WireError { .malformed(element, at: position - bytes.startIndex) }

    mutating func advance() { position = min(position + 1, bytes.endIndex) }

    /// True, and past it, where `byte` comes next.
    mutating func skip(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    mutating func expect(_ byte: UInt8) throws(WireError) {
        guard skip(byte) else { throw fault }
    }

    mutating func take(while isWanted: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let start = position
        while position < bytes.endIndex, isWanted(bytes[position]) { position += 1 }
        return bytes[start..<position]
    }

    mutating func skipBlanks() { _ = take(while: \.isBlank) }

    /// A token of RFC 3261 §25.1, not empty.
    mutating func token() throws(WireError) -> String {
        let token = take(while: \.isToken)
        guard !token.isEmpty else { throw fault }
        return String(decoding: token, as: UTF8.self)
    }

    /// Decimal digits that fit `maximum`.
    mutating func number(upTo maximum: Int = .max) throws(WireError) -> Int {
        let start = self
        guard let number = Int(decimal: take(while: \.isDigit)), number <= maximum else { throw start.fault }
        return number
    }

    /// A quoted string with its escapes undone; the cursor stands on the opening quote.
    mutating func quotedString() throws(WireError) -> [UInt8] {
        let start = self
        try expect(.quote)
        var text: [UInt8] = []
        while let byte = next {
            advance()
            if byte == .quote { return text }
            if byte == .backslash {
                guard let escaped = next else { break }
                advance()
                text.append(escaped)
            } else {
                text.append(byte)
            }
        }
        throw start.fault
    }
}

extension UInt8 {
    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")
    static let carriageReturn = UInt8(ascii: "\r")
    static let lineFeed = UInt8(ascii: "\n")
    static let space = UInt8(ascii: " ")
    static let tab = UInt8(ascii: "\t")
    static let semicolon = UInt8(ascii: ";")
    static let comma = UInt8(ascii: ",")
    static let colon = UInt8(ascii: ":")
    static let equals = UInt8(ascii: "=")
    static let less = UInt8(ascii: "<")
    static let greater = UInt8(ascii: ">")
    static let at = UInt8(ascii: "@")
    static let slash = UInt8(ascii: "/")
    static let question = UInt8(ascii: "?")
    static let hyphen = UInt8(ascii: "-")

    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    var isLetter: Bool { (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z") }
    var isBlank: Bool { self == .space || self == .tab }
    var isLineEnd: Bool { self == .carriageReturn || self == .lineFeed }

    /// A character of `token` in RFC 3261 §25.1.
    var isToken: Bool {
        if isDigit || isLetter { return true }
        switch self {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "%"), UInt8(ascii: "*"),
            UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "`"), UInt8(ascii: "'"), UInt8(ascii: "~"):
            return true
        default: return false
        }
    }

    var hexValue: UInt8? {
        if isDigit { return self - UInt8(ascii: "0") }
        let lower = self | 0x20
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "f") ? lower - UInt8(ascii: "a") + 10 : nil
    }

    var lowercased: UInt8 { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self }
}

extension Int {
    /// Nil where `digits` is empty, holds anything but digits, or fits no `Int`.
    init?(decimal digits: some Sequence<UInt8>) {
        var value: Int?
        for digit in digits {
            guard digit.isDigit else { return nil }
            let (product, overflow) = (value ?? 0).multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int(digit - UInt8(ascii: "0")))
            guard !overflow, !carry else { return nil }
            value = sum
        }
        guard let value else { return nil }
        self = value
    }
}

extension BidirectionalCollection<UInt8> where SubSequence: BidirectionalCollection {
    /// Without the blanks and line ends at both sides.
    var trimmed: SubSequence {
        let head = drop { $0.isBlank || $0.isLineEnd }
        guard let last = head.lastIndex(where: { !($0.isBlank || $0.isLineEnd) }) else { return self[endIndex...] }
        return self[head.startIndex...last]
    }

    /// The same but for letter case; `other` is lower case.
    func equalsIgnoringCase(_ other: String) -> Bool { lazy.map(\.lowercased).elementsEqual(other.utf8) }
}

extension StringProtocol {
    /// ASCII letters in lower case, everything else as it is.
    var asciiLowercased: String { String(decoding: utf8.map(\.lowercased), as: UTF8.self) }
}
