package import Calls

/// How long a video is by its own container: MP4 and its kin (ISO/IEC 14496-12), Matroska and WebM (RFC 9559).
///
/// Nothing is decoded; a header that lies about its pictures is believed.
package enum VideoLength {
    private static let fileLimit = 1 << 40
    /// Boxes or elements on one level that are passed over in the search.
    private static let partLimit = 100_000
    private static let longest = 31 * 86_400_000.0

    /// Nil where the container is another, or says no length.
    ///
    /// - Throws: `AudioError` where the file cannot be read.
    package static func read(path: String) throws(AudioError) -> Milliseconds? {
        let file = try SourceFile(path: path, limit: fileLimit)
        let head = try file.read(at: 0, count: 8)
        let length =
            head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) ? try matroska(file) : try boxes(file, in: 0..<file.size)
        guard let length, length > 0, length <= longest else { return nil }
        return Milliseconds(Int(length.rounded()))
    }

    /// Milliseconds, of the movie header, which lies in the movie box.
    private static func boxes(_ file: borrowing SourceFile, in range: Range<Int>) throws(AudioError) -> Double? {
        var offset = range.lowerBound
        for _ in 0..<partLimit {
            guard let box = Box(try file.read(at: offset, count: 16), at: offset, end: range.upperBound) else {
                return nil
            }
            if box.type == "moov" { return try boxes(file, in: box.content) }
            if box.type == "mvhd" { return movieLength(try file.read(at: box.content.lowerBound, count: 32)) }
            offset = box.content.upperBound
        }
        return nil
    }

    private static func movieLength(_ header: [UInt8]) -> Double? {
        guard header.count == 32 else { return nil }
        let isLong = header[0] == 1
        let scale = number(header[isLong ? 20..<24 : 12..<16])
        let length = number(header[isLong ? 24..<32 : 16..<20])
        // All ones stand for unknown.
        guard scale > 0, length < (isLong ? .max : UInt64(UInt32.max)) else { return nil }
        return Double(length) / Double(scale) * 1000
    }

    private static func matroska(_ file: borrowing SourceFile) throws(AudioError) -> Double? {
        var offset = 0
        for _ in 0..<partLimit {
            guard let element = EBMLElement(try file.read(at: offset, count: 12), at: 0) else { return nil }
            let start = offset + element.content.lowerBound
            switch element.id {
            // Into the segment, whose end may be unknown.
            case 0x1853_8067: offset = start
            case 0x1549_A966:
                guard element.isSizeKnown, element.content.count <= 1 << 16 else { return nil }
                return segmentLength(try file.read(at: start, count: element.content.count))
            default:
                guard element.isSizeKnown, element.end <= file.size - offset else { return nil }
                offset += element.end
            }
        }
        return nil
    }

    private static func segmentLength(_ info: [UInt8]) -> Double? {
        var (scale, length): (Double, Double?) = (1_000_000, nil)
        for element in EBMLElement.all(info, info.indices) {
            let content = info[element.content]
            if element.id == 0x2A_D7B1, (1...8).contains(content.count) { scale = Double(number(content)) }
            if element.id == 0x4489, content.count == 8 { length = Double(bitPattern: number(content)) }
            if element.id == 0x4489, content.count == 4 {
                length = Double(Float(bitPattern: UInt32(number(content))))
            }
        }
        return length.flatMap { $0.isFinite ? $0 * scale / 1_000_000 : nil }
    }

    fileprivate static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}

/// A box of an MP4 file.
private struct Box {
    let type: String
    let content: Range<Int>

    /// `bytes` are the first of it; nil where it is cut off, or ends behind `end`.
    init?(_ bytes: [UInt8], at offset: Int, end: Int) {
        guard bytes.count >= 8 else { return nil }
        type = String(decoding: bytes[4..<8], as: UTF8.self)
        let isLong = VideoLength.number(bytes[0..<4]) == 1
        guard !isLong || bytes.count == 16 else { return nil }
        let head = isLong ? 16 : 8
        let said = VideoLength.number(isLong ? bytes[8..<16] : bytes[0..<4])
        // None stands for the rest of the file.
        guard let size = said == 0 ? end - offset : Int(exactly: said), size >= head, size <= end - offset else {
            return nil
        }
        content = offset + head..<offset + size
    }
}
