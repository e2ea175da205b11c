import Audio
import Calls
import Foundation
import Speech
import Testing

private let shell = ["/bin/sh", "-c"]

/// A hundred seconds of something.
private let sound = Result { try TestRecording([[Float](repeating: 0.1, count: 8000 * 100)]) }

/// Runs `command` over a second of sound on channel 0, or over `speech`.
private func words(
    _ command: [String],
    speech: [TimeSpan] = [span(0, 1000)],
    timeLimit: Duration = .seconds(20),
    outputLimit: Int = 8 << 20
) throws -> [Word] {
    let recording = try sound.get().open()
    return try CommandRecogniser(command: command, timeLimit: timeLimit, outputLimit: outputLimit)
        .words(of: recording, channel: 0, speech: speech, language: "zh-CN")
}

private func processes(withArgument mark: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { id in
        let line = try? String(contentsOfFile: "/proc/\(id)/cmdline", encoding: .utf8)
        return line?.contains(mark) ?? false
    }
}

private let hello = #"{"words": [{"text": "hello", "start": 100, "end": 400, "confidence": 0.5}]}"#

@Suite struct `Command recogniser` {
    @Test func `hands over a WAV file that can be read from any place`() throws {
        // Reads the end before the start, as a pipe could not; 2 x 250 ms of padding are cut off at 0.
        let script =
            #"test $(tail -c +41 "$1" | head -c 4 | od -An -tu4) = 40000 && test $(head -c 4 "$1") = RIFF && test $(wc -c < "$1") = 40044 && test "$2" = zh && echo '\#(hello)'"#
        let heard = try words(shell + [script, "sh", "{wav}", "{language}"])
        #expect(heard == [Word("hello", span(100, 400), confidence: 0.5)])
    }

    @Test func `puts each word back to where it was said`() throws {
        let printed =
            #"{"words": [{"text": "a", "start": 300, "end": 500}, {"text": "b", "start": 1400, "end": 1900}]}"#
        // The piece is 9.75-11 s and 49.75-51.25 s of the recording.
        let heard = try words(shell + ["echo '\(printed)'"], speech: [span(10_000, 10_750), span(50_000, 51_000)])
        #expect(heard == [Word("a", span(10_050, 10_250)), Word("b", span(49_900, 50_400))])
    }

    @Test func `runs once for every half minute of speech`() throws {
        let heard = try words(
            shell + ["echo '\(hello)'"],
            speech: [span(0, 20_000), span(30_000, 50_000), span(60_000, 95_000)]
        )
        #expect(heard.map(\.span.start.count) == [100, 29_850, 59_850, 89_850])
    }

    @Test func `needs no shell to find a program`() {
        #expect(throws: RecogniserError.failed(status: 1)) { try words(["false"]) }
    }

    @Test(arguments: [["/nowhere/at-all"], ["no-such-program-anywhere"], []])
    func `says that a program cannot be started`(command: [String]) {
        #expect(throws: RecogniserError.cannotStart(code: 2)) { try words(command) }
    }

    @Test func `is started once more where it is killed, and hears the same`() throws {
        let mark = FileManager.default.temporaryDirectory.appending(path: "killed-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: mark) }
        let script = #"cat > /dev/null; test -e \#(mark) && echo '\#(hello)' || { touch \#(mark); kill -9 $$; }"#
        #expect(try words(shell + [script]) == [Word("hello", span(100, 400), confidence: 0.5)])
        #expect(throws: RecogniserError.killed(signal: 9)) { try words(shell + ["kill -9 $$"]) }
    }

    @Test func `ends a program that takes too long, with all it started`() throws {
        let mark = "31.\(Int.random(in: 100_000...999_999))"
        let start = ContinuousClock.now
        #expect(throws: RecogniserError.timedOut(after: .milliseconds(300))) {
            try words(shell + ["sleep \(mark) & sleep \(mark)"], timeLimit: .milliseconds(300))
        }
        #expect(ContinuousClock.now - start < .seconds(10))
        // The kernel takes a moment to carry out a kill.
        for _ in 0..<100 where try processes(withArgument: mark) != [] { usleep(20_000) }
        #expect(try processes(withArgument: mark) == [])
    }

    @Test func `ends a program that prints too much`() {
        #expect(throws: RecogniserError.outputTooLarge(limit: 1000)) { try words(["yes"], outputLimit: 1000) }
        #expect(throws: RecogniserError.outputTooLarge(limit: 10)) {
            try words(shell + ["echo '\(hello)'"], outputLimit: 10)
        }
    }

    @Test func `names the signal that ended a program`() {
        #expect(throws: RecogniserError.killed(signal: 9)) { try words(shell + ["kill -9 $$"]) }
        #expect(throws: RecogniserError.failed(status: 7)) { try words(shell + ["exit 7"]) }
    }

    @Test(arguments: [
        ("hello", TranscriptError(file: "output", .notJSON)),
        ("", TranscriptError(file: "output", .notJSON)),
        ("{}", TranscriptError(file: "output", place: .path("$.words"), .missing)),
        (
            #"{"words": [{"text": "a", "start": 5, "end": 1}]}"#,
            TranscriptError(file: "output", place: .path("$.words[0].end"), .impossibleTime)
        ),
    ])
    func `says what it does not understand`(printed: String, error: TranscriptError) {
        #expect(throws: RecogniserError.notUnderstood(error)) { try words(shell + ["printf '%s' '\(printed)'"]) }
    }

    @Test func `throws away what goes to standard error`() throws {
        #expect(try words(shell + ["echo secret >&2; echo '\(hello)'"]).map(\.text) == ["hello"])
    }

    @Test func `is not started where nobody speaks`() throws {
        let recording = try TestRecording([[Float](repeating: 0, count: 8000)]).open()
        let transcript = try CommandRecogniser(command: ["/nowhere"])
            .transcribe(recording, speech: [[]], roles: [.agent], language: "en")
        #expect(transcript == Transcript(language: "en", origin: "nowhere", turns: []))
    }

    @Test func `understands what whisper.cpp prints`() throws {
        let file = root.appending(path: "fixtures/transcripts/whisper.json").path
        let heard = try words(["/bin/cat", file], speech: [span(0, 9000)])
        #expect(
            heard.map(\.text).joined(separator: " ")
                == "Please enter your password, followed by the pound key. Goodbye."
        )
        #expect(heard.first?.span == span(1080, 1430))
        #expect(heard.last?.span == span(7350, 8140))
        #expect(heard.allSatisfy { $0.span.length > .zero })
        #expect(heard[1].confidence == 0.904866)
    }

    @Test(arguments: [
        (" [MUSIC] hello (door slams)  there ♪ la la ♪", "hello there"), ("*sighs* yes", "yes"), ("[BLANK_AUDIO]", ""),
        ("你好，世界", "你好，世界"), ("yes (and no", "yes (and no"),
    ])
    func `leaves out the names of sounds`(said: String, kept: String) throws {
        let json = #"{"transcription": [{"offsets": {"from": 0, "to": 900}, "text": "\#(said)"}]}"#
        let heard = try words(shell + ["echo '\(json)'"])
        #expect(Turn(role: .agent, words: heard).text == kept)
    }
}
