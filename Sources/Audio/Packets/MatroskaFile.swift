internal import Glibc

/// The tracks and clusters of a Matroska file as our recorder writes it (docs/recorder.md).
///
/// Timestamps count 8000 a second, clusters tell their size, and blocks are simple and without lacing; any other file is
/// refused.
struct MatroskaFile {
    /// One packet: its track, from 0, its position, 8000 a second, and where it lies in the cluster.
    struct Block {
        var track: Int
        var position: Int
        var payload: Range<Int>
    }

    struct Cluster {
        /// Nothing of later clusters comes before.
        var position: Int
        var blocks: [Block]
        var bytes: [UInt8]
    }

    static let positionsPerSecond = 8000
    private static let clusterLimit = 1 << 20
    private static let headLimit = 4096
    private static let trackLimit = 8
    private static let blockLimit = 4096

    private let descriptor: Int32
    let codecs: [TrackDecoder.Codec]
    /// Of the first cluster.
    let start: Int

    /// Nil for a file that is none.
    init?(descriptor: Int32) {
        self.descriptor = descriptor
        let head = Self.read(descriptor, at: 0, count: Self.headLimit)
        guard head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]), let ebml = EBMLElement(head, at: 0),
            let segment = EBMLElement(head, at: ebml.end), segment.id == 0x1853_8067
        else { return nil }
        var (offset, codecs): (Int, [TrackDecoder.Codec]?) = (segment.content.lowerBound, nil)
        while let element = EBMLElement(head, at: offset), element.id != 0x1F43_B675 {
            guard element.end <= head.count else { return nil }
            if element.id == 0x1549_A966, !Self.hasOurTime(head, element.content) { return nil }
            if element.id == 0x1654_AE6B { codecs = Self.codecs(head, element.content) }
            offset = element.end
        }
        guard let codecs, (1...Self.trackLimit).contains(codecs.count) else { return nil }
        self.codecs = codecs
        start = offset
    }

    /// The cluster at `offset`, and where the next one is; nil at the file's end or where it is damaged.
    func cluster(at offset: Int) -> (cluster: Cluster, next: Int)? {
        let head = Self.read(descriptor, at: offset, count: 12)
        guard let element = EBMLElement(head, at: 0), element.id == 0x1F43_B675,
            element.content.count <= Self.clusterLimit
        else { return nil }
        let bytes = Self.read(descriptor, at: offset + element.content.lowerBound, count: element.content.count)
        guard bytes.count == element.content.count else { return nil }
        var cluster = Cluster(position: 0, blocks: [], bytes: bytes)
        var place = 0
        while let part = EBMLElement(bytes, at: place), part.end <= bytes.count, cluster.blocks.count < Self.blockLimit
        {
            if part.id == 0xE7 { cluster.position = Self.number(bytes[part.content]) }
            if part.id == 0xA3, let block = block(bytes, part.content, of: cluster) { cluster.blocks.append(block) }
            place = part.end
        }
        return (cluster, offset + element.end)
    }

    /// The position of the cluster at `offset`, and where the next one is, without what is in it.
    func position(at offset: Int) -> (position: Int, next: Int)? {
        let head = Self.read(descriptor, at: offset, count: 24)
        guard let element = EBMLElement(head, at: 0), element.id == 0x1F43_B675,
            let time = EBMLElement(head, at: element.content.lowerBound), time.id == 0xE7, time.end <= head.count
        else { return nil }
        return (Self.number(head[time.content]), offset + element.end)
    }

    private func block(_ bytes: [UInt8], _ content: Range<Int>, of cluster: Cluster) -> Block? {
        guard content.count >= 4 else { return nil }
        let start = content.lowerBound
        let track = Int(bytes[start] & 0x7F) - 1
        guard bytes[start] & 0x80 != 0, codecs.indices.contains(track), bytes[start + 3] & 0x06 == 0 else { return nil }
        let distance = Int(Int16(bitPattern: UInt16(bytes[start + 1]) << 8 | UInt16(bytes[start + 2])))
        return Block(track: track, position: cluster.position + distance, payload: start + 4..<content.upperBound)
    }

    private static func hasOurTime(_ bytes: [UInt8], _ info: Range<Int>) -> Bool {
        number(0x2A_D7B1, in: bytes, info) == 1_000_000_000 / positionsPerSecond
    }

    private static func codecs(_ bytes: [UInt8], _ tracks: Range<Int>) -> [TrackDecoder.Codec]? {
        var codecs: [TrackDecoder.Codec] = []
        for entry in EBMLElement.all(bytes, tracks) where entry.id == 0xAE {
            guard let codec = codec(bytes, entry.content) else { return nil }
            codecs.append(codec)
        }
        return codecs
    }

    private static func codec(_ bytes: [UInt8], _ entry: Range<Int>) -> TrackDecoder.Codec? {
        let parts = EBMLElement.all(bytes, entry)
        func content(_ id: UInt32) -> ArraySlice<UInt8>? { parts.first { $0.id == id }.map { bytes[$0.content] } }
        switch content(0x86).map({ String(decoding: $0, as: UTF8.self) }) {
        case "A_OPUS": return .opus
        case "A_PCM/INT/BIG":
            guard let audio = parts.first(where: { $0.id == 0xE1 }), number(0x6264, in: bytes, audio.content) == 16,
                let rate = EBMLElement.all(bytes, audio.content).first(where: { $0.id == 0xB5 }),
                rate.content.count == 8
            else { return nil }
            let hertz = Double(bitPattern: bytes[rate.content].reduce(0) { $0 << 8 | UInt64($1) })
            return (8000...48_000).contains(hertz) && hertz.truncatingRemainder(dividingBy: 8000) == 0
                ? .l16(rate: Int(hertz)) : nil
        case "A_MS/ACM":
            guard let format = content(0x63A2), format.count >= 2 else { return nil }
            let tag = UInt16(format[format.startIndex]) | UInt16(format[format.startIndex + 1]) << 8
            return [6: .aLaw, 7: .muLaw, 0x028F: .g722][tag]
        default: return nil
        }
    }

    private static func number(_ id: UInt32, in bytes: [UInt8], _ range: Range<Int>) -> Int? {
        EBMLElement.all(bytes, range).first { $0.id == id }.map { number(bytes[$0.content]) }
    }

    /// Up to seven octets; more than any of ours has.
    private static func number(_ octets: ArraySlice<UInt8>) -> Int { octets.prefix(7).reduce(0) { $0 << 8 | Int($1) } }

    private static func read(_ descriptor: Int32, at offset: Int, count: Int) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count, let base = buffer.baseAddress {
                let got = unsafe pread(descriptor, base + filled, count - filled, off_t(offset + filled))
                if got < 0, errno == EINTR { continue }
                guard got > 0 else { break }
                filled += got
            }
        }
    }
}
