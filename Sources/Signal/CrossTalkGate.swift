/// Takes out speech that is only the other party's, leaking over with a delay.
///
/// The leak is measured before anything is removed: while the other party talks and this channel is at least 15 dB
/// lower, do the levels follow each other at one lag, up to 250 ms, and at no other? True leaks correlate by 0.35 more
/// than at lags 90 ms and more away, straight ones by 0.8 and those out of a room by 0.6. Chance may correlate as much,
/// but does so at all lags alike, by 0.12 at most. Only then is speech that does not stand 5 dB above the expected leak
/// and the noise dropped.
struct CrossTalkGate {
    struct Leak: Equatable {
        var correlation: Float
        /// In frames of 10 ms.
        var lag: Int
        /// In dB, negative.
        var gain: Float
    }

    private static let longestLag = 25
    /// What a leak's correlation is at least, and by how much it exceeds that at any lag further away.
    private static let (leastCorrelation, distinct): (Float, Float) = (0.5, 0.2)
    /// Lags up to so many frames from the best are near it: levels change slowly.
    private static let near = 8
    /// Frames needed to believe in a lag, and to compare others with it.
    private static let (enough, comparable) = (200.0, 100.0)
    /// By how much the sum of leak and noise must be exceeded, in dB, and over how many frames to either side the leak
    /// may be spread.
    private static let (margin, spread): (Float, Int) = (5, 2)
    /// What leaks this far below the noise, in dB, is not heard as speech.
    private static let unheard: Float = -25

    /// The leak from one channel into another, or nil where there is none.
    static func leak(from source: FrameTrack, into target: FrameTrack) -> Leak? {
        let count = min(source.count, target.count)
        guard count > 200 else { return nil }
        let loud = source.percentile(95, in: 0..<count) ?? 0
        // Ten minutes' worth of frames, spread over the call, tell a leak as well as all of them.
        let step = max(1, count / 60_000)
        let places = stride(from: 0, to: count, by: step).filter { source.level($0) > loud - 25 }
        let sums = sums(at: places, of: source, target)
        let best = sums.indices.filter { sums[$0].count >= enough }
            .max { sums[$0].correlation < sums[$1].correlation }
        guard let lag = best else { return nil }
        let others = sums.indices.filter { abs($0 - lag) > near && sums[$0].count >= comparable }
            .map { sums[$0].correlation }
        let correlation = sums[lag].correlation
        guard correlation >= leastCorrelation, let other = others.max(), correlation - other >= distinct else {
            return nil
        }
        let loudest = places.filter { source.level($0) > loud - 12 }
        guard let gain = gain(at: loudest, of: source, target, lag: lag) else { return nil }
        return Leak(correlation: correlation, lag: lag, gain: gain)
    }

    /// Sums over the pairs of levels at each lag.
    private static func sums(at places: [Int], of source: FrameTrack, _ target: FrameTrack) -> [PairSums] {
        let levels = places.map(source.level)
        return stride(from: 0, through: longestLag, by: LaggedSums.lags).flatMap { first in
            var lagged = LaggedSums()
            for (place, heard) in zip(places, levels) { lagged.add(heard, target.fourLevels(from: place + first)) }
            return (first..<min(first + LaggedSums.lags, longestLag + 1)).map { lagged[$0 - first] }
        }
    }

    /// The median of what the target is lower by, in dB; where the source is loud, neither noise nor echoes add to it.
    private static func gain(at places: [Int], of source: FrameTrack, _ target: FrameTrack, lag: Int) -> Float? {
        var differences = LevelCounts()
        for place in places where place + lag < target.count {
            let difference = target.level(place + lag) - source.level(place)
            if difference < -LaggedSums.distance { differences.count(Int16(max(difference, -119) * 100), by: 1) }
        }
        return differences.percentile(50)
    }

    /// Drops from `speech` what does not stand out of leak and noise, but for dips of up to 150 ms between what does and
    /// for 20 ms before and behind it.
    static func gate(
        _ speech: inout FrameMask,
        _ leak: Leak,
        from source: FrameTrack,
        into target: FrameTrack,
        noise: NoiseModel
    ) {
        let (gain, least, unheard) = (Signal.power(leak.gain), Signal.power(margin), Signal.power(unheard))
        for run in speech.runs() {
            let isOwn = run.lazy.map { i in
                var heard: Float = 0
                let around = max(i - leak.lag - spread, 0)...max(i - leak.lag + spread, 0)
                for j in around where j < source.count { heard = max(heard, source.power(j)) }
                let (leaked, floor) = (heard * gain, Signal.power(noise.estimate(i).level))
                return leaked < floor * unheard || target.power(i) > (leaked + floor) * least
            }
            let own = FrameMask(isOwn).smoothed(filling: 15, dropping: 10).dilated(by: 2)
            for (i, isOwn) in zip(run, own) { speech[i] = isOwn }
        }
    }
}
