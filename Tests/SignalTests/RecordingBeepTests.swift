import Calls
import Testing

@testable import Signal

@Suite struct `The recording beep` {
    /// Speech from 1 to 64 s, and beeps of half a second on both channels.
    private func call(_ beeps: [Double]) -> Measures {
        let sounds = beeps.map { NamedSound(kind: .beep, span: .seconds($0, $0 + 0.5)) }
        return Measures(
            preset: "default",
            duration: Milliseconds(70_000),
            channels: [
                ChannelMeasures(role: .customer, speech: [.seconds(1, 30), .seconds(36, 64)], sounds: sounds),
                ChannelMeasures(
                    role: .agent,
                    sounds: beeps.map { NamedSound(kind: .beep, span: .seconds($0 + 0.04, $0 + 0.54)) }
                ),
            ]
        )
    }

    @Test func `is told with its period, though speech may cover one`() {
        #expect(call([5, 20, 35, 50, 65]).recordingBeep == RecordingBeep(period: Milliseconds(15_000), count: 5))
        #expect(call([5, 15, 25, 45, 55]).recordingBeep == RecordingBeep(period: Milliseconds(10_000), count: 5))
    }

    @Test func `is not there where nothing beeps, too seldom or without a period`() {
        for beeps in [[], [5], [5, 20], [1, 2, 3, 4], [3, 10, 30, 34, 60]] as [[Double]] {
            #expect(call(beeps).recordingBeep == nil)
        }
    }

    @Test func `leaves the stretches in which it is missing`() {
        #expect(
            call([5, 20, 50]).unbeeped == [
                .seconds(1, 5), .seconds(5.54, 20), .seconds(20.54, 50), .seconds(50.54, 64),
            ]
        )
        #expect(call([]).unbeeped == [.seconds(1, 64)])
    }

    @Test func `is heard in the sound`() throws {
        var call = SyntheticCall(seconds: 33, channels: 1)
        for start in [1.0, 16, 31] { call.tone(0, [1400], from: start, to: start + 0.5, level: 0.05) }
        let beep = try #require(try call.heard().recordingBeep)
        #expect(abs(beep.period.count - 15_000) <= 20)
    }

    @Test(arguments: [(425.0, 0.36, 15.0, "AU"), (950, 0.4, 10, "CN")])
    func `is known in countries with another tone by its period`(
        _ frequency: Double,
        _ on: Double,
        _ period: Double,
        _ country: String
    ) throws {
        var call = SyntheticCall(seconds: 3 + 2.2 * period, channels: 1)
        for start in stride(from: 1, to: 2 + 2.1 * period, by: period) {
            call.tone(0, [frequency], from: start, to: start + on)
        }
        let sounds = try call.heard().channels[0].sounds
        #expect(sounds.allSatisfy { $0.kind == .beep && $0.detail == country })
        #expect(sounds.count == 3)
    }
}
