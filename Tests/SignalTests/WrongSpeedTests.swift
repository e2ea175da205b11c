import Calls
import Foundation
import Testbench
import Testing

@testable import Signal

@Suite struct `A wrong speed` {
    private static let rows: [Float] = [697, 770, 852, 941]
    private static let columns: [Float] = [1209, 1336, 1477, 1633]
    private static let keys = [0, 5, 9, 2, 13, 6]

    /// Keys by their numbers in the order of ITU-T Q.23, played `factor` times as fast.
    private func presses(_ keys: [Int], factor: Float) -> [TonePairs.Burst] {
        keys.enumerated().map { index, key in
            let (low, high) = (Self.rows[key / 4] * factor, Self.columns[key % 4] * factor)
            return TonePairs.Burst(low: low, high: high, frames: 40 * index..<40 * index + 10)
        }
    }

    /// A sample rate written for another, a tape, a clock.
    @Test(arguments: [11_025.0 / 8000, 8000.0 / 11_025, 1.5, 0.75, 2, 0.5, 1.05] as [Float])
    func `is told by keys that are all off by one factor`(_ factor: Float) {
        #expect(WrongSpeed.isTold(by: presses(Self.keys, factor: factor)))
    }

    @Test(arguments: [1, 1.015, 0.985] as [Float]) func `is none of keys as telephones send them`(_ factor: Float) {
        #expect(!WrongSpeed.isTold(by: presses(Self.keys, factor: factor)))
        #expect(!WrongSpeed.isTold(by: presses([5, 5, 10, 10, 6], factor: factor)))
    }

    @Test func `is not told by one key alone, or by keys that do not agree`() {
        #expect(!WrongSpeed.isTold(by: presses([5, 5, 5, 5], factor: 1.378)))
        #expect(!WrongSpeed.isTold(by: presses([5, 2], factor: 1.378) + presses([4, 1], factor: 1.2)))
    }

    @Test func `is heard in the sound of keys`() throws {
        func heard(_ factor: Double) throws -> Measures {
            var call = SyntheticCall(seconds: 4, channels: 1)
            for (index, key) in Self.keys.enumerated() {
                let start = 0.5 + Double(index) * 0.3
                let tones = [Self.rows[key / 4], Self.columns[key % 4]].map { Double($0) * factor }
                call.tone(0, tones, from: start, to: start + 0.12, level: 0.1)
            }
            return try call.heard()
        }
        #expect(try heard(11_025.0 / 8000).faults == [.wrongSpeed])
        // ITU-T Q.24 has tones accepted that are 1.5 % off.
        for factor in [1, 1.014, 0.986] {
            let measures = try heard(factor)
            #expect(measures.faults == [])
            #expect(measures.channels[0].sounds.count { $0.kind == .dtmf } == 6)
        }
    }

    struct Tone: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var frequency: Double
        var on: Double
        var off: Double
        var factor = 1.0
    }

    private func isTold(_ tone: Tone, factor: Double) throws -> Bool {
        var call = SyntheticCall(seconds: 3.2 * (tone.on + tone.off) / factor, channels: 1)
        var start = 0.2
        let length = Double(call.channels[0].count) / 8000
        while start + tone.on / factor < length {
            call.tone(0, [tone.frequency * factor], from: start, to: start + tone.on / factor, level: 0.1)
            start += (tone.on + tone.off) / factor
        }
        return try call.heard().faults.contains(.wrongSpeed)
    }

    @Test(arguments: [
        Tone(testDescription: "Chinese busy", frequency: 450, on: 0.35, off: 0.35, factor: 1.5),
        Tone(testDescription: "French busy", frequency: 440, on: 0.5, off: 0.5, factor: 2),
        Tone(testDescription: "German ringback", frequency: 425, on: 1, off: 4, factor: 2),
    ])
    func `is told by a cadence`(_ tone: Tone) throws {
        #expect(try isTold(tone, factor: tone.factor))
    }

    @Test(arguments: [
        Tone(testDescription: "Indian busy", frequency: 400, on: 0.75, off: 0.75),
        Tone(testDescription: "Brazilian busy", frequency: 425, on: 0.25, off: 0.25),
        Tone(testDescription: "Australian congestion", frequency: 425, on: 0.375, off: 0.375),
        Tone(testDescription: "Chinese busy", frequency: 450, on: 0.35, off: 0.35),
    ])
    func `is none of a cadence as a country has it`(_ tone: Tone) throws {
        #expect(try !isTold(tone, factor: 1))
    }

    /// Two notes at once in equal temperament, evenly held.
    @Test func `is hardly ever one of music in two voices`() {
        var random = SplitMix64(seed: 1)
        let told = (0..<200).count { _ in
            let presses = (0..<8).map { index in
                let low = 440 * exp2(Float(random.next() % 12) / 12)
                let high = low * exp2(Float(3 + random.next() % 10) / 12)
                return TonePairs.Burst(low: low, high: high, frames: 40 * index..<40 * index + 20)
            }
            return WrongSpeed.isTold(by: presses)
        }
        #expect(told == 0)
    }
}
