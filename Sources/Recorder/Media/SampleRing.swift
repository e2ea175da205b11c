/// The octets of one channel from what is written to disk up to what has come, as a ring that is silent where nothing came.
///
/// Whole stretches are copied at once, since this is the hot path of recording: a loop over octets costs more than the
/// kernel does.
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
        for part in Self.parts(start..<min(end, start + Self.capacity)) {
            unsafe octets.withUnsafeMutableBufferPointer { unsafe $0[part].update(repeating: silence) }
        }
    }

    /// Moves the octets at `positions`, no more than the ring holds, to every `step`th place of `frames` from `first` on,
    /// and leaves silence behind.
    mutating func move(_ positions: Range<Int>, to frames: inout [UInt8], from first: Int, step: Int) {
        precondition(first >= 0 && step > 0 && positions.count <= Self.capacity)
        precondition(positions.isEmpty || first + (positions.count - 1) * step < frames.count)
        unsafe frames.withUnsafeMutableBufferPointer { frames in
            unsafe octets.withUnsafeBufferPointer { ring in
                guard let ring = ring.baseAddress, let start = frames.baseAddress else { return }
                var place = unsafe start + first
                for part in Self.parts(positions) {
                    for slot in part {
                        unsafe place.pointee = ring[slot]
                        unsafe place += step
                    }
                }
            }
        }
        clear(from: positions.lowerBound, to: positions.upperBound)
    }

    /// The slots of no more positions than the ring holds, in order: one stretch, or two around its end.
    private static func parts(_ positions: Range<Int>) -> [Range<Int>] {
        let slot = positions.lowerBound & (capacity - 1)
        let first = min(positions.count, capacity - slot)
        return [slot..<slot + first, 0..<positions.count - first]
    }
}
