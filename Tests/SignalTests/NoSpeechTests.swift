import Calls
import Foundation
import Testbench
import Testing

@testable import Signal

@Suite struct `What is not speech` {
    struct Sound: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var frequencies: [Double]
        var on: Double
        var off: Double
    }

    @Test(arguments: [
        Sound(testDescription: "US ringback", frequencies: [440, 480], on: 2, off: 4),
        Sound(testDescription: "UK ringback", frequencies: [400, 450], on: 0.4, off: 0.2),
        Sound(testDescription: "Chinese ringback", frequencies: [450], on: 1, off: 4),
        Sound(testDescription: "US busy", frequencies: [480, 620], on: 0.5, off: 0.5),
        Sound(testDescription: "dial tone", frequencies: [350, 440], on: 20, off: 0),
        Sound(testDescription: "fax CED", frequencies: [2100], on: 3, off: 0.5),
        Sound(testDescription: "recording beep", frequencies: [1400], on: 0.2, off: 14.8),
        Sound(testDescription: "DTMF 5", frequencies: [770, 1336], on: 0.1, off: 0.1),
        Sound(testDescription: "DTMF #", frequencies: [941, 1477], on: 0.06, off: 0.06),
    ])
    func `includes a tone, which is heard as one`(_ sound: Sound) throws {
        var call = SyntheticCall(seconds: 20, channels: 1)
        var start = 0.0
        while start < 20 {
            call.tone(0, sound.frequencies, from: start, to: min(start + sound.on, 20), level: 0.1)
            start += sound.on + sound.off
        }
        let channel = try call.heard().channels[0]
        #expect(channel.speech == [])
        #expect(channel.music == [])
        #expect(!channel.tones.isEmpty)
    }

    @Test(arguments: [0, 0.00001, 0.001, 0.1] as [Float])
    func `includes silence and steady noise`(_ level: Float) throws {
        var random = SplitMix64(seed: 9)
        var call = SyntheticCall(seconds: 20, channels: 1)
        call.channels[0] = call.channels[0].map { _ in level * random.sample() }
        let measures = try call.heard()
        #expect(measures.channels[0].speech == [])
        #expect(measures.channels[0].music == [])
        #expect(measures.channels[0].speechLevel == nil)
        #expect(measures.silence == [.seconds(0, 20)])
    }

    @Test func `includes clicks of a keyboard`() throws {
        var random = SplitMix64(seed: 5)
        var call = SyntheticCall(seconds: 20, channels: 1)
        for click in 0..<60 {
            let at = click * 2600 + Int(random.next() % 2000)
            for i in 0..<80 { call.channels[0][at + i] += 0.3 * random.sample() * exp(-Float(i) / 15) }
        }
        #expect(try call.heard().channels[0].speech == [])
    }

    @Test func `includes held notes, which are music and put the call on hold`() throws {
        var call = SyntheticCall(seconds: 40)
        call.speak(0, from: 1, to: 8)
        call.speak(1, from: 9, to: 13, pitch: 190)
        for (index, root) in [262.0, 330, 392, 349, 294, 330, 262, 392, 440, 349, 330, 294].enumerated() {
            let start = 15 + Double(index) * 1.5
            call.tone(1, [root * 2, root * 3, root * 4.5], from: start, to: start + 1.4, level: 0.06)
        }
        call.speak(0, from: 35, to: 39)
        let measures = try call.heard()
        #expect(agree(measures.channels[1].music, [.seconds(15, 33)], within: 1500))
        #expect(agree(measures.channels[1].speech, [.seconds(9, 13)], within: 100))
        #expect(measures.hold == measures.channels[1].music)
        #expect(measures.deadAir == [])
    }
}
