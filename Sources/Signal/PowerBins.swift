/// The power of up to 112 neighbouring bins in the spectra of two windows; bins that are not there are zero.
///
/// Side by side, both are looked at with the same instructions.
struct PowerBins {
    static let capacity = 112

    /// Bins that are there.
    let count: Int
    /// Eight bins each, of the first and of the second window in turn.
    ///
    /// Whoever writes here calls `dropRest` afterwards.
    var vectors = [SIMD16<Float>](repeating: .zero, count: capacity / 8)

    /// One for each lane of the last vector that holds bins, zero for the rest.
    private let present: SIMD16<Float>

    init(count: Int) {
        self.count = min(count, Self.capacity)
        present = SIMD16(repeating: 1).replacing(with: 0, where: Self.bins .>= Float((self.count + 7) % 8 + 1))
    }

    /// The power of one bin in both windows.
    subscript(bin: Int) -> SIMD2<Float> {
        // Within bounds, which are looked at, any bits are a Float.
        unsafe vectors.span.bytes.unsafeLoad(fromByteOffset: 8 * bin, as: SIMD2<Float>.self)
    }

    /// Vectors of eight bins that hold any.
    var vectorCount: Int { (count + 7) / 8 }

    /// What was written behind the last bin becomes zero.
    mutating func dropRest() { if count > 0 { vectors[vectorCount - 1] *= present } }

    /// The power of neighbouring bins together, in either window.
    @inline(__always)
    func sum(_ bins: Range<Int>) -> SIMD2<Float> {
        precondition(bins.lowerBound >= 0 && bins.upperBound <= Self.capacity)
        return unsafe vectors.withUnsafeBytes { bytes in
            var sum = SIMD2<Float>.zero
            var place = 8 &* bins.lowerBound
            let end = 8 &* bins.upperBound
            // Bands have six or seven bins.
            while place &+ 24 <= end {
                sum += unsafe bytes.load(fromByteOffset: place, as: SIMD2<Float>.self)
                sum += unsafe bytes.load(fromByteOffset: place &+ 8, as: SIMD2<Float>.self)
                sum += unsafe bytes.load(fromByteOffset: place &+ 16, as: SIMD2<Float>.self)
                place &+= 24
            }
            while place < end {
                sum += unsafe bytes.load(fromByteOffset: place, as: SIMD2<Float>.self)
                place &+= 8
            }
            return sum
        }
    }

    /// Index of the highest bin in either window; the lowest of equals.
    func highest() -> (Int, Int) {
        var highest = Highest()
        let vectors = vectors.span
        for vector in 0..<vectorCount {
            highest.look(at: vectors[vector].lowHalf)
            highest.look(at: vectors[vector].highHalf)
        }
        return first(highest)
    }

    /// Likewise where bins that are up to two away from the windows' `peaks` count as zero.
    func highest(outside peaks: (Int, Int)) -> (Int, Int) {
        var highest = Highest()
        let (one, other) = (Float(peaks.0), Float(peaks.1))
        var away = Self.fourBins - SIMD8(one, other, one, other, one, other, one, other)
        let vectors = vectors.span
        for vector in 0..<vectorCount {
            highest.look(at: vectors[vector].lowHalf.replacing(with: 0, where: away * away .< 6))
            away += 4
            highest.look(at: vectors[vector].highHalf.replacing(with: 0, where: away * away .< 6))
            away += 4
        }
        return first(highest)
    }

    /// The highest of four bins of both windows, and of the fours before.
    private struct Highest {
        var power = SIMD8<Float>(repeating: -1)
        /// Which four it was, counted in floating point: comparisons of whole numbers are made lane by lane.
        var four = SIMD8<Float>.zero
        private var next = SIMD8<Float>.zero

        @inline(__always)
        mutating func look(at power: SIMD8<Float>) {
            let higher = power .> self.power
            self.power = self.power.replacing(with: power, where: higher)
            four = four.replacing(with: next, where: higher)
            next += 1
        }
    }

    /// The bin of the highest lane of either window.
    @inline(__always)
    private func first(_ highest: Highest) -> (Int, Int) {
        let all = (highest.power, highest.four * 4 + Self.fourBins)
        let half = Self.higher(all, (all.0.halvesSwapped, all.1.halvesSwapped))
        let (_, bin) = Self.higher(half, (half.0.pairsRotated, half.1.pairsRotated))
        return (min(Int(bin[0]), count - 1), min(Int(bin[1]), count - 1))
    }

    /// Lane by lane the higher, or of equals the one with the lower bin.
    @inline(__always)
    private static func higher(
        _ one: (power: SIMD8<Float>, bin: SIMD8<Float>),
        _ other: (power: SIMD8<Float>, bin: SIMD8<Float>)
    ) -> (SIMD8<Float>, SIMD8<Float>) {
        let isOther = (other.power .> one.power) .| ((other.power .== one.power) .& (other.bin .< one.bin))
        return (
            one.power.replacing(with: other.power, where: isOther), one.bin.replacing(with: other.bin, where: isOther)
        )
    }

    /// The number of the bin in each lane of a vector, and of half of one.
    private static var bins: SIMD16<Float> { SIMD16(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7) }
    private static var fourBins: SIMD8<Float> { SIMD8(0, 0, 1, 1, 2, 2, 3, 3) }
}
