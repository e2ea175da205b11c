internal import Glibc

/// Takes out speech that is only the other party's, leaking over with a delay.
///
/// The leak is measured before anything is removed: while the other party talks and this channel is at least 15 dB
/// lower, do the levels follow each other at one lag, up to 250 ms? True leaks correlate by 0.85 and more, chance by
/// less than 0.82. Only then is speech that does not stand 8 dB above the expected leak dropped.
struct CrossTalkGate {
    struct Leak: Equatable {
        var correlation: Float
        /// In frames of 10 ms.
        var lag: Int
        /// In dB, negative.
        var gain: Float
    }

    private static let longestLag = 25

    /// The leak from one channel into another, or nil where there is none.
    static func leak(from source: FrameTrack, into target: FrameTrack) -> Leak? {
        let count = min(source.count, target.count)
        guard count > 200 else { return nil }
        let loud = Float(source.levels.prefix(count).sorted()[count * 95 / 100]) / 100
        var best = Leak(correlation: 0, lag: 0, gain: 0)
        for lag in 0...longestLag {
            let pairs = (lag..<count).compactMap { i -> (Float, Float)? in
                let (heard, own) = (source.level(i - lag), target.level(i))
                return heard > loud - 25 && own < heard - 15 ? (heard, own) : nil
            }
            guard pairs.count >= 200 else { continue }
            let correlation = correlation(pairs)
            if correlation > best.correlation {
                let differences = pairs.map { $1 - $0 }.sorted()
                best = Leak(correlation: correlation, lag: lag, gain: differences[differences.count / 2])
            }
        }
        return best.correlation >= 0.8 ? best : nil
    }

    /// Drops from `speech` what does not stand out of the leak.
    static func gate(_ speech: inout FrameMask, _ leak: Leak, from source: FrameTrack, into target: FrameTrack) {
        for i in speech.indices where speech[i] {
            var expected: Float = -120
            for j in max(i - leak.lag - 3, 0)...max(i - leak.lag + 3, 0) where j < source.count {
                expected = max(expected, source.level(j) + leak.gain)
            }
            if target.level(i) <= expected + 8 { speech[i] = false }
        }
    }

    private static func correlation(_ pairs: [(Float, Float)]) -> Float {
        let count = Double(pairs.count)
        var (x, y, xx, yy, xy) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for (a, b) in pairs {
            let (a, b) = (Double(a), Double(b))
            x += a
            y += b
            xx += a * a
            yy += b * b
            xy += a * b
        }
        let spread = ((xx - x * x / count) * (yy - y * y / count)).squareRoot()
        return spread > 0 ? Float((xy - x * y / count) / spread) : 0
    }
}
