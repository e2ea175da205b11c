/// What is asked of a field's bytes, without a copy of them.
extension Span<UInt8> {
    /// The number in the digits of `range`; nil where one of them is no digit or past the end.
    ///
    /// Always inlined, because of a range that is known, as in a stamp, no loop is left then.
    @inline(__always) func number(_ range: Range<Int>) -> Int? {
        guard range.upperBound <= count else { return nil }
        var value = 0
        for index in range {
            let digit = self[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = value &* 10 &+ Int(digit)
        }
        return value
    }

    /// The whole of it as a number of 1 to 15 digits.
    var number: Int? { (1...15).contains(count) ? number(0..<count) : nil }

    func firstIndex(of byte: UInt8) -> Int? {
        for index in indices where self[index] == byte { return index }
        return nil
    }

    func lastIndex(of byte: UInt8) -> Int? {
        for index in indices.reversed() where self[index] == byte { return index }
        return nil
    }

    func elementsEqual(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }

    /// Where it stands without the bytes at both ends that `isTrimmed` names.
    func range(trimming isTrimmed: (UInt8) -> Bool) -> Range<Int> {
        var range = indices
        while let first = range.first, isTrimmed(self[first]) { range.removeFirst() }
        while let last = range.last, isTrimmed(self[last]) { range.removeLast() }
        return range
    }
}

extension String {
    /// Bytes that are not UTF-8 become U+FFFD.
    init(decoding bytes: Span<UInt8>) {
        if let text = try? UTF8Span(validating: bytes) {
            self.init(copying: text)
        } else {
            self.init(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
        }
    }
}

extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    /// A space, a tab or the end of a line or page.
    var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
