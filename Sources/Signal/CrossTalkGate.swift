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
        let loud = source.percentile(95, in: 0..<count) ?? 0
        // Ten minutes' worth of frames, spread over the call, tell a leak as well as all of them.
        let step = max(1, count / 60_000)
        let places = stride(from: 0, to: count, by: step).filter { source.level($0) > loud - 25 }
        let levels = places.map(source.level)
        var best = Leak(correlation: 0, lag: 0, gain: 0)
        for first in stride(from: 0, through: longestLag, by: LaggedSums.lags) {
            var lagged = LaggedSums()
            for (place, heard) in zip(places, levels) { lagged.add(heard, target.fourLevels(from: place + first)) }
            for lag in first..<min(first + LaggedSums.lags, longestLag + 1) {
                let sums = lagged[lag - first]
                guard sums.count >= 200, sums.correlation > best.correlation else { continue }
                best = Leak(correlation: sums.correlation, lag: lag, gain: sums.difference)
            }
        }
        return best.correlation >= 0.8 ? best : nil
    }

    /// Drops from `speech` what does not stand out of the leak, but for dips of up to 250 ms between what does.
    static func gate(_ speech: inout FrameMask, _ leak: Leak, from source: FrameTrack, into target: FrameTrack) {
        for run in speech.runs() {
            let isOwn = run.lazy.map { i in
                var expected: Float = -120
                for j in max(i - leak.lag - 3, 0)...max(i - leak.lag + 3, 0) where j < source.count {
                    expected = max(expected, source.level(j) + leak.gain)
                }
                return target.level(i) > expected + 8
            }
            for (i, isOwn) in zip(run, FrameMask(isOwn).smoothed(filling: 25, dropping: 10)) { speech[i] = isOwn }
        }
    }
}
