internal import Glibc

/// Where the noise of a channel lies in each band and how much it moves, from the lower mode of the levels around.
///
/// For every five seconds the levels of the twenty seconds before and after are counted; the noise is what lies within
/// 12 dB above their 4th percentile. Its mean and spread follow slow changes of line and room, and a pause in 45
/// seconds is enough to find it.
struct NoiseModel {
    struct Estimate {
        /// Mean level of the noise in each band, in half decibels above `FrameTrack.lowestBandLevel`.
        var mean: SIMD16<Float>
        /// Its standard deviation, in half decibels.
        var deviation: SIMD16<Float>
        /// One divided by the standard deviation.
        var precision: SIMD16<Float> = .zero
        /// The level of all bands together, in dB.
        var level: Float
        /// Median of the bands' deviations, in dB: some 1.8 for hiss, over 3 for a room full of voices.
        var unrest: Float
        /// From 0 for steady noise to 1 for the babble of a room.
        var babble: Float { min(max((unrest - 1.8) / 1.4, 0), 1) }
    }

    static let step = 500
    private static let reach = 4
    private static let modeWidth = 14

    let estimates: [Estimate]

    /// `floor` is the lowest level, in dB, that noise is believed to have in a band.
    init(_ track: FrameTrack, floor: Float) {
        let steps = max(1, (track.count + Self.step - 1) / Self.step)
        var histogram = Histogram()
        for step in 0..<min(Self.reach, steps) {
            histogram.count(track.bands, Self.places(step, track.bands.count), by: 1)
        }
        estimates = (0..<steps).map { step in
            if step + Self.reach < steps {
                histogram.count(track.bands, Self.places(step + Self.reach, track.bands.count), by: 1)
            }
            if step > Self.reach {
                histogram.count(track.bands, Self.places(step - Self.reach - 1, track.bands.count), by: -1)
            }
            return histogram.lowerMode(width: Self.modeWidth, floor: floor)
        }
    }

    /// The median over time of the noise's level, in dB.
    var medianLevel: Float { estimates.map(\.level).sorted()[estimates.count / 2] }

    func estimate(_ frame: Int) -> Estimate { estimates[place(frame)] }

    /// Which of the estimates stands for a frame.
    func place(_ frame: Int) -> Int { min(frame / Self.step, estimates.count - 1) }

    /// The band levels of a step.
    private static func places(_ step: Int, _ count: Int) -> Range<Int> {
        let places = Self.step / FrameTrack.framesPerBands
        return step * places..<min((step + 1) * places, count)
    }
}

/// How often each level occurs in each band.
private struct Histogram {
    private var counts = [Int32](repeating: 0, count: FrameTrack.bandCount * 256)
    private var total = 0

    mutating func count(_ bands: [SIMD16<UInt8>], _ frames: Range<Int>, by change: Int32) {
        for frame in frames {
            let levels = bands[frame]
            for band in 0..<FrameTrack.bandCount { counts[band << 8 | Int(levels[band])] += change }
        }
        total += frames.count * Int(change)
    }

    func lowerMode(width: Int, floor: Float) -> NoiseModel.Estimate {
        var estimate = NoiseModel.Estimate(mean: .zero, deviation: .zero, level: 0, unrest: 0)
        var whole: Float = 0
        for band in 0..<FrameTrack.bandCount {
            let (mean, deviation) = lowerMode(band, width)
            let lowest = (floor - FrameTrack.lowestBandLevel) * 2
            estimate.mean[band] = max(mean, lowest)
            estimate.deviation[band] = max(deviation, 2.6)
            whole += power(estimate.mean[band] / 2 + FrameTrack.lowestBandLevel)
        }
        estimate.precision = 1 / estimate.deviation
        estimate.level = decibels(whole)
        estimate.unrest = (0..<FrameTrack.bandCount).map { estimate.deviation[$0] }.sorted()[8] / 2
        return estimate
    }

    private func lowerMode(_ band: Int, _ width: Int) -> (mean: Float, deviation: Float) {
        let levels = counts.span.extracting(band << 8..<(band + 1) << 8)
        var seen = 0
        var (first, low) = (255, 0)
        for level in levels.indices where levels[level] > 0 {
            first = min(first, level)
            seen += Int(levels[level])
            if seen * 25 > total {
                low = level
                break
            }
        }
        // The mode is where a box of 3 dB holds most; speech above it cannot pull it up as it would a mean.
        var mode = low
        var most: Int32 = -1
        for level in max(low - width / 2, 3)...min(low + width, 252) {
            var held: Int32 = 0
            for near in level - 3...level + 3 { held += levels[near] }
            if held > most { (mode, most) = (level, held) }
        }
        // The box may hold all there is at several places: the centre of what it holds decides.
        var (held, sum): (Float, Float) = (0, 0)
        for level in mode - 3...mode + 3 {
            let count = Float(levels[level])
            held += count
            sum += count * Float(level)
        }
        if held > 0 { mode = Int((sum / held).rounded()) }
        // Its spread is taken from below, where there is nothing but noise.
        var (weight, squares): (Float, Float) = (0, 0)
        for level in min(first, mode)...mode {
            let count = Float(levels[level]) * (level == mode ? 0.5 : 1)
            weight += count
            squares += count * Float((mode - level) * (mode - level))
        }
        guard weight > 0 else { return (0, 0) }
        return (Float(mode), sqrt(squares / weight))
    }
}
