/// Stretches in which the same two tones sound and little else, as they do in DTMF.
struct TonePairs {
    struct Burst: Equatable {
        /// Means, in Hz; `low` is the lower one.
        var low: Float
        var high: Float
        var frames: Range<Int>
    }

    /// More would say no more.
    private static let most = 2000
    private var bursts: [Burst] = []
    private var current: Burst?

    mutating func add(_ frame: Frame, at index: Int) {
        let (low, high) = (min(frame.peak, frame.otherPeak), max(frame.peak, frame.otherPeak))
        guard low > 0, frame.level > -50 else { return }
        if var burst = current, burst.frames.upperBound == index, abs(low - burst.low) < 0.01 * low,
            abs(high - burst.high) < 0.01 * high
        {
            let count = Float(burst.frames.count)
            burst.low = (burst.low * count + low) / (count + 1)
            burst.high = (burst.high * count + high) / (count + 1)
            burst.frames = burst.frames.lowerBound..<index + 1
            current = burst
        } else {
            if let burst = current, burst.frames.count >= 3, bursts.count < Self.most { bursts.append(burst) }
            current = Burst(low: low, high: high, frames: index..<index + 1)
        }
    }

    /// Those of 30 ms to a second that begin and end abruptly, as presses do and notes do not.
    func presses(in track: FrameTrack) -> [Burst] {
        (bursts + [current].compactMap(\.self)).filter { burst in
            guard (3...100).contains(burst.frames.count) else { return false }
            let level = track.level(burst.frames.lowerBound + burst.frames.count / 2)
            return [burst.frames.lowerBound - 5, burst.frames.upperBound + 4].allSatisfy { side in
                !track.levels.indices.contains(side) || track.level(side) < level - 15
            }
        }
    }
}
