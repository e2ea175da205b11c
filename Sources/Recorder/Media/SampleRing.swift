/// The octets of one channel from what is written to disk up to what has come, as a ring that is silent where nothing came.
///
/// Whole stretches are copied at once, since this is the hot path of recording: a loop over octets costs more than the
/// kernel does.
struct SampleRing: Sendable {
    /// Just over two seconds: what may still be late, what comes between two visits and what may come early; a power of
    /// two, so that a position's slot is a mask.
    static let capacity = 16384

    private var octets: [UInt8]
    private let silence: UInt8

    init(silence: UInt8) {
        self.silence = silence
        octets = Array(repeating: silence, count: Self.capacity)
    }

    /// Stores `payload` from `position` on; the caller has checked that it lies in the window.
    mutating func put(_ payload: Span<UInt8>, at position: Int) {
        let (slot, count) = (position & (Self.capacity - 1), min(payload.count, Self.capacity))
        let first = min(count, Self.capacity - slot)
        unsafe octets.withUnsafeMutableBufferPointer { ring in
            unsafe payload.withUnsafeBufferPointer { payload in
                guard let ring = ring.baseAddress, let payload = payload.baseAddress else { return }
                unsafe (ring + slot).update(from: payload, count: first)
                unsafe ring.update(from: payload + first, count: count - first)
            }
        }
    }

    /// Makes the octets from `start` to `end` silent.
    mutating func clear(from start: Int, to end: Int) {
        guard start < end else { return }
        let parts = Self.parts(start..<min(end, start + Self.capacity))
        unsafe octets.withUnsafeMutableBufferPointer { ring in
            unsafe ring[parts.first].update(repeating: silence)
            unsafe ring[parts.second].update(repeating: silence)
        }
    }

    /// Moves the octets at `positions`, no more than the ring holds, to every `step`th place of `frames` from `first` on,
    /// where there were zeros, and leaves silence behind.
    mutating func move(_ positions: Range<Int>, to frames: inout [UInt8], from first: Int, step: Int) {
        precondition(first >= 0 && step > 0 && frames.count % step == 0 && positions.count <= Self.capacity)
        precondition(positions.isEmpty || first + (positions.count - 1) * step < frames.count)
        let parts = Self.parts(positions)
        unsafe frames.withUnsafeMutableBufferPointer { frames in
            unsafe octets.withUnsafeBufferPointer { ring in
                guard let ring = ring.baseAddress, let start = frames.baseAddress else { return }
                let lay = unsafe step == 2 ? Self.layInPairs : Self.layApart
                let second = first + parts.first.count * step
                unsafe lay(ring + parts.first.lowerBound, parts.first.count, start, first, step)
                unsafe lay(ring + parts.second.lowerBound, parts.second.count, start, second, step)
            }
        }
        clear(from: positions.lowerBound, to: positions.upperBound)
    }

    private static func layApart(
        _ octets: UnsafePointer<UInt8>,
        _ count: Int,
        _ frames: UnsafeMutablePointer<UInt8>,
        _ first: Int,
        _ step: Int
    ) {
        for index in 0..<count { unsafe frames[first + index * step] = octets[index] }
    }

    /// The same for two channels: a pair of octets at a time, which the compiler makes sixteen pairs at a time.
    private static func layInPairs(
        _ octets: UnsafePointer<UInt8>,
        _ count: Int,
        _ frames: UnsafeMutablePointer<UInt8>,
        _ first: Int,
        _: Int
    ) {
        let shift = UInt16(first & 1) * 8
        unsafe UnsafeMutableRawPointer(frames + (first & ~1)).withMemoryRebound(to: UInt16.self, capacity: count) {
            for index in 0..<count { unsafe $0[index] |= UInt16(littleEndian: UInt16(octets[index]) << shift) }
        }
    }

    /// The slots of no more positions than the ring holds, in order: one stretch, or two around its end.
    private static func parts(_ positions: Range<Int>) -> (first: Range<Int>, second: Range<Int>) {
        let slot = positions.lowerBound & (capacity - 1)
        let first = min(positions.count, capacity - slot)
        return (slot..<slot + first, 0..<positions.count - first)
    }
}
