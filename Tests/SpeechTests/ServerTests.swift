import Audio
import Calls
import Foundation
import Speech
import Testing

private let folder = root.appending(path: ".speech").path
private let prompt = "/usr/share/asterisk/sounds/en_US_f_Allison/agent-pass.wav"
private let isHere =
    FileManager.default.isExecutableFile(atPath: folder + "/bin/whisper-server")
    && FileManager.default.fileExists(atPath: prompt)

/// A server that nobody here wrote, whose words stand in their segments, punctuation apart.
@Suite(.enabled(if: isHere, "skipped: needs `make speech` and Debian's asterisk-core-sounds-en-wav"))
struct `whisper.cpp's server` {
    @Test func `is understood`() throws {
        let port = Int.random(in: 20_000...30_000)
        let server = Process()
        server.executableURL = URL(filePath: folder + "/bin/whisper-server")
        server.arguments = [
            "-m", folder + "/share/models/ggml-base-q8_0.bin", "--host", "127.0.0.1", "--port", "\(port)",
            "--inference-path", "/v1/audio/transcriptions", "-t", "1", "-dtw", "base", "-nfa",
        ]
        server.standardOutput = FileHandle.nullDevice
        server.standardError = FileHandle.nullDevice
        try server.run()
        defer { server.terminate() }
        let recogniser = HTTPRecogniser(
            // It is asked until it listens.
            .init(url: "http://127.0.0.1:\(port)/v1/audio/transcriptions", model: "base", attempts: 12, pause: 50)
        )
        let sound = try samples(ofFile: prompt)
        let gap = [Float](repeating: 0, count: 16_000)
        let recording = try TestRecording([gap + sound + gap]).open()
        let words = try recogniser.words(
            of: recording,
            channel: 0,
            speech: [span(2000, 2000 + sound.count / 8)],
            language: "en"
        )
        let text = words.map(\.text).joined(separator: " ").lowercased().filter { $0.isLetter || $0 == " " }
        #expect(text == "please enter your password followed by the pound key")
        #expect(words.first.map { abs($0.span.start.count - 2000) < 700 } == true)
    }
}
