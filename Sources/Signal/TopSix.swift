/// The mean of the six highest of sixteen values, for eight sets of sixteen at once.
///
/// A network of comparisons without branches: two halves are sorted, the eight highest of both taken, the two lowest of
/// those left out.
enum TopSix {
    /// Lane `n` of vector `k` is value `k` of set `n`.
    static func means(_ values: [SIMD8<Float>]) -> SIMD8<Float> {
        var (a, b) = (Eight(values, from: 0), Eight(values, from: 8))
        a.sort()
        b.sort()
        // Descending: the eight highest of all are the higher of each pair from opposite ends.
        let top = (
            higher(a.v0, b.v7), higher(a.v1, b.v6), higher(a.v2, b.v5), higher(a.v3, b.v4), higher(a.v4, b.v3),
            higher(a.v5, b.v2), higher(a.v6, b.v1), higher(a.v7, b.v0)
        )
        let whole = top.0 + top.1 + top.2 + top.3 + (top.4 + top.5 + top.6 + top.7)
        let first = lowestTwo((lower(top.0, top.1), higher(top.0, top.1)), (lower(top.2, top.3), higher(top.2, top.3)))
        let second = lowestTwo((lower(top.4, top.5), higher(top.4, top.5)), (lower(top.6, top.7), higher(top.6, top.7)))
        let lowest = lowestTwo(first, second)
        return (whole - (lowest.0 + lowest.1)) / 6
    }

    private typealias Pair = (SIMD8<Float>, SIMD8<Float>)

    /// The two lowest of two ascending pairs, ascending.
    private static func lowestTwo(_ a: Pair, _ b: Pair) -> Pair {
        (lower(a.0, b.0), lower(higher(a.0, b.0), lower(a.1, b.1)))
    }
}

@inline(__always)
private func lower(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> { a.replacing(with: b, where: b .< a) }

@inline(__always)
private func higher(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> { a.replacing(with: b, where: a .< b) }

/// Eight values, sorted by Batcher's odd-even merge network of 19 comparisons.
private struct Eight {
    var v0, v1, v2, v3, v4, v5, v6, v7: SIMD8<Float>

    init(_ values: [SIMD8<Float>], from first: Int) {
        (v0, v1, v2, v3) = (values[first], values[first + 1], values[first + 2], values[first + 3])
        (v4, v5, v6, v7) = (values[first + 4], values[first + 5], values[first + 6], values[first + 7])
    }

    /// Highest first.
    @inline(__always)
    mutating func sort() {
        order(&v0, &v1)
        order(&v2, &v3)
        order(&v4, &v5)
        order(&v6, &v7)
        order(&v0, &v2)
        order(&v1, &v3)
        order(&v4, &v6)
        order(&v5, &v7)
        order(&v1, &v2)
        order(&v5, &v6)
        order(&v0, &v4)
        order(&v1, &v5)
        order(&v2, &v6)
        order(&v3, &v7)
        order(&v2, &v4)
        order(&v3, &v5)
        order(&v1, &v2)
        order(&v3, &v4)
        order(&v5, &v6)
    }

    @inline(__always)
    private func order(_ a: inout SIMD8<Float>, _ b: inout SIMD8<Float>) {
        (a, b) = (higher(a, b), lower(a, b))
    }
}
