import Calls
import Testbench
import Testing

@testable import Signal

/// On levels alone, which is all that is looked at.
@Suite struct `Channels out of step` {
    private typealias Levels = [Float]

    /// Two parties who take turns, in dB: syllables of 220 ms over a floor of -65 dB.
    private func talk(seconds: Int = 60) -> (Levels, Levels) {
        var random = SplitMix64(seed: 7)
        var channels = [Levels](repeating: Levels(repeating: -65, count: seconds * 100), count: 2)
        var (frame, channel) = (100, 0)
        while frame < seconds * 100 - 300 {
            for _ in 0..<6 + Int(random.next() % 12) {
                let loud = -22 + 8 * random.sample()
                for i in 0..<22 where frame + i < seconds * 100 {
                    channels[channel][frame + i] = loud - 3 * abs(Float(i) - 8) - 1.5 * abs(random.sample())
                }
                frame += 22
            }
            frame += 50 + Int(random.next() % 80)
            channel = 1 - channel
        }
        return (channels[0], channels[1])
    }

    private func skew(_ channels: Levels...) -> ChannelSkew {
        let tracks = channels.map { levels in
            var track = FrameTrack()
            for level in levels {
                track.append(
                    Frame(bands: .zero, level: level, harmonicity: 0, tonality: 0, peak: 0, otherPeak: 0, key: 0)
                )
            }
            return track
        }
        return ChannelSkew(tracks, speech: channels.map { FrameMask($0.lazy.map { $0 > -50 }) })
    }

    private func mixed(_ channels: (Levels, Levels)) -> Levels { zip(channels.0, channels.1).map { max($0, $1) } }

    /// `sound` later by so many frames.
    private func late(_ sound: Levels, _ lag: Int) -> Levels {
        sound.indices.map { sound.indices.contains($0 - lag) ? sound[$0 - lag] : -65 }
    }

    @Test(arguments: [-150, -10, 6, 100]) func `hold one sound at two times`(_ lag: Int) {
        let sound = mixed(talk())
        let skew = skew(sound, late(sound, lag).map { $0 - 2 })
        #expect(skew.isOneSound && skew.isSkewed)
    }

    @Test func `drift where one is longer by a thousandth`() {
        let sound = mixed(talk(seconds: 200))
        let skew = skew(sound, sound.indices.map { sound[$0 * 999 / 1000] })
        #expect(skew.isOneSound && skew.isSkewed)
    }

    @Test func `are one and in step where only their codings differ`() {
        var random = SplitMix64(seed: 3)
        let sound = mixed(talk())
        let skew = skew(sound, sound.map { $0 - 3 + random.sample() })
        #expect(skew.isOneSound && !skew.isSkewed)
    }

    @Test func `are none of two parties in a conversation`() {
        let (first, second) = talk()
        #expect(skew(first, second) == skew([], []))
    }

    /// What leaks over 22 dB softer: a line delays it, and nothing lets it come early.
    @Test(arguments: [(4, false), (40, false), (-100, true), (-25, true), (120, true)])
    func `let leaks come before their cause`(_ lag: Int, _ isSkewed: Bool) {
        let (first, second) = talk()
        let skew = skew(first, zip(second, late(first, lag)).map { max($0, $1 - 22) })
        #expect(!skew.isOneSound)
        #expect(skew.isSkewed == isSkewed)
    }

    @Test func `make talk-over unknown`() throws {
        var call = SyntheticCall(seconds: 10)
        call.speak(0, from: 1, to: 4)
        call.speak(0, from: 5, to: 8.5, pitch: 190)
        let sound = call.channels[0]
        call.channels[1] = sound.indices.map { $0 < 4000 ? 0.001 : 0.8 * sound[$0 - 4000] }
        let measures = try call.heard()
        #expect(measures.faults == [.channelSkew])
        #expect(measures.talkOver == nil && measures.interruptions == nil)
    }
}
