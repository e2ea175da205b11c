/// The parts of Matroska (RFC 9559, EBML: RFC 8794) that a recording is made of.
///
///     EBML      DocType "matroska"
///     Segment   of unknown size: whatever follows belongs to it, so the file is whole at every moment
///       Info      TimestampScale 125000 ns: a timestamp is a position, 8000 a second
///       Tracks    one for each channel of the recording, in order: number, codec, its clock
///       Cluster…  about one a second: Timestamp, then a SimpleBlock for each packet: its payload as it came
///
/// The recording ends where its last cluster begins, which is empty: one is written with each piece. Where nothing stands
/// nothing was sent, or it was lost: the CDR tells which.
enum Matroska {
    enum ID {
        static let ebml: UInt32 = 0x1A45_DFA3
        static let segment: UInt32 = 0x1853_8067
        static let info: UInt32 = 0x1549_A966
        static let tracks: UInt32 = 0x1654_AE6B
        static let cluster: UInt32 = 0x1F43_B675
        static let timestamp: UInt32 = 0xE7
        static let simpleBlock: UInt32 = 0xA3
    }

    /// An element with its size, and its content.
    static func element(_ id: UInt32, _ content: [UInt8]) -> [UInt8] { octets(of: id) + size(content.count) + content }

    static func element(_ id: UInt32, _ number: UInt64) -> [UInt8] {
        let count = max(1, (71 - number.leadingZeroBitCount) / 8)
        return element(id, (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) })
    }

    static func element(_ id: UInt32, _ text: String) -> [UInt8] { element(id, Array(text.utf8)) }

    static func element(_ id: UInt32, float number: Double) -> [UInt8] {
        element(id, (0..<8).reversed().map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * UInt64($0))) })
    }

    /// What stands before the first cluster.
    static func head(_ codecs: [AudioCodec]) -> [UInt8] {
        let ebml: [[UInt8]] = [
            element(0x4286, 1), element(0x42F7, 1), element(0x42F2, 4), element(0x42F3, 8), element(0x4282, "matroska"),
            element(0x4287, 4), element(0x4285, 2),
        ]
        let info: [[UInt8]] = [
            element(0x2A_D7B1, 1_000_000_000 / UInt64(G711Law.sampleRate)), element(0x4D80, "aftercall"),
            element(0x5741, "aftercall"),
        ]
        let tracks = codecs.enumerated().flatMap { index, codec in track(index + 1, codec) }
        return element(ID.ebml, ebml.flatMap(\.self)) + octets(of: ID.segment)
            + [0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]
            + element(ID.info, info.flatMap(\.self)) + element(ID.tracks, tracks)
    }

    /// The packets of each channel that begin at `position` or less than four seconds later.
    static func cluster(at position: Int, _ packets: [[PlacedPacket]]) -> [UInt8] {
        let blocks = packets.enumerated().flatMap { index, packets in packets.map { (index + 1, $0) } }
            .sorted { ($0.1.position, $0.0) < ($1.1.position, $1.0) }
        var content = element(ID.timestamp, UInt64(position))
        for (track, packet) in blocks {
            let time = UInt16(bitPattern: Int16(clamping: packet.position - position))
            let head: [UInt8] = [0x80 | UInt8(track), UInt8(time >> 8), UInt8(time & 0xFF), 0x80]
            content += element(ID.simpleBlock, head + packet.payload)
        }
        return element(ID.cluster, content)
    }

    private static func track(_ number: Int, _ codec: AudioCodec) -> [UInt8] {
        var audio = element(0xB5, float: Double(codec.soundRate)) + element(0x9F, 1)
        if case .l16 = codec { audio += element(0x6264, 16) }
        let private_ = codec.matroskaPrivate
        let parts: [[UInt8]] = [
            element(0xD7, UInt64(number)), element(0x73C5, UInt64(number)), element(0x83, 2), element(0x9C, 0),
            element(0x86, codec.matroskaID), private_.isEmpty ? [] : element(0x63A2, private_), element(0xE1, audio),
        ]
        return element(0xAE, parts.flatMap(\.self))
    }

    static func octets(of id: UInt32) -> [UInt8] {
        let count = (39 - id.leadingZeroBitCount) / 8
        return (0..<count).reversed().map { UInt8(truncatingIfNeeded: id >> (8 * UInt32($0))) }
    }

    /// A size in four octets.
    private static func size(_ count: Int) -> [UInt8] {
        [0x10 | UInt8(count >> 24 & 0x0F), UInt8(count >> 16 & 0xFF), UInt8(count >> 8 & 0xFF), UInt8(count & 0xFF)]
    }
}

extension AudioCodec {
    /// Samples a second once decoded.
    fileprivate var soundRate: Int {
        switch self {
        case .g711: 8000
        case .g722: 16000
        case .l16(let rate): rate
        case .opus: 48000
        }
    }

    fileprivate var matroskaID: String {
        switch self {
        case .g711, .g722: "A_MS/ACM"
        case .l16: "A_PCM/INT/BIG"
        case .opus: "A_OPUS"
        }
    }

    /// A WAVEFORMATEX, or an OpusHead (RFC 7845 §5.1).
    fileprivate var matroskaPrivate: [UInt8] {
        switch self {
        case .g711(let law): Self.waveFormat(law == .aLaw ? 6 : 7, rate: 8000, bits: 8)
        case .g722: Self.waveFormat(0x028F, rate: 16000, bits: 4)
        case .l16: []
        case .opus: Array("OpusHead".utf8) + [1, 1, 0, 0, 0x80, 0xBB, 0, 0, 0, 0, 0]
        }
    }

    /// Of a codec with 8000 octets a second.
    private static func waveFormat(_ tag: UInt16, rate: UInt32, bits: UInt8) -> [UInt8] {
        func octets(_ value: UInt32, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
        }
        return octets(UInt32(tag), 2) + [1, 0] + octets(rate, 4) + octets(8000, 4) + [1, 0, bits, 0, 0, 0]
    }
}
