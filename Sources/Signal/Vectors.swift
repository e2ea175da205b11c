extension Span<Float> {
    /// Four neighbours.
    @inline(__always)
    func four(from index: Int) -> SIMD4<Float> {
        unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 4 * index, as: SIMD4<Float>.self)
    }

    /// Eight neighbours.
    @inline(__always)
    func eight(from index: Int) -> SIMD8<Float> {
        // Within bounds, which are looked at, any bits are a Float.
        unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 4 * index, as: SIMD8<Float>.self)
    }

    /// Sixteen neighbours.
    @inline(__always)
    func sixteen(from index: Int) -> SIMD16<Float> {
        unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 4 * index, as: SIMD16<Float>.self)
    }
}

extension Span<Int16> {
    /// Four neighbours.
    @inline(__always)
    func four(from index: Int) -> SIMD4<Int16> {
        unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 2 * index, as: SIMD4<Int16>.self)
    }
}

extension MutableSpan<Float> {
    /// Eight neighbours.
    @inline(__always)
    func eight(from index: Int) -> SIMD8<Float> {
        unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 4 * index, as: SIMD8<Float>.self)
    }

    /// Replaces eight neighbours.
    @inline(__always)
    mutating func set(_ eight: SIMD8<Float>, from index: Int) {
        var bytes = unsafe mutableBytes
        bytes.storeBytes(of: eight, toByteOffset: 4 * index, as: SIMD8<Float>.self)
    }
}

extension SIMD8<Float> {
    @inline(__always)
    var magnitudes: Self { replacing(with: -self, where: self .< 0) }

    @inline(__always)
    func highest(_ other: Self) -> Self { replacing(with: other, where: self .< other) }

    @inline(__always)
    var halvesSwapped: Self { Self(lowHalf: highHalf, highHalf: lowHalf) }

    /// The four pairs, each one place earlier.
    @inline(__always)
    var pairsRotated: Self { Self(self[2], self[3], self[4], self[5], self[6], self[7], self[0], self[1]) }
}

extension SIMD16<Float> {
    /// Elements of two vectors in turn.
    @inline(__always)
    init(even: SIMD8<Float>, odd: SIMD8<Float>) {
        self.init()
        evenHalf = even
        oddHalf = odd
    }

    /// The eight pairs in reverse order.
    @inline(__always)
    var pairsReversed: Self {
        let pairs = unsafe unsafeBitCast(self, to: SIMD8<Double>.self)
        let reversed = SIMD8(pairs[7], pairs[6], pairs[5], pairs[4], pairs[3], pairs[2], pairs[1], pairs[0])
        return unsafe unsafeBitCast(reversed, to: SIMD16<Float>.self)
    }

    /// The two of each pair exchanged.
    @inline(__always)
    var pairsSwapped: Self { Self(even: oddHalf, odd: evenHalf) }
}
