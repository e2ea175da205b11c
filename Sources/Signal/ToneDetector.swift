/// Finds steady tones: ringback, busy, beeps, modems and keys.
///
/// A voice may be as tonal as a tone, but it never holds still: a tone is frozen in frequency and in level.
struct ToneDetector {
    /// Frames in the middle of 60 ms in which peak and level hold still; a vowel may do so, too.
    let still: FrameMask
    /// Frames that hold a tone, with 60 ms around each.
    let all: FrameMask
    /// Those of a tone that no voice holds: long, beating, or a key.
    let certain: FrameMask

    /// A voice holds still for less than so many frames.
    private static let longest = 16

    init(_ track: FrameTrack, _ noise: NoiseModel) {
        var still = FrameMask(repeating: false, count: track.count)
        Self.markFrozen(track, &still)
        self.still = still
        var certain = still.smoothed(filling: 0, dropping: Self.longest)
        Self.markBeating(track, &certain)
        Self.markNoisy(track, noise, &certain)
        Self.markKeys(track, &certain)
        all = still.union(certain).dilated(by: 6)
        self.certain = certain.dilated(by: 6)
    }

    /// 60 ms in which the strongest peak stays within 7 Hz and the level within 2 dB.
    private static func markFrozen(_ track: FrameTrack, _ mask: inout FrameMask) {
        let width = 6
        guard track.count >= width else { return }
        for i in 0...track.count - width where track.tonality(i) > 0.93 {
            var peaks = (low: Float.infinity, high: -Float.infinity)
            var levels = peaks
            for j in i..<i + width {
                peaks = (min(peaks.low, track.peak(j)), max(peaks.high, track.peak(j)))
                levels = (min(levels.low, track.level(j)), max(levels.high, track.level(j)))
            }
            if peaks.high - peaks.low < 7, levels.high - levels.low < 2 { mask[i + width / 2] = true }
        }
    }

    /// Two close tones beat, so that level and peak move; that hardly anything else sounds for 250 ms gives them away.
    private static func markBeating(_ track: FrameTrack, _ mask: inout FrameMask) {
        let pure = SlidingMeans(of: track.count, width: 25) { track.tonality($0) > 0.985 ? 1 : 0 }
        for (i, share) in pure.enumerated() where share > 0.93 { mask[i] = true }
    }

    /// 400 ms in which nearly all that is not noise lies in one or two peaks that stay where they are, evenly loud.
    private static func markNoisy(_ track: FrameTrack, _ noise: NoiseModel, _ mask: inout FrameMask) {
        let width = 40
        guard track.count >= width else { return }
        var (share, peak, level) = (Spread(), Spread(), Spread())
        let noises = noise.estimates.map { power($0.level) }
        func tonal(_ i: Int) -> Float {
            let (whole, noise) = (track.power(i), noises[noise.place(i)])
            let tonal = (track.tonality(i) * whole - 0.1 * noise) / max(whole - noise, 0.02 * whole)
            return min(max(tonal, 0), 1.1)
        }
        for i in 0..<track.count {
            share.add(tonal(i))
            peak.add(track.peak(i))
            level.add(track.level(i))
            guard i >= width - 1 else { continue }
            // Two tones 16 Hz apart, as Japan rings, beat deeply; next to nothing else sounds then.
            let unrest: Float = share.mean > 0.97 ? 6 : 3
            if share.mean > 0.93, peak.deviation < 25, level.deviation < unrest {
                mask.fill(i - width + 1..<i + 1, with: true)
            }
            share.remove(tonal(i - width + 1))
            peak.remove(track.peak(i - width + 1))
            level.remove(track.level(i - width + 1))
        }
    }

    /// The same key in three windows, which together span 50 ms.
    private static func markKeys(_ track: FrameTrack, _ mask: inout FrameMask) {
        for run in track.keys where run.frames.count >= 3 { mask.fill(run.frames, with: true) }
    }
}

/// Mean and standard deviation of what is in a sliding window.
private struct Spread {
    private var (count, sum, squares) = (0.0, 0.0, 0.0)

    mutating func add(_ value: Float) {
        count += 1
        sum += Double(value)
        squares += Double(value) * Double(value)
    }

    mutating func remove(_ value: Float) {
        count -= 1
        sum -= Double(value)
        squares -= Double(value) * Double(value)
    }

    var mean: Float { Float(sum / count) }
    var deviation: Float { Float(max(squares / count - (sum / count) * (sum / count), 0).squareRoot()) }
}
