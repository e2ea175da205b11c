import Audio
import Calls
import Foundation
import Testing

@testable import Signal

private let prompts = "/usr/share/asterisk/sounds/en_US_f_Allison"
private let music = "/usr/share/asterisk/moh"

private func samples(_ path: String) throws -> [Float] {
    let recording = try Recording(path: path)
    return try recording.samples(channel: 0, span: TimeSpan(start: .zero, end: recording.duration))
}

private func heard(_ speech: [Float]) throws -> Measures {
    var listener = try CallListener(sampleRate: 8000, channelRoles: [.other])
    listener.hear(speech.span)
    return listener.finish()
}

@Suite(
    .enabled(if: FileManager.default.fileExists(atPath: prompts), "skipped: asterisk-core-sounds-en-wav is not here")
)
struct `Real speech` {
    /// Puts prompts on two channels and tells where they lie.
    private func dialogue(
        _ lines: [(channel: Int, name: String, at: Double)],
        seconds: Double
    ) throws -> (
        call: SyntheticCall, spans: [TimeSpan]
    ) {
        var call = SyntheticCall(seconds: seconds)
        var spans: [TimeSpan] = []
        for line in lines {
            let speech = try samples("\(prompts)/\(line.name).wav")
            let loud = speech.indices.filter { abs(speech[$0]) > 0.02 }
            let (first, last) = (try #require(loud.first), try #require(loud.last))
            let start = Int(line.at * 8000)
            for i in first...last { call.channels[line.channel][start + i - first] += speech[i] }
            spans.append(.seconds(line.at, line.at + Double(last - first) / 8000))
        }
        return (call, spans)
    }

    @Test func `is found where it was put, with its dead air and talk-over`() throws {
        let (call, spans) = try dialogue(
            [
                (0, "agent-newlocation", 1), (1, "auth-thankyou", 6), (0, "agent-alreadyon", 14),
                (1, "all-circuits-busy-now", 17),
            ],
            seconds: 24
        )
        let measures = try call.heard()
        let ends = (0..<2).map { channel in
            let speech = measures.channels[channel].speech
            return TimeSpan(start: speech.first?.start ?? .zero, end: speech.last?.end ?? .zero)
        }
        #expect(agree([ends[0]], [TimeSpan(start: spans[0].start, end: spans[2].end)], within: 120))
        #expect(agree([ends[1]], [TimeSpan(start: spans[1].start, end: spans[3].end)], within: 120))
        #expect(agree(measures.deadAir, [TimeSpan(start: spans[1].end, end: spans[2].start)], within: 150))
        let overlap = try #require(spans[2].intersection(spans[3]))
        let found = try #require(measures.talkOver)
        #expect(!found.isEmpty)
        #expect(
            found.allSatisfy { overlap.start.count - 100 <= $0.start.count && $0.end.count <= overlap.end.count + 100 }
        )
    }

    /// In dBov, by `speech_voltmeter` of the ITU-T Software Tool Library (G.191, sv-p56.c v2.3), which interpolates to 0.5 dB.
    @Test(arguments: [
        ("agent-alreadyon", -17.4), ("agent-newlocation", -18.6), ("agent-pass", -18.0), ("auth-thankyou", -21.2),
        ("all-circuits-busy-now", -18.1),
    ])
    func `has the level that the ITU's own meter reads`(_ name: String, _ level: Double) throws {
        let measures = try heard(try samples("\(prompts)/\(name).wav"))
        #expect(abs(try #require(measures.channels[0].speechLevel) - level) <= 0.5)
    }

    /// Every twentieth packet of 20 ms is lost, as a network of 5 % loss has it; whole, no prompt has a drop-out.
    @Test(arguments: ["agent-alreadyon", "agent-newlocation"])
    func `has drop-outs where packets are lost, and only there`(_ name: String) throws {
        var speech = try samples("\(prompts)/\(name).wav")
        #expect(try heard(speech).faults == [])
        for start in stride(from: 1600, to: speech.count - 160, by: 3200) {
            for i in start..<start + 160 { speech[i] = 0 }
        }
        #expect(try heard(speech).faults == [.dropOuts])
    }

    @Test func `is no music as a short prompt in a call that is quiet otherwise`() throws {
        let (call, spans) = try dialogue([(0, "agent-alreadyon", 0.6)], seconds: 20)
        let channel = try call.heard().channels[0]
        #expect(channel.music == [])
        #expect(channel.speech.totalLength.count * 10 > spans.totalLength.count * 8)
    }

    @Test(arguments: ["basic-pbx-ivr-main", "agent-pass", "auth-incorrect", "astcc-followed-by-the-pound-key"])
    func `is never music and holds no keys`(_ name: String) throws {
        let speech = try samples("\(prompts)/\(name).wav")
        var listener = try CallListener(sampleRate: 8000, channelRoles: [.other])
        listener.hear(speech.span)
        let measures = listener.finish()
        let channel = measures.channels[0]
        #expect(channel.music == [])
        // A held vowel may pass for a beep, in no more than a fiftieth of the time.
        #expect(channel.tones.totalLength.count * 50 < measures.duration.count)
        #expect(channel.speech.totalLength.count * 2 > measures.duration.count)
    }
}

@Suite(.enabled(if: FileManager.default.fileExists(atPath: music), "skipped: asterisk-moh-opsound-wav is not here"))
struct `Real hold music` {
    @Test(arguments: [
        "macroform-cold_day", "macroform-robot_dity", "macroform-the_simplicity", "manolo_camp-morning_coffee",
        "reno_project-system",
    ])
    func `is not taken for speech`(_ track: String) throws {
        let recording = try Recording(path: "\(music)/\(track).wav")
        let piece = try recording.samples(channel: 0, span: .seconds(20, 60))
        var listener = try CallListener(sampleRate: recording.sampleRate, channelRoles: [.customer])
        listener.hear(piece.span)
        let channel = listener.finish().channels[0]
        #expect(channel.speech.totalLength < Milliseconds(6000))
        // One of them is drums for half of the time, which hold no note.
        #expect(channel.music.totalLength > Milliseconds(15_000))
    }
}
