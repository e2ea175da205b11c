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
            for bin in bins { sum += unsafe bytes.load(fromByteOffset: 8 * bin, as: SIMD2<Float>.self) }
            return sum
        }
    }

    /// Index of the highest bin in either window; the lowest of equals.
    func highest() -> (Int, Int) {
        // Vectors are counted in floating point: comparisons of whole numbers are made lane by lane.
        let vectors = vectors.span
        var (best, place, index) = (SIMD16<Float>(repeating: -1), SIMD16<Float>.zero, SIMD16<Float>.zero)
        for vector in 0..<vectorCount {
            let higher = vectors[vector] .> best
            best.replace(with: vectors[vector], where: higher)
            place.replace(with: index, where: higher)
            index += 1
        }
        return first(best, place)
    }

    /// Likewise where bins that are up to two away from the windows' `peaks` count as zero.
    func highest(outside peaks: (Int, Int)) -> (Int, Int) {
        let vectors = vectors.span
        var (best, place, index) = (SIMD16<Float>(repeating: -1), SIMD16<Float>.zero, SIMD16<Float>.zero)
        var away = Self.bins - SIMD16(even: .init(repeating: Float(peaks.0)), odd: .init(repeating: Float(peaks.1)))
        for vector in 0..<vectorCount {
            let power = vectors[vector].replacing(with: 0, where: away * away .< 6)
            let higher = power .> best
            best.replace(with: power, where: higher)
            place.replace(with: index, where: higher)
            index += 1
            away += 8
        }
        return first(best, place)
    }

    /// The bin of the highest lane of either window, `place` being the vector's index.
    @inline(__always)
    private func first(_ best: SIMD16<Float>, _ place: SIMD16<Float>) -> (Int, Int) {
        let bins = place * 8 + Self.bins
        let half = Self.higher((best.lowHalf, bins.lowHalf), (best.highHalf, bins.highHalf))
        let quarter = Self.higher(half, (half.0.halvesSwapped, half.1.halvesSwapped))
        let (_, bin) = Self.higher(quarter, (quarter.0.pairsRotated, quarter.1.pairsRotated))
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

    /// The number of the bin in each lane of a vector.
    private static var bins: SIMD16<Float> { SIMD16(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7) }
}
