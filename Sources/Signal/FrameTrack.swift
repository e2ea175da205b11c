/// What is kept of one channel: a few bytes for every 10 ms, over which all decisions are made afterwards.
///
/// 14 bytes a frame: two channels of a two-hour call take 20 MB.
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
    /// The DTMF keys heard, in turn.
    var keys: [KeyRun] = []

    private var smoothed = SIMD16<Float>(repeating: 0)

    var count: Int { levels.count }

    /// Makes room for so many frames, so that the lists do not grow by doubling.
    mutating func reserve(_ count: Int) {
        bands.reserveCapacity(count / Self.framesPerBands + 1)
        levels.reserveCapacity(count)
        harmonicities.reserveCapacity(count)
        tonalities.reserveCapacity(count)
        peaks.reserveCapacity(count)
    }

    mutating func append(_ frame: Frame) {
        smooth(frame.bands)
        keep(frame)
        keepBands()
    }

    /// Two at once, of which the first must be the first of a pair: only the second needs the logarithms.
    mutating func append(_ first: Frame, _ second: Frame) {
        smooth(first.bands)
        keep(first)
        smooth(second.bands)
        keep(second)
        keepBands()
    }

    private mutating func smooth(_ bands: SIMD16<Float>) {
        let power = bands + 1e-13
        smoothed = levels.isEmpty ? power : 0.3 * power + 0.7 * smoothed
    }

    /// The last of two frames knows of both; where there is no second one, the first stands alone.
    private mutating func keepBands() {
        let heard = bytes((decibels(smoothed) - Self.lowestBandLevel) * 2)
        if bands.count * Self.framesPerBands < levels.count {
            bands.append(heard)
        } else {
            bands[bands.count - 1] = heard
        }
    }

    private mutating func keep(_ frame: Frame) {
        levels.append(Int16(max(frame.level, -120) * 100))
        harmonicities.append(UInt8(min(max(frame.harmonicity, 0), 1) * 255))
        tonalities.append(UInt8(min(max(frame.tonality, 0), 1) * 255))
        peaks.append(UInt16(min(max(frame.peak, 0), 8000) * 8))
        keep(key: frame.key)
    }

    private mutating func keep(key: UInt8) {
        guard key != 0 else { return }
        if let last = keys.last, last.key == key, last.end == count - 1 {
            keys[keys.count - 1].end += 1
        } else {
            keys.append(KeyRun(key: key, start: UInt32(count - 1), end: UInt32(count)))
        }
    }

    func level(_ frame: Int) -> Float { Float(levels[frame]) / 100 }
    func harmonicity(_ frame: Int) -> Float { Float(harmonicities[frame]) / 255 }
    func tonality(_ frame: Int) -> Float { Float(tonalities[frame]) / 255 }
    func peak(_ frame: Int) -> Float { Float(peaks[frame]) / 8 }

    /// The levels of four frames; what lies beyond the end is infinite.
    @inline(__always)
    func fourLevels(from frame: Int) -> SIMD4<Float> {
        frame + 4 <= count ? SIMD4(levels.span.four(from: frame)) / 100 : lastLevels(from: frame)
    }

    private func lastLevels(from frame: Int) -> SIMD4<Float> {
        SIMD4((frame..<frame + 4).map { $0 < count ? level($0) : .infinity })
    }

    /// The lowest of `levels` that stands for more than so many dB.
    static func lowestLevel(above level: Float) -> Int {
        var lowest = Int(level * 100) - 2
        while Float(lowest) / 100 <= level { lowest += 1 }
        return lowest
    }

    /// The power of a frame's level, and its amplitude.
    func power(_ frame: Int) -> Float { Self.powers[Self.place(levels[frame])] }
    func amplitude(_ frame: Int) -> Float { Self.amplitudes[Self.place(levels[frame])] }

    /// In hundredths of a decibel; samples of up to 8 reach 18 dB.
    private static let allLevels: ClosedRange<Int16> = -12_000...2000
    private static let powers = allLevels.map { Signal.power(Float($0) / 100) }
    private static let amplitudes = allLevels.map { Signal.power(Float($0) / 100 / 2) }

    private static func place(_ level: Int16) -> Int {
        Int(min(max(level, allLevels.lowerBound), allLevels.upperBound)) - Int(allLevels.lowerBound)
    }

    /// A percentile of the levels, in dB to a tenth, of those of the given frames that are wanted; nil if none are.
    func percentile(_ percent: Int, in frames: Range<Int>, where isWanted: (Int) -> Bool = { _ in true }) -> Float? {
        var counts = LevelCounts()
        for i in frames where isWanted(i) { counts.count(levels[i], by: 1) }
        return counts.percentile(percent)
    }
}

/// Frames that follow each other and hold the same DTMF key.
struct KeyRun {
    /// 1 to 16; see `KeypadDetector`.
    var key: UInt8
    var start: UInt32
    var end: UInt32

    var frames: Range<Int> { Int(start)..<Int(end) }
}

/// How often each level occurs, to a tenth of a decibel.
struct LevelCounts {
    private var counts = [Int32](repeating: 0, count: 1300)
    private var total: Int32 = 0

    /// Counts a level, in hundredths of a decibel, in or out.
    mutating func count(_ level: Int16, by change: Int32) {
        counts[min(max(Int(level) / 10 + 1200, 0), 1299)] += change
        total += change
    }

    /// The lowest level that so many percent do not exceed, in dB; nil where nothing is counted.
    func percentile(_ percent: Int) -> Float? {
        guard total > 0 else { return nil }
        // High percentiles are what is asked for: from above they are near.
        let least = (Int(total) * percent + 99) / 100
        var (level, reached) = (counts.count - 1, Int(total))
        while level > 0, reached - Int(counts[level]) >= least {
            reached -= Int(counts[level])
            level -= 1
        }
        return Float(level - 1200) / 10
    }
}
