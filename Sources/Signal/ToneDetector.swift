/// Finds steady tones: ringback, busy, beeps, modems and keys.
///
/// A voice may be as tonal as a tone, but it never holds still: a tone is frozen in frequency and in level.
struct ToneDetector {
    /// Frames that hold a tone, with 60 ms around each.
    static func mask(_ track: FrameTrack) -> FrameMask {
        var mask = FrameMask(repeating: false, count: track.count)
        markFrozen(track, &mask)
        markBeating(track, &mask)
        markKeys(track, &mask)
        return mask.dilated(by: 6)
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
        let pure = movingAverage((0..<track.count).map { track.tonality($0) > 0.985 ? 1 : 0 }, width: 25)
        for i in pure.indices where pure[i] > 0.93 { mask[i] = true }
    }

    /// Frames in which a key of a telephone sounds.
    static func keys(_ track: FrameTrack) -> FrameMask {
        var mask = FrameMask(repeating: false, count: track.count)
        markKeys(track, &mask)
        return mask
    }

    /// The same key in three windows, which together span 50 ms.
    private static func markKeys(_ track: FrameTrack, _ mask: inout FrameMask) {
        for i in track.keys.indices.dropFirst(2) where track.keys[i] != 0 {
            guard track.keys[i - 1] == track.keys[i], track.keys[i - 2] == track.keys[i] else { continue }
            for j in i - 2...i { mask[j] = true }
        }
    }
}
