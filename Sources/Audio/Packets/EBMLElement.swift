/// One EBML element (RFC 8794): its id, and where its content lies.
struct EBMLElement {
    var id: UInt32
    var content: Range<Int>
    /// False for one that lasts until another one that cannot be within it.
    var isSizeKnown: Bool
    var end: Int { content.upperBound }

    /// Reads id and size at `offset`; nil where there is neither.
    ///
    /// A size that is unknown reaches to the end.
    init?(_ bytes: [UInt8], at offset: Int) {
        guard offset >= 0, offset < bytes.count, bytes[offset] != 0 else { return nil }
        let idLength = bytes[offset].leadingZeroBitCount + 1
        let sizeStart = offset + idLength
        guard idLength <= 4, sizeStart < bytes.count, bytes[sizeStart] != 0 else { return nil }
        id = bytes[offset..<sizeStart].reduce(0) { $0 << 8 | UInt32($1) }
        let sizeLength = bytes[sizeStart].leadingZeroBitCount + 1
        let start = sizeStart + sizeLength
        guard start <= bytes.count else { return nil }
        let first = UInt64(bytes[sizeStart]) & (0xFF >> UInt64(sizeLength))
        let size = bytes[sizeStart + 1..<start].reduce(first) { $0 << 8 | UInt64($1) }
        let isUnknown = size == (1 << (7 * UInt64(sizeLength))) - 1
        guard isUnknown || size <= 1 << 40 else { return nil }
        isSizeKnown = !isUnknown
        content = start..<(isUnknown ? max(start, bytes.count) : start + Int(size))
    }

    /// The elements of a range, one after the other, as far as they are whole.
    static func all(_ bytes: [UInt8], _ range: Range<Int>) -> [EBMLElement] {
        var elements: [EBMLElement] = []
        var offset = range.lowerBound
        while offset < range.upperBound, let element = EBMLElement(bytes, at: offset), element.end <= range.upperBound {
            elements.append(element)
            offset = element.end
        }
        return elements
    }
}
