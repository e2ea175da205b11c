/// Bands of eight places, place by place or band by band.
struct BandColumns {
    var rows = [SIMD16<Float>](repeating: .zero, count: 8)
    private(set) var columns = [SIMD8<Float>](repeating: .zero, count: FrameTrack.bandCount)

    /// Makes columns of the rows.
    mutating func turn() {
        let low = Self.turned(
            (
                rows[0].lowHalf, rows[1].lowHalf, rows[2].lowHalf, rows[3].lowHalf,
                rows[4].lowHalf, rows[5].lowHalf, rows[6].lowHalf, rows[7].lowHalf
            )
        )
        (columns[0], columns[1], columns[2], columns[3]) = (low.0, low.1, low.2, low.3)
        (columns[4], columns[5], columns[6], columns[7]) = (low.4, low.5, low.6, low.7)
        let high = Self.turned(
            (
                rows[0].highHalf, rows[1].highHalf, rows[2].highHalf, rows[3].highHalf,
                rows[4].highHalf, rows[5].highHalf, rows[6].highHalf, rows[7].highHalf
            )
        )
        (columns[8], columns[9], columns[10], columns[11]) = (high.0, high.1, high.2, high.3)
        (columns[12], columns[13], columns[14], columns[15]) = (high.4, high.5, high.6, high.7)
    }

    /// Shuffled three times, one half into the other, eight rows of eight are eight columns.
    private static func turned(_ rows: Eight) -> Eight { shuffled(shuffled(shuffled(rows))) }

    @inline(__always)
    private static func shuffled(_ v: Eight) -> Eight {
        let (a, b) = (SIMD16(even: v.0, odd: v.4), SIMD16(even: v.1, odd: v.5))
        let (c, d) = (SIMD16(even: v.2, odd: v.6), SIMD16(even: v.3, odd: v.7))
        return (a.lowHalf, a.highHalf, b.lowHalf, b.highHalf, c.lowHalf, c.highHalf, d.lowHalf, d.highHalf)
    }

    /// The mean of some bands.
    func mean(_ bands: Range<Int>) -> SIMD8<Float> {
        var sum = SIMD8<Float>.zero
        for band in bands { sum += columns[band] }
        return sum / Float(bands.count)
    }
}

private typealias Eight = (
    SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>
)
