import Testbench
import Testing

@testable import Signal

/// On levels alone, which is all that is looked at.
@Suite struct `Cross-talk` {
    private func track(_ levels: [Float]) -> FrameTrack {
        var track = FrameTrack()
        for level in levels {
            track.append(
                Frame(bands: .zero, level: level, harmonicity: 0, tonality: 0, peak: 0, otherPeak: 0, key: 0)
            )
        }
        return track
    }

    /// Levels that wander about a mean, in dB, and forget where they were within 70 ms.
    private func wandering(_ count: Int, mean: Float, by step: Float, seed: UInt64) -> [Float] {
        var random = SplitMix64(seed: seed)
        var level = mean
        return (0..<count).map { _ in
            level += 0.15 * (mean - level) + step * random.sample()
            return level
        }
    }

    /// Straight from the line, and spread by a room.
    @Test(arguments: [(4, -34, 1), (17, -28, 8)] as [(Int, Float, Float)])
    func `is found with its lag and gain`(_ lag: Int, _ gain: Float, _ spread: Float) throws {
        let source = wandering(6000, mean: -30, by: 6, seed: 1)
        var random = SplitMix64(seed: 2)
        let target = source.indices.map {
            max(-65, $0 < lag ? -65 : source[$0 - lag] + gain + spread * random.sample())
        }
        let leak = try #require(CrossTalkGate.leak(from: track(source), into: track(target)))
        #expect(leak.lag == lag)
        #expect(abs(leak.gain - gain) < 1)
    }

    /// Only where a babble happens to be 15 dB below the voice is looked at, and those levels rise and fall together.
    @Test func `is none where levels correlate at all lags alike`() {
        let voice = wandering(30_000, mean: -25, by: 6, seed: 3)
        let babble = wandering(30_000, mean: -34, by: 2.5, seed: 4)
        #expect(CrossTalkGate.leak(from: track(voice), into: track(babble)) == nil)
    }

    @Test func `is taken out, but not own words above it nor short dips in them`() {
        var levels = [Float](repeating: -54, count: 800)
        for own in [100..<130, 145..<180, 300..<330, 346..<380] { for i in own { levels[i] = -46 } }
        let (source, target) = (track([Float](repeating: -20, count: 800)), track(levels))
        var speech = FrameMask(repeating: true, count: 800)
        CrossTalkGate.gate(
            &speech,
            CrossTalkGate.Leak(correlation: 1, lag: 4, gain: -34),
            from: source,
            into: target,
            noise: NoiseModel(target, floor: -100)
        )
        #expect(Array(speech.runs()) == [98..<182, 298..<332, 344..<382])
    }
}
