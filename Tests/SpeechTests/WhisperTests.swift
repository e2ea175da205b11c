import Audio
import Calls
import Foundation
import Speech
import Testing

private let prefix = root.appending(path: ".speech").path
private let prompts = "/usr/share/asterisk/sounds/en_US_f_Allison"

/// What `make speech` prints, for the prefix beside the sources.
private let command =
    [
        "\(prefix)/bin/whisper-cli", "-m", "\(prefix)/share/models/ggml-base-q8_0.bin",
        "--vad", "-vm", "\(prefix)/share/models/ggml-silero-v6.2.0.bin",
    ] + "-vsd 1000 -l {language} -t 1 -ml 1 -sow -ojf -of - -np -f {wav}".split(separator: " ").map(String.init)

private let isHere =
    FileManager.default.isExecutableFile(atPath: command[0])
    && FileManager.default.fileExists(atPath: prompts + "/agent-pass.wav")

@Suite(.enabled(if: isHere, "skipped: needs `make speech` and Debian's asterisk-core-sounds-en-wav"))
struct `whisper.cpp on telephone prompts` {
    @Test func `hears each party on its own channel and at its own time`() throws {
        // Asks for an agent's password; then says that the goodbye is spoken.
        let agent = try samples(ofFile: prompts + "/agent-pass.wav")
        let customer = try samples(ofFile: prompts + "/vm-goodbye.wav")
        let gap = [Float](repeating: 0, count: 16_000)
        let file = try TestRecording([gap + agent + gap, gap + gap + agent.map { _ in 0 } + customer])
        let recording = try file.open()
        let first = span(2000, 2000 + agent.count / 8)
        let second = span(first.end.count + 2000, recording.duration.count)
        let transcript = try CommandRecogniser(command: command).transcribe(
            recording,
            speech: [[first], [second]],
            roles: [.agent, .customer],
            language: "en-US"
        )
        #expect(transcript.turns.map(\.role) == [.agent, .customer])
        #expect(
            transcript.turns.map { letters($0.text) } == [
                "please enter your password followed by the pound key", "goodbye",
            ]
        )
        #expect(transcript.origin == "whisper-cli")
        let starts = transcript.turns.map(\.span.start.count)
        #expect(abs(starts[0] - first.start.count) < 500)
        #expect(abs(starts[1] - second.start.count) < 500)
        #expect(transcript.misfit(duration: recording.duration, speech: [[first], [second]]) == nil)
    }

    @Test(arguments: ["silence", "noise"]) func `says nothing where nobody speaks`(sound: String) throws {
        var generator = SystemRandomNumberGenerator()
        let quiet = (0..<80_000).map { _ in sound == "noise" ? Float.random(in: -0.02...0.02, using: &generator) : 0 }
        let recording = try TestRecording([quiet]).open()
        let words = try CommandRecogniser(command: command)
            .words(of: recording, channel: 0, speech: [span(0, 10_000)], language: "en")
        #expect(words == [])
    }
}

private func letters(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0 == " " }
}
