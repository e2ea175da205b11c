/// What is kept of one channel: a few bytes for every 10 ms, over which all decisions are made afterwards.
///
/// 15 bytes a frame: two channels of a two-hour call take 22 MB.
struct FrameTrack: Sendable {
    static let framesPerSecond = 100
    /// Bands of the telephone band, 281 to 3406 Hz, all of the same width.
    static let bandCount = 16
    /// Levels in `bands` are counted in half decibels from this one.
    static let lowestBandLevel: Float = -120

    /// Frames for which one set of band levels stands.
    static let framesPerBands = 2
    /// Smoothed level of each band in half decibels above `lowestBandLevel`, for two frames together.
    var bands: [SIMD16<UInt8>] = []
    /// Level of the telephone band, in hundredths of a decibel relative to a full-scale square wave.
    var levels: [Int16] = []
    /// Height of the autocorrelation's peak between 75 and 400 Hz, in 255ths.
    var harmonicities: [UInt8] = []
    /// Share of the power that lies in the two strongest peaks, in 255ths.
    var tonalities: [UInt8] = []
    /// Frequency of the strongest peak, in eighths of a hertz.
    var peaks: [UInt16] = []
    /// The DTMF key heard in the frame, 1 to 16, or 0.
    var keys: [UInt8] = []

    private var smoothed = SIMD16<Float>(repeating: 0)

    var count: Int { levels.count }

    /// Makes room for so many frames, so that the lists do not grow by doubling.
    mutating func reserve(_ count: Int) {
        bands.reserveCapacity(count / Self.framesPerBands + 1)
        levels.reserveCapacity(count)
        harmonicities.reserveCapacity(count)
        tonalities.reserveCapacity(count)
        peaks.reserveCapacity(count)
        keys.reserveCapacity(count)
    }

    mutating func append(_ frame: Frame) {
        let power = frame.bands + 1e-13
        smoothed = levels.isEmpty ? power : 0.3 * power + 0.7 * smoothed
        // The last of two frames knows of both; where there is no second one, the first stands alone.
        let heard = bytes((decibels(smoothed) - Self.lowestBandLevel) * 2)
        if levels.count.isMultiple(of: Self.framesPerBands) {
            bands.append(heard)
        } else {
            bands[bands.count - 1] = heard
        }
        levels.append(Int16(max(frame.level, -120) * 100))
        harmonicities.append(UInt8(min(max(frame.harmonicity, 0), 1) * 255))
        tonalities.append(UInt8(min(max(frame.tonality, 0), 1) * 255))
        peaks.append(UInt16(min(max(frame.peak, 0), 8000) * 8))
        keys.append(frame.key)
    }

    func level(_ frame: Int) -> Float { Float(levels[frame]) / 100 }
    func harmonicity(_ frame: Int) -> Float { Float(harmonicities[frame]) / 255 }
    func tonality(_ frame: Int) -> Float { Float(tonalities[frame]) / 255 }
    func peak(_ frame: Int) -> Float { Float(peaks[frame]) / 8 }

    /// A percentile of the levels, in dB to a tenth, of those of the given frames that are wanted; nil if none are.
    func percentile(_ percent: Int, in frames: Range<Int>, where isWanted: (Int) -> Bool = { _ in true }) -> Float? {
        var counts = [Int](repeating: 0, count: 1300)
        var total = 0
        for i in frames where isWanted(i) {
            counts[min(max(Int(levels[i]) / 10 + 1200, 0), 1299)] += 1
            total += 1
        }
        guard total > 0 else { return nil }
        var seen = 0
        for (level, count) in counts.enumerated() {
            seen += count
            if seen * 100 >= total * percent { return Float(level - 1200) / 10 }
        }
        return nil
    }
}
