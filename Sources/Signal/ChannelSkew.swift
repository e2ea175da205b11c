/// How two channels lie to each other in time, told from their levels over 40 ms.
///
/// Two witnesses: one sound in both channels, which may lie apart by up to two seconds or drift; and one party's leak in
/// the other's channel, which no line lets arrive before the party speaks, nor 800 ms after (ITU-T G.114 allows 400 ms one
/// way).
struct ChannelSkew: Equatable {
    /// Both channels hold one sound, whatever lies between them in time.
    private(set) var isOneSound = false
    /// The channels are out of step.
    private(set) var isSkewed = false

    private static let block = 4
    /// In blocks: two seconds.
    private static let longest = 50
    /// In blocks, of a part for which a lag is found: twenty seconds.
    private static let part = 500
    private static let mostParts = 30
    /// In frames: what is no further apart is in step.
    private static let inStep = 3

    /// `speech` as detected, by channel, before any leak is taken out.
    init(_ tracks: [FrameTrack], speech: [FrameMask]) {
        guard tracks.count == 2, speech.count == 2 else { return }
        let first = Self.means(tracks[0])
        let phases = (0..<Self.block).map { Self.means(tracks[1], from: $0) }
        let spoken = Self.parts(of: first.count).filter { part in
            let frames = part.lowerBound * Self.block..<part.upperBound * Self.block
            return frames.count { speech[0][$0] || speech[1][$0] } >= 300
        }
        let lags = spoken.map { Self.lag(first, phases, $0) }
        let same = lags.compactMap(\.self)
        if !same.isEmpty, same.count * 5 >= lags.count * 4 {
            isOneSound = true
            let (least, most) = (same.min() ?? 0, same.max() ?? 0)
            isSkewed = least > Self.inStep || most < -Self.inStep || most - least > 2 * Self.inStep
        } else {
            let (one, other) = (Self.means(tracks[0], over: 120), Self.means(tracks[1], over: 120))
            isSkewed = Self.isImpossible(leakFrom: one, into: other) || Self.isImpossible(leakFrom: other, into: one)
        }
    }

    /// Mean level of four frames each, in dB; what is further below the loud than `range` is one floor.
    private static func means(_ track: FrameTrack, from phase: Int = 0, over range: Float = 40) -> [Float] {
        let floor = (track.percentile(97, in: 0..<track.count) ?? 0) - range
        return stride(from: phase, to: track.count - block + 1, by: block).map { start in
            (start..<start + block).reduce(0) { $0 + max(track.level($1), floor) } / Float(block)
        }
    }

    /// Parts of the call, evenly spread; one where it is short.
    private static func parts(of count: Int) -> [Range<Int>] {
        guard count >= part else { return count >= 125 ? [0..<count] : [] }
        let number = min(mostParts, count / part)
        return (0..<number).map { index in
            let start = number == 1 ? 0 : index * (count - part) / (number - 1)
            return start..<start + part
        }
    }

    /// The lag, in frames, at which the second channel repeats the first in a part; nil where it does not.
    ///
    /// `phases` has the second channel's means from each of the first frames on.
    private static func lag(_ first: [Float], _ phases: [[Float]], _ part: Range<Int>) -> Int? {
        func correlation(_ lag: Int) -> Float {
            let second = phases[lag.remainder(dividingBy: block)]
            let blocks = (lag - lag.remainder(dividingBy: block)) / block
            let places =
                max(
                    part.lowerBound,
                    -blocks
                )..<max(part.lowerBound, -blocks, min(part.upperBound, second.count - blocks))
            guard places.count >= part.count / 2 else { return 0 }
            var sums = PairSums()
            for i in places { sums.add(Double(first[i]), Double(second[i + blocks])) }
            return abs(sums.difference) <= 6 && sums.spread > 5 ? sums.correlation : 0
        }
        let coarse = (-longest...longest).map { (lag: $0 * block, correlation: correlation($0 * block)) }
        guard let near = coarse.max(by: { $0.correlation < $1.correlation })?.lag else { return nil }
        let fine = (near - block + 1..<near + block).map { (lag: $0, correlation: correlation($0)) }
        guard let best = fine.max(by: { $0.correlation < $1.correlation }), best.correlation >= 0.93 else { return nil }
        return best.lag
    }

    /// The leak follows at a lag that no line has, far better than at any that a line may have.
    private static func isImpossible(leakFrom source: [Float], into target: [Float]) -> Bool {
        guard source.count > 250 else { return false }
        let loud = Self.value(ofRank: source.count - source.count / 20 - 1, in: source)
        var (possible, impossible): (Float, Float) = (0, 0)
        let step = max(1, source.count / 15_000)
        // Where the source is loud, by the place's remainder: every so-manieth is looked at.
        var places = [[Int]](repeating: [], count: step)
        for i in source.indices where source[i] > loud - 25 { places[i % step].append(i) }
        // Nothing leaks before the start or beyond the end.
        let beyond = [Float](repeating: .infinity, count: longest + LaggedSums.lags)
        let own = beyond + target + beyond
        var lag = -longest
        while lag <= longest {
            var lagged = LaggedSums()
            for i in places[max(0, -lag) % step] {
                lagged.add(source[i], own.span.four(from: min(i + lag + beyond.count, own.count - LaggedSums.lags)))
            }
            // Before the start the places differ from lag to lag.
            let lags = step == 1 || lag >= 0 ? min(LaggedSums.lags, longest - lag + 1) : 1
            for (lag, sums) in zip(lag..<lag + lags, (0..<lags).map { lagged[$0] }) where sums.count >= 150 {
                if lag >= -1, lag <= 20 {
                    possible = max(possible, sums.correlation)
                } else {
                    impossible = max(impossible, sums.correlation)
                }
            }
            lag += lags
        }
        return impossible >= 0.9 && impossible > possible + 0.1
    }

    /// What sorting would bring to a place, counted from zero; only levels of the same whole decibel are sorted.
    private static func value(ofRank rank: Int, in levels: [Float]) -> Float {
        var counts = [Int](repeating: 0, count: 256)
        func whole(_ level: Float) -> Int { Int(min(max(level + 192, 0), 255)) }
        for level in levels { counts[whole(level)] += 1 }
        var (bucket, below) = (0, 0)
        while below + counts[bucket] <= rank {
            below += counts[bucket]
            bucket += 1
        }
        return levels.filter { whole($0) == bucket }.sorted()[rank - below]
    }
}

extension Int {
    /// From 0 to `divisor` - 1, whatever the sign.
    fileprivate func remainder(dividingBy divisor: Int) -> Int { (self % divisor + divisor) % divisor }
}
