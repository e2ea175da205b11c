/// The pages of an Ogg file (RFC 3533), as far as they tell where it is damaged.
struct OggPages {
    private struct Page {
        var position: Int
        var length: Int
        var granule: Int
        var sequence: Int
        var isLast: Bool
        var isWhole: Bool
    }

    /// The longest page: a header, 255 sizes, and 255 segments of 255 bytes.
    private static let longest = 27 + 255 + 255 * 255

    /// Whether the file closes its stream, as every finished one does.
    static func isClosed(_ file: borrowing SourceFile) -> Bool {
        let start = max(0, file.size - longest)
        guard let bytes = try? file.read(at: start, count: file.size - start) else { return false }
        var position = bytes.count - 27
        while position >= 0 {
            if let page = page(bytes.span, at: position), page.position + page.length <= bytes.count {
                return page.isLast && page.isWhole
            }
            position -= 1
        }
        return false
    }

    /// The granule position up to which all is there: that of the last page before one that is damaged or missing.
    static func granuleBeforeDamage(_ file: borrowing SourceFile) -> Int {
        var (offset, granule, expected) = (0, 0, 0)
        while let bytes = try? file.read(at: offset, count: longest), bytes.count >= 27 {
            guard let page = page(bytes.span, at: 0), page.length <= bytes.count, page.isWhole,
                page.sequence == expected
            else { return granule }
            // -1 stands on pages in which no packet ends.
            if page.granule >= 0 { granule = page.granule }
            expected += 1
            offset += page.length
        }
        return granule
    }

    /// The page that starts at a place; its checksum is looked at where all of it is there.
    private static func page(_ bytes: Span<UInt8>, at start: Int) -> Page? {
        func number(_ offset: Int, _ count: Int) -> UInt64 {
            (0..<count).reduce(0) { $0 | UInt64(bytes[start + offset + $1]) << (8 * UInt64($1)) }
        }
        guard start + 27 <= bytes.count, number(0, 4) == 0x5367_674F else { return nil }
        let segments = Int(bytes[start + 26])
        guard start + 27 + segments <= bytes.count else { return nil }
        let length = 27 + segments + (0..<segments).reduce(0) { $0 + Int(bytes[start + 27 + $1]) }
        var isWhole = false
        if start + length <= bytes.count {
            isWhole = checksum(bytes, start..<start + length) == UInt32(truncatingIfNeeded: number(22, 4))
        }
        return Page(
            position: start,
            length: length,
            granule: Int(truncatingIfNeeded: number(6, 8)),
            sequence: Int(number(18, 4)),
            isLast: bytes[start + 5] & 4 != 0,
            isWhole: isWhole
        )
    }

    /// CRC-32 with the polynomial 0x04C11DB7, not reflected, the checksum's own four bytes taken as zero.
    private static func checksum(_ bytes: Span<UInt8>, _ page: Range<Int>) -> UInt32 {
        var checksum: UInt32 = 0
        for index in page {
            let isOwn = (22..<26).contains(index - page.lowerBound)
            let octet = isOwn ? 0 : UInt32(bytes[index])
            checksum = checksum << 8 ^ table[Int((checksum >> 24 ^ octet) & 0xFF)]
        }
        return checksum
    }

    private static let table = (0..<256 as Range<UInt32>).map { index in
        (0..<8).reduce(index << 24) { value, _ in value & 0x8000_0000 == 0 ? value << 1 : value << 1 ^ 0x04C1_1DB7 }
    }
}
