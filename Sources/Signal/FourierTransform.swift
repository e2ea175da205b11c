internal import CFFTW

/// FFTW's planner keeps global tables and is not thread-safe by itself (running a plan is): this makes it lock.
private let safePlanner: Void = fftwf_make_planner_thread_safe()

/// A real-to-complex transform of one fixed size that yields power spectra.
///
/// The plan is chosen by rule, not by timing, so equal input gives equal output in every run on a machine.
@safe struct PowerSpectrum: ~Copyable {
    /// Samples that one spectrum is made of; even.
    let size: Int
    private let time: UnsafeMutablePointer<Float>
    private let bins: UnsafeMutablePointer<fftwf_complex>
    private let plan: fftwf_plan?
    /// Hann window, and the factor that makes the bins' sum the mean square of the windowed samples.
    private let window: [Float]
    private let scale: Float

    init(size: Int) {
        self.size = size
        unsafe time = .allocate(capacity: size)
        unsafe time.initialize(repeating: 0, count: size)
        unsafe bins = .allocate(capacity: size / 2 + 1)
        _ = safePlanner
        unsafe plan = fftwf_plan_dft_r2c_1d(Int32(size), time, bins, FFTW_ESTIMATE)
        window = hannWindow(size)
        scale = 2 / (Float(size) * window.reduce(0) { $0 + $1 * $1 })
    }

    deinit {
        unsafe fftwf_destroy_plan(plan)
        unsafe time.deallocate()
        unsafe bins.deallocate()
    }

    /// Writes the power of bins `first ..< first + power.count` of the `size` samples that start at `start`.
    func measure(_ samples: [Float], from start: Int, bins first: Int, into power: inout [Float]) {
        for i in 0..<size { unsafe time[i] = samples[start + i] * window[i] }
        unsafe fftwf_execute(plan)
        for i in 0..<min(power.count, size / 2 + 1 - first) {
            let bin = unsafe bins[first + i]
            power[i] = scale * (bin.0 * bin.0 + bin.1 * bin.1)
        }
    }
}

/// The transform from a power spectrum back to an autocorrelation.
@safe struct Autocorrelation: ~Copyable {
    let size: Int
    private let bins: UnsafeMutablePointer<fftwf_complex>
    private let lags: UnsafeMutablePointer<Float>
    private let plan: fftwf_plan?

    init(size: Int) {
        self.size = size
        unsafe bins = .allocate(capacity: size / 2 + 1)
        unsafe bins.initialize(repeating: (0, 0), count: size / 2 + 1)
        unsafe lags = .allocate(capacity: size)
        unsafe lags.initialize(repeating: 0, count: size)
        // Keeping the input intact costs a little and lets the bins outside the band stay zero for good.
        _ = safePlanner
        unsafe plan = fftwf_plan_dft_c2r_1d(Int32(size), bins, lags, FFTW_ESTIMATE | FFTW_PRESERVE_INPUT)
    }

    deinit {
        unsafe fftwf_destroy_plan(plan)
        unsafe bins.deallocate()
        unsafe lags.deallocate()
    }

    /// The highest autocorrelation at `range` of lags, each divided by lag zero and by `weights[lag]`.
    func peak(ofPower power: [Float], from first: Int, lags range: Range<Int>, weights: [Float]) -> Float {
        for i in 0..<min(power.count, size / 2 - first) { unsafe bins[first + i].0 = power[i] }
        unsafe fftwf_execute(plan)
        let whole = unsafe lags[0]
        guard whole > 1e-20 else { return 0 }
        var best: Float = 0
        for lag in range { best = max(best, unsafe lags[lag] * weights[lag]) }
        return best / whole
    }
}
