import Audio
import Calls
import Foundation
import Speech
import Testing

/// A server that nobody here wrote and that answers as OpenAI's does, each in its own way.
private struct ForeignServer: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var program: String
    /// What is asked of the server.
    var model: String
    var arguments: @Sendable (_ port: Int) -> [String]

    /// Its words stand in their segments, punctuation apart.
    private static let whisper = ForeignServer(
        testDescription: "whisper.cpp",
        program: root.appending(path: ".speech/bin/whisper-server").path,
        model: "base"
    ) { port in
        [
            "-m", root.appending(path: ".speech/share/models/ggml-base-q8_0.bin").path, "--host", "127.0.0.1", "--port",
            "\(port)", "--inference-path", "/v1/audio/transcriptions", "-t", "1", "-dtw", "base", "-nfa",
        ]
    }

    /// Its words stand beside its segments; `make test-servers` says where it is.
    private static let openASR: ForeignServer? = {
        let environment = ProcessInfo.processInfo.environment
        guard let program = environment["AFTERCALL_OPEN_ASR_SERVER"],
            let model = environment["AFTERCALL_OPEN_ASR_MODEL"]
        else { return nil }
        return ForeignServer(testDescription: "open-asr-server", program: program, model: "faster-whisper:\(model)") {
            ["serve", "--host", "127.0.0.1", "--port", "\($0)"]
        }
    }()

    static let present = [whisper, openASR].compactMap(\.self).filter {
        FileManager.default.isExecutableFile(atPath: $0.program) && FileManager.default.fileExists(atPath: prompt)
    }
}

private let prompt = "/usr/share/asterisk/sounds/en_US_f_Allison/agent-pass.wav"

@Suite(
    .enabled(
        if: !ForeignServer.present.isEmpty,
        "skipped: needs `make speech` and Debian's asterisk-core-sounds-en-wav; see also `make test-servers`"
    )
)
struct `Recognisers that serve` {
    @Test(arguments: ForeignServer.present)
    private func `are understood`(_ foreign: ForeignServer) throws {
        let port = Int.random(in: 20_000...30_000)
        let server = Process()
        server.executableURL = URL(filePath: foreign.program)
        server.arguments = foreign.arguments(port)
        server.standardOutput = FileHandle.nullDevice
        server.standardError = FileHandle.nullDevice
        server.environment = ProcessInfo.processInfo.environment.merging(["HF_HUB_OFFLINE": "1"]) { _, offline in
            offline
        }
        try server.run()
        defer {
            // One of them would wait for its connections to end.
            kill(server.processIdentifier, SIGKILL)
            server.waitUntilExit()
        }
        let url = "http://127.0.0.1:\(port)/v1/audio/transcriptions"
        // It is asked until it listens.
        let recogniser = HTTPRecogniser(.init(url: url, model: foreign.model, attempts: 12, pause: 50))
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
