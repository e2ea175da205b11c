/// Writes one recording of packets as it happens (`Matroska`); the file is whole at every moment.
package struct MatroskaWriter: Sendable {
    /// Positions that a cluster spans at most: its blocks have 16 bits for their distance from its start.
    private static let span = 32_000

    let output: RecordingOutput
    private var offset: Int
    /// Where the recording ends so far.
    package private(set) var length = 0

    /// Makes the file `path`, sealed where there is a `seal`, with a track for each of `codecs`.
    package init(path: String, codecs: [AudioCodec], seal: RecordingSeal? = nil) throws(RecorderError) {
        let head = Matroska.head(codecs)
        output = try RecordingOutput(creating: path, seal: seal)
        try output.append(head, at: 0, position: 0)
        offset = head.count
    }

    /// Appends the packets of each channel that begin before `position`, all behind those of before.
    package mutating func append(_ packets: [[PlacedPacket]], until position: Int) throws(RecorderError) {
        var (rest, clusters): ([[PlacedPacket]], [UInt8]) = (packets, [])
        while let start = rest.compactMap(\.first?.position).min() {
            let end = start + Self.span
            clusters += Matroska.cluster(at: start, rest.map { $0.filter { $0.position < end } })
            for index in rest.indices { rest[index].removeAll { $0.position < end } }
        }
        clusters += Matroska.cluster(at: position, [])
        try output.append(clusters, at: offset, position: position)
        offset += clusters.count
        length = position
    }
}

extension Matroska {
    /// How much of a recording of ours is whole, in octets, and where it ends; nil for a file that is none.
    ///
    /// `read` gives up to so many octets from an offset.
    static func extent(size: Int, read: (Int, Int) throws -> [UInt8]) rethrows -> (octets: Int, length: Int)? {
        // The head is never longer than this, and all of it is written at once.
        let head = try read(0, 1024)
        guard let start = head.firstRange(of: octets(of: ID.cluster))?.lowerBound else { return nil }
        var (offset, length) = (start, 0)
        while offset + 8 <= size {
            let cluster = try read(offset, 24)
            guard cluster.starts(with: octets(of: ID.cluster)), cluster.count >= 10, cluster[4] >> 4 == 1 else { break }
            let count = cluster[5..<8].reduce(Int(cluster[4] & 0x0F)) { $0 << 8 | Int($1) }
            guard offset + 8 + count <= size, cluster[8] == UInt8(ID.timestamp), cluster.count > 13 else { break }
            let time = cluster[13...].prefix(Int(cluster[12])).reduce(0) { $0 << 8 | Int($1) }
            length = max(length, time)
            offset += 8 + count
        }
        return (offset, length)
    }
}
