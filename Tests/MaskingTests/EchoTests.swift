import Calls
import Foundation
import Masking
import Testbench
import Testing

@Suite struct `An echo` {
    /// Noise with the slow rise and fall of syllables, for so many seconds at 8 kHz.
    private func voice(_ seed: UInt64, seconds: Double) -> [Float] {
        var generator = SplitMix64(seed: seed)
        var last: Float = 0
        return (0..<Int(seconds * 8000)).map { place in
            last = 0.7 * last + Float.random(in: -0.3...0.3, using: &generator)
            return last * Float(0.6 + 0.4 * sin(Double(place) / 900))
        }
    }

    @Test(arguments: [0, 40, 125, 380], [Float(0.5), 0.05])
    func `is found at its delay, however faint`(_ delay: Int, _ level: Float) throws {
        let said = voice(1, seconds: 2)
        var other = voice(2, seconds: 2.4).map { $0 * 0.02 }
        for index in said.indices where index + delay * 8 < other.count {
            other[index + delay * 8] += said[index] * level
        }
        let found = try #require(EchoFinder.delay(of: said, in: other, sampleRate: 8000))
        #expect(abs(found.count - delay) <= 2)
    }

    @Test(arguments: UInt64(1)...8)
    func `is not heard in another voice`(_ seed: UInt64) {
        #expect(
            EchoFinder.delay(of: voice(seed, seconds: 2), in: voice(seed + 100, seconds: 2.4), sampleRate: 8000) == nil
        )
    }

    @Test func `is not heard in silence`() {
        let silence = [Float](repeating: 0, count: 19_200)
        #expect(EchoFinder.delay(of: voice(1, seconds: 2), in: silence, sampleRate: 8000) == nil)
        #expect(
            EchoFinder.delay(of: Array(silence.prefix(16_000)), in: voice(1, seconds: 2.4), sampleRate: 8000) == nil
        )
    }
}
