/// The power of up to 112 neighbouring bins of a spectrum; bins that are not there are zero.
struct PowerBins {
    static let capacity = 112

    /// Bins that are there.
    let count: Int
    private var vectors = [SIMD8<Float>](repeating: .zero, count: capacity / 8)

    init(count: Int) { self.count = min(count, Self.capacity) }

    subscript(bin: Int) -> Float { vectors[bin >> 3][bin & 7] }

    /// Eight bins from `8 * index` on.
    func vector(_ index: Int) -> SIMD8<Float> { vectors[index] }

    /// Replaces eight bins from `8 * index` on; what lies behind the last bin stays zero.
    mutating func set(_ index: Int, _ power: SIMD8<Float>) {
        let present = count - 8 * index
        if present >= 8 {
            vectors[index] = power
        } else {
            vectors[index] = power.replacing(with: 0, where: Self.lanes .>= Float(max(present, 0)))
        }
    }

    /// The power of neighbouring bins together.
    @inline(__always)
    func sum(_ bins: Range<Int>) -> Float {
        var sum: Float = 0
        for bin in bins { sum += self[bin] }
        return sum
    }

    /// Index of the highest bin that is more than two bins away from `peak`, if that is given; the lowest of equals.
    func highest(outside peak: Int? = nil) -> Int {
        // Bins are counted in floating point: comparisons of whole numbers are made lane by lane.
        let excluded = Float(peak ?? -8)
        var (best, place) = (SIMD8<Float>(repeating: -1), SIMD8<Float>.zero)
        var bins = Self.lanes
        for index in 0..<(count + 7) / 8 {
            let away = bins - excluded
            let power = vectors[index].replacing(with: -1, where: away * away .< 6)
            let higher = power .> best
            best.replace(with: power, where: higher)
            place.replace(with: bins, where: higher)
            bins += 8
        }
        var highest = (power: best[0], bin: place[0])
        for lane in 1..<8 where best[lane] > highest.power || (best[lane] == highest.power && place[lane] < highest.bin)
        {
            highest = (best[lane], place[lane])
        }
        return min(Int(highest.bin), count - 1)
    }

    private static var lanes: SIMD8<Float> { SIMD8(0, 1, 2, 3, 4, 5, 6, 7) }
}
