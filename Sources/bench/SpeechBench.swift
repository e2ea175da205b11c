import Audio
import Calls
import Foundation
import Signal
import Speech

/// What the local engine of `folder` hears in each file, as a line of JSON with the CPU time it took.
func benchSpeech(_ folder: String, language: String, files: [String]) throws {
    let recogniser = LocalRecogniser(folder: folder)
    if let problem = recogniser.problem() { throw problem }
    for path in files {
        let recording = try Recording(path: path)
        var listener = try CallListener(sampleRate: recording.sampleRate, channelRoles: [.agent])
        recording.forEachBlock { listener.hear($0) }
        let speech = listener.finish().channels.map(\.speech)
        let start = cpuSeconds()
        let words = try recogniser.words(of: recording, channel: 0, speech: speech[0], language: language)
        let line = Heard(
            name: URL(filePath: path).deletingPathExtension().lastPathComponent,
            seconds: recording.duration.seconds,
            cpu: cpuSeconds() - start,
            memory: residentMegabytes(),
            words: words.map { .init(text: $0.text, start: $0.span.start.seconds, end: $0.span.end.seconds) }
        )
        print(String(decoding: try JSONEncoder().encode(line), as: UTF8.self))
    }
}

private struct Heard: Encodable {
    struct Word: Encodable {
        var text: String
        var start: Double
        var end: Double
    }

    var name: String
    var seconds: Double
    var cpu: Double
    var memory: Int
    var words: [Word]
}
