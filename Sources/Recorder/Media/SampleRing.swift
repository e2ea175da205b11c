/// The octets of one channel from what is written to disk up to what has come, as a ring that is silent where nothing came.
struct SampleRing: Sendable {
    /// Just over four seconds: a power of two, so that a position's slot is a mask.
    static let capacity = 32768

    private var octets: [UInt8]
    private let silence: UInt8

    init(silence: UInt8) {
        self.silence = silence
        octets = Array(repeating: silence, count: Self.capacity)
    }

    /// Stores `payload` from `position` on; the caller has checked that it lies in the window.
    mutating func put(_ payload: Span<UInt8>, at position: Int) {
        var ring = octets.mutableSpan
        for index in payload.indices { ring[(position + index) & (Self.capacity - 1)] = payload[index] }
    }

    /// Makes the octets from `start` to `end` silent.
    mutating func clear(from start: Int, to end: Int) {
        for position in start..<max(start, end) { octets[position & (Self.capacity - 1)] = silence }
    }

    /// Moves the octets at `positions` to every `step`th place of `frames` from `first` on, and leaves silence behind.
    mutating func move(_ positions: Range<Int>, to frames: inout [UInt8], from first: Int, step: Int) {
        let silence = silence
        var ring = octets.mutableSpan
        var frames = frames.mutableSpan
        var place = first
        for position in positions {
            let slot = position & (Self.capacity - 1)
            frames[place] = ring[slot]
            ring[slot] = silence
            place += step
        }
    }
}
