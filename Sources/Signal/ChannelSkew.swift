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
        let (first, second) = (BlockMeans(tracks[0], over: 40), BlockMeans(tracks[1], over: 40))
        let anybody = speech[0].union(speech[1])
        let spoken = Self.parts(of: first.count).filter { part in
            anybody.count(in: part.lowerBound * Self.block..<part.upperBound * Self.block) >= 300
        }
        let lags = spoken.map { Self.lag(first, second, $0) }
        let same = lags.compactMap(\.self)
        if !same.isEmpty, same.count * 5 >= lags.count * 4 {
            isOneSound = true
            let (least, most) = (same.min() ?? 0, same.max() ?? 0)
            isSkewed = least > Self.inStep || most < -Self.inStep || most - least > 2 * Self.inStep
        } else {
            let (one, other) = (Self.padded(tracks[0]), Self.padded(tracks[1]))
            isSkewed = Self.isImpossible(leakFrom: one, into: other) || Self.isImpossible(leakFrom: other, into: one)
        }
    }

    /// Mean levels of blocks; what is further below the loud than a range is one floor.
    private struct BlockMeans {
        /// Frames at which a block may begin.
        let starts: Range<Int>
        private let track: FrameTrack
        private let floor: Float

        init(_ track: FrameTrack, over range: Float) {
            self.track = track
            starts = 0..<max(0, track.count - block + 1)
            floor = (track.percentile(97, in: 0..<track.count) ?? 0) - range
        }

        /// Whole blocks.
        var count: Int { track.count / block }

        /// The mean of the block that begins at a frame, in dB.
        func callAsFunction(from frame: Int) -> Float {
            let levels = track.fourLevels(from: frame)
            let four = levels.replacing(with: floor, where: levels .< floor)
            return (four[0] + four[1] + four[2] + four[3]) / Float(block)
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
    private static func lag(_ first: BlockMeans, _ second: BlockMeans, _ part: Range<Int>) -> Int? {
        let heard = part.map { first(from: $0 * block) }
        let reach = (longest + 1) * block
        let around = (part.lowerBound * block - reach..<part.upperBound * block + reach).clamped(to: second.starts)
        let answers = around.map { second(from: $0) }
        func correlation(_ lag: Int) -> Float {
            var sums = PairSums()
            // Blocks whose counterparts the second channel has in whole.
            let there = max(0, block - 1 - lag) / block..<(second.starts.upperBound + block - 1 - lag) / block
            let places = part.clamped(to: there)
            guard places.count >= part.count / 2 else { return 0 }
            var place = places.lowerBound * block + lag - around.lowerBound
            for level in heard[places.lowerBound - part.lowerBound..<places.upperBound - part.lowerBound] {
                sums.add(Double(level), Double(answers[place]))
                place += block
            }
            return abs(sums.difference) <= 6 && sums.spread > 5 ? sums.correlation : 0
        }
        let coarse = (-longest...longest).map { (lag: $0 * block, correlation: correlation($0 * block)) }
        guard let near = coarse.max(by: { $0.correlation < $1.correlation })?.lag else { return nil }
        let fine = (near - block + 1..<near + block).map { (lag: $0, correlation: correlation($0)) }
        guard let best = fine.max(by: { $0.correlation < $1.correlation }), best.correlation >= 0.93 else { return nil }
        return best.lag
    }

    /// Before the start and beyond the end nothing leaks.
    private static let beyond = [Float](repeating: .infinity, count: longest + LaggedSums.lags)

    /// The means of all blocks between what lies beyond.
    private static func padded(_ track: FrameTrack) -> [Float] {
        let means = BlockMeans(track, over: 120)
        var padded = beyond
        padded.reserveCapacity(means.count + 2 * beyond.count)
        for place in 0..<means.count { padded.append(means(from: place * block)) }
        padded += beyond
        return padded
    }

    /// The leak follows at a lag that no line has, far better than at any that a line may have.
    private static func isImpossible(leakFrom source: [Float], into target: [Float]) -> Bool {
        let blocks = beyond.count..<source.count - beyond.count
        guard blocks.count > 250 else { return false }
        let loud = Self.value(ofRank: blocks.count - blocks.count / 20 - 1, in: source[blocks])
        var (possible, impossible): (Float, Float) = (0, 0)
        // Every so-manieth is looked at.
        let step = max(1, blocks.count / 15_000)
        var lag = -longest
        while lag <= longest {
            var lagged = LaggedSums()
            let start = blocks.lowerBound + max(0, -lag) % step
            for i in stride(from: start, to: blocks.upperBound, by: step) where source[i] > loud - 25 {
                lagged.add(source[i], target.span.four(from: min(i + lag, target.count - LaggedSums.lags)))
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
    private static func value(ofRank rank: Int, in levels: ArraySlice<Float>) -> Float {
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
