/// Sums over pairs of levels, for their correlation.
struct PairSums {
    var count = 0.0
    private var (x, y, xx, yy, xy) = (0.0, 0.0, 0.0, 0.0, 0.0)

    init() {}

    init(_ count: Double, _ sums: (Double, Double), _ products: (Double, Double, Double)) {
        self.count = count
        (x, y) = sums
        (xx, yy, xy) = products
    }

    mutating func add(_ a: Double, _ b: Double) {
        count += 1
        x += a
        y += b
        xx += a * a
        yy += b * b
        xy += a * b
    }

    var correlation: Float {
        let spread = ((xx - x * x / count) * (yy - y * y / count)).squareRoot()
        return spread > 0 ? Float((xy - x * y / count) / spread) : 0
    }

    /// Standard deviation of the first of each pair.
    var spread: Float { count > 0 ? Float(max(xx / count - x / count * (x / count), 0).squareRoot()) : 0 }

    /// By how much the second level differs from the first, in the mean.
    var difference: Float { Float((y - x) / count) }
}

/// Sums at four lags that follow each other, over levels of one party and those of another who is far lower.
struct LaggedSums {
    /// Lags that are looked at together.
    static let lags = 4
    /// By how much a leak is lower than what leaks, in dB.
    static let distance: Float = 15

    private var count = SIMD4<Float>.zero
    private var (x, y, xx, yy, xy) = (
        SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero
    )

    /// Adds a level to what the other has at the four lags; where that is not lower, nothing.
    @inline(__always)
    mutating func add(_ heard: Float, _ own: SIMD4<Float>) {
        let isHigh = own .>= heard - Self.distance
        let one = SIMD4<Float>(repeating: 1).replacing(with: 0, where: isHigh)
        let a = SIMD4<Double>(SIMD4(repeating: heard).replacing(with: 0, where: isHigh))
        let b = SIMD4<Double>(own.replacing(with: 0, where: isHigh))
        count += one
        x += a
        y += b
        xx += a * a
        yy += b * b
        xy += a * b
    }

    subscript(lag: Int) -> PairSums {
        PairSums(Double(count[lag]), (x[lag], y[lag]), (xx[lag], yy[lag], xy[lag]))
    }
}
