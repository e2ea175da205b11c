internal import CFFTW

/// FFTW's planner keeps global tables and is not thread-safe by itself (running a plan is): this makes it lock.
private let safePlanner: Void = fftwf_make_planner_thread_safe()

/// A complex transform of one fixed size, which serves two real signals at once: one in the real parts, one in the
/// imaginary parts.
///
/// Half a complex transform takes a third of the time of a real one. The plan is chosen by rule, not by timing, so equal
/// input gives equal output in every run on a machine.
@safe private struct ComplexTransform: ~Copyable {
    /// Complex numbers, a multiple of 8: eight of them, real and imaginary parts in turn, fill a vector.
    let size: Int
    let input: UnsafeMutablePointer<SIMD16<Float>>
    let output: UnsafeMutablePointer<SIMD16<Float>>
    private let plan: fftwf_plan?

    init(size: Int) {
        self.size = size
        unsafe input = .allocate(capacity: size / 8)
        unsafe input.initialize(repeating: .zero, count: size / 8)
        unsafe output = .allocate(capacity: size / 8)
        unsafe output.initialize(repeating: .zero, count: size / 8)
        let (from, to) = unsafe (UnsafeMutableRawPointer(input), UnsafeMutableRawPointer(output))
        _ = safePlanner
        unsafe plan = fftwf_plan_dft_1d(
            Int32(size),
            from.assumingMemoryBound(to: fftwf_complex.self),
            to.assumingMemoryBound(to: fftwf_complex.self),
            FFTW_FORWARD,
            FFTW_ESTIMATE | FFTW_PRESERVE_INPUT
        )
    }

    deinit {
        unsafe fftwf_destroy_plan(plan)
        unsafe input.deallocate()
        unsafe output.deallocate()
    }

    func execute() { unsafe fftwf_execute(plan) }
}

/// Power spectra of two windows of one channel at a time.
@safe struct PowerSpectra: ~Copyable {
    /// Samples that one spectrum is made of; a multiple of 8.
    var size: Int { transform.size }

    private let transform: ComplexTransform
    /// Hann window, and the factor that makes the bins' sum the mean square of the windowed samples.
    private let window: [SIMD8<Float>]
    private let scale: Float

    init(size: Int) {
        transform = ComplexTransform(size: size)
        let window = hannWindow(size)
        self.window = stride(from: 0, to: size, by: 8).map { SIMD8(window[$0..<$0 + 8]) }
        scale = 2 / (Float(size) * window.reduce(0) { $0 + $1 * $1 })
    }

    /// Writes the power of bins `first ..< first + power.count` of the `size` samples that start at either start.
    ///
    /// `first` is at least 1; all bins lie below half the size.
    func measure(_ samples: [Float], from starts: (Int, Int), bins first: Int, into power: inout PowerBins) {
        precondition(starts.0 >= 0 && starts.1 >= 0 && max(starts.0, starts.1) + size <= samples.count)
        unsafe samples.withUnsafeBytes { bytes in
            // The precondition holds the offsets: none overflows.
            let (first, second) = (4 &* starts.0, 4 &* starts.1)
            for i in window.indices {
                let one = unsafe bytes.loadUnaligned(fromByteOffset: first &+ 32 &* i, as: SIMD8<Float>.self)
                let two = unsafe bytes.loadUnaligned(fromByteOffset: second &+ 32 &* i, as: SIMD8<Float>.self)
                unsafe transform.input[i] = SIMD16(even: one * window[i], odd: two * window[i])
            }
        }
        transform.execute()
        separate(bins: first, into: &power)
    }

    /// The spectrum of a real signal is its own mirror image: that tells the two apart.
    private func separate(bins first: Int, into power: inout PowerBins) {
        precondition(first >= 1 && first + PowerBins.capacity <= size)
        let bins = unsafe UnsafeRawPointer(transform.output)
        let (used, scale) = (power.vectorCount, scale / 4)
        var room = power.vectors.mutableSpan
        for i in 0..<used {
            let (low, high) = (first + 8 * i, size - first - 8 * i - 7)
            let ahead = unsafe bins.loadUnaligned(fromByteOffset: 8 * low, as: SIMD16<Float>.self)
            let mirror = unsafe bins.loadUnaligned(fromByteOffset: 8 * high, as: SIMD16<Float>.self).pairsReversed
            // One signal is the real part of the sum and the imaginary one of the difference, the other is the rest.
            let (sum, difference) = (ahead + mirror, ahead - mirror)
            room[i] = (sum * sum + (difference * difference).pairsSwapped) * scale
        }
        power.dropRest()
    }
}

/// The transform from two power spectra back to their autocorrelations.
@safe struct Autocorrelations: ~Copyable {
    private let transform: ComplexTransform
    private let lags: Range<Int>
    /// By what the correlation at each lag is multiplied, twice each; zero for lags that are not wanted.
    private let weights: [SIMD16<Float>]

    /// Lags from 8 on are looked at, below half the size; `weights` has a factor for each lag from zero on.
    init(size: Int, lags: Range<Int>, weights: [Float]) {
        transform = ComplexTransform(size: size)
        self.lags = lags.lowerBound / 8..<(lags.upperBound + 7) / 8
        self.weights = self.lags.map { vector in
            SIMD16((0..<16).map { lags.contains(8 * vector + $0 / 2) ? weights[8 * vector + $0 / 2] : 0 })
        }
    }

    /// The highest autocorrelation of either at the wanted lags, each divided by lag zero; zero if none is above.
    func peaks(of power: PowerBins, from first: Int) -> (Float, Float) {
        precondition(first >= 1 && first + PowerBins.capacity <= transform.size / 2)
        let bins = unsafe UnsafeMutableRawPointer(transform.input)
        let vectors = power.vectors.span
        for i in 0..<power.vectorCount {
            let ahead = vectors[i]
            let (low, high) = (first + 8 * i, transform.size - first - 8 * i - 7)
            unsafe bins.storeBytes(of: ahead, toByteOffset: 8 * low, as: SIMD16<Float>.self)
            unsafe bins.storeBytes(of: ahead.pairsReversed, toByteOffset: 8 * high, as: SIMD16<Float>.self)
        }
        transform.execute()
        var best = SIMD16<Float>.zero
        for (i, weight) in zip(lags, weights) {
            let lag = unsafe transform.output[i] * weight
            best.replace(with: lag, where: lag .> best)
        }
        let whole = unsafe transform.output[0]
        var (one, two): (Float, Float) = (0, 0)
        for lane in stride(from: 0, to: 16, by: 2) {
            if best[lane] > one { one = best[lane] }
            if best[lane + 1] > two { two = best[lane + 1] }
        }
        return (whole[0] > 1e-20 ? one / whole[0] : 0, whole[1] > 1e-20 ? two / whole[1] : 0)
    }
}
