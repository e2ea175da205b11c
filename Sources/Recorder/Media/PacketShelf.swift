/// The payload of one packet and its place in the recording.
package struct PlacedPacket: Equatable, Sendable {
    /// Of its first sample, 8000 a second.
    package var position: Int
    package var length: Int
    package var payload: [UInt8]

    package init(position: Int, length: Int, payload: [UInt8]) {
        self.position = position
        self.length = length
        self.payload = payload
    }

    package var end: Int { position + length }
}

/// The packets of one channel from what is written to disk up to what has come, in the order of their places.
///
/// For codecs whose packets cannot be cut or laid side by side as the octets of G.711 can.
struct PacketShelf: Sendable {
    /// More than four seconds of the shortest packets; a sender of more is no telephone.
    private static let limit = 2048

    private var packets: [PlacedPacket] = []

    /// Keeps a packet; one at a place that is taken already is dropped.
    mutating func put(_ payload: Span<UInt8>, at position: Int, length: Int) {
        guard packets.count < Self.limit else { return }
        var index = packets.count
        while index > 0, packets[index - 1].position > position { index -= 1 }
        guard index == 0 || packets[index - 1].position < position else { return }
        var octets: [UInt8] = []
        octets.reserveCapacity(payload.count)
        for index in payload.indices { octets.append(payload[index]) }
        packets.insert(PlacedPacket(position: position, length: length, payload: octets), at: index)
    }

    /// Drops the packets of which anything belongs at `start` or later.
    mutating func clear(from start: Int) { packets.removeAll { $0.end > start } }

    /// Gives away the packets that begin before `position`.
    mutating func take(before position: Int) -> [PlacedPacket] {
        let count = packets.firstIndex { $0.position >= position } ?? packets.count
        defer { packets.removeFirst(count) }
        return Array(packets.prefix(count))
    }
}
