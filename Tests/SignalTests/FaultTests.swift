import Calls
import Foundation
import Testing

@testable import Signal

@Suite struct `Faults of a recording` {
    private func conversation() -> SyntheticCall {
        var call = SyntheticCall(seconds: 30)
        call.speak(0, from: 1, to: 13)
        call.speak(1, from: 14, to: 28, pitch: 190)
        return call
    }

    @Test func `are none in a sound one`() throws { #expect(try conversation().heard().faults == []) }

    @Test func `include one way audio, with and without line noise`() throws {
        var call = conversation()
        call.channels[1] = SyntheticCall(seconds: 30).channels[1]
        #expect(try call.heard().faults == [.oneWayAudio])
        call.channels[1] = .init(repeating: 0, count: call.channels[1].count)
        #expect(try call.heard().faults == [.oneWayAudio, .silentChannel])
    }

    @Test func `include one voice on both channels, of which no talk-over is claimed`() throws {
        var call = conversation()
        call.channels[1] = call.channels[0].map { $0 * 0.9 }
        let measures = try call.heard()
        #expect(measures.faults == [.identicalChannels])
        #expect(measures.talkOver == nil)
        #expect(measures.interruptions == nil)
    }

    @Test func `include clipping`() throws {
        var call = conversation()
        call.channels[0] = call.channels[0].map { min(max($0 * 12, -1), 1) }
        #expect(try call.heard().faults == [.clipping])
    }

    @Test func `include a low level`() throws {
        var call = conversation()
        call.channels[1] = call.channels[1].map { $0 * 0.05 }
        #expect(try call.heard().faults == [.lowLevel])
    }

    @Test func `include an offset`() throws {
        var call = conversation()
        call.channels[0] = call.channels[0].map { $0 + 0.03 }
        #expect(try call.heard().faults == [.dcOffset])
    }

    @Test func `include drop-outs, but no pause of digital silence`() throws {
        var call = conversation()
        for channel in 0..<2 {
            call.channels[channel] = call.channels[channel].map { abs($0) < 0.0011 ? 0 : $0 }
        }
        #expect(try call.heard().faults == [])
        // Four packets of 20 ms every 1.3 s.
        for start in stride(from: 12_000, to: 100_000, by: 10_400) {
            for i in start..<start + 640 { call.channels[0][i] = 0 }
        }
        #expect(try call.heard().faults == [.dropOuts])
    }

    /// Packets of 20 ms that were lost, from digital silence on: the shortest that are sent.
    @Test func `include drop-outs of single packets`() throws {
        var call = SyntheticCall(seconds: 9, channels: 1)
        call.speak(0, from: 0.5, to: 8.5)
        for start in stride(from: 6000, to: 64_000, by: 7240) {
            for i in start..<start + 160 { call.channels[0][i] = 0 }
        }
        #expect(try call.heard().faults == [.dropOuts])
    }

    @Test func `include the hum of the mains`() throws {
        var call = SyntheticCall(seconds: 9, channels: 1)
        call.speak(0, from: 1, to: 4)
        call.tone(0, [50, 100, 150], from: 0, to: 9, level: 0.003)
        #expect(try call.heard().faults == [.hum])
    }

    @Test func `include truncation, as told`() throws {
        #expect(try conversation().heard(isTruncated: true).faults == [.truncated])
    }
}
