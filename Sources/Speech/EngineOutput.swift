internal import Calls
internal import Foundation

/// What an engine printed: our own list of words, or the JSON of whisper.cpp.
enum EngineOutput: Decodable {
    /// `{"words": [{"text": "hello", "start": 480, "end": 900, "confidence": 0.98}]}`, in milliseconds.
    case words([NativeWord])
    case whisper([WhisperItem])

    private enum Keys: String, CodingKey { case words, transcription }

    init(from decoder: any Decoder) throws {
        let root = try decoder.container(keyedBy: Keys.self)
        if root.contains(.transcription) {
            self = .whisper(try root.decode([WhisperItem].self, forKey: .transcription))
        } else {
            self = .words(try root.decode([NativeWord].self, forKey: .words))
        }
    }

    /// Reads what a program printed about a piece of sound.
    static func words(in bytes: [UInt8]) throws(TranscriptError) -> [Word] {
        let reading = TranscriptReading(file: "output", channelRoles: [])
        // whisper.cpp may cut a character in two; what is left of it is no reason to lose the other words.
        let text = Data(String(decoding: bytes, as: UTF8.self).utf8)
        switch try reading.decode(EngineOutput.self, from: text) {
        case .words(let words): return try words.words(reading, path: "$.words")
        case .whisper(let items): return try items.words(reading)
        }
    }
}

/// A segment of whisper.cpp's JSON (`-oj`, `-ojf`).
struct WhisperItem: Decodable {
    struct Offsets: Decodable {
        var from: Int
        var to: Int
    }

    struct Token: Decodable {
        var text: String
        var offsets: Offsets?
        var p: Double?
    }

    var offsets: Offsets
    var text: String
    var tokens: [Token]?
}

extension [WhisperItem] {
    fileprivate func words(_ reading: TranscriptReading) throws(TranscriptError) -> [Word] {
        var words: [Word] = []
        for (index, item) in enumerated() {
            let place = TranscriptError.Place.path("$.transcription[\(index)].offsets")
            let span = try reading.span(item.offsets.from, Swift.max(item.offsets.from, item.offsets.to), at: place)
            words += item.words(in: span)
        }
        return words.withoutSoundNames()
    }
}

extension WhisperItem {
    /// The words of a segment, timed by their tokens where it has any.
    ///
    /// With activity detection the segment's time is that of the sound, but its tokens' times count without the
    /// silence that was left out: only their distance from the segment's first token means something.
    fileprivate func words(in span: TimeSpan) -> [Word] {
        let spoken = (tokens ?? []).filter { !$0.text.hasPrefix("[_") && !$0.text.isEmpty }
        guard let origin = spoken.first?.offsets?.from else { return spread(text, over: span) }
        func time(_ offset: Int) -> Milliseconds {
            Swift.min(span.end, Swift.max(span.start, span.start + Milliseconds(offset - origin)))
        }
        return spoken.joined().map { tokens in
            let start = time(tokens.first?.offsets?.from ?? origin)
            let end = time(tokens.last?.offsets?.to ?? origin)
            let probabilities = tokens.compactMap(\.p)
            let mean = probabilities.reduce(0, +) / Double(Swift.max(1, probabilities.count))
            return Word(
                tokens.map(\.text).joined().trimmingCharacters(in: .whitespaces),
                TimeSpan(start: start, end: end),
                confidence: probabilities.isEmpty ? nil : Swift.min(Swift.max(mean, 0), 1)
            )
        }
    }
}

extension [WhisperItem.Token] {
    /// The tokens of each word: a word begins with a space or with a character that needs none.
    fileprivate func joined() -> [[WhisperItem.Token]] {
        var words: [[WhisperItem.Token]] = []
        for token in self {
            let begins = token.text.first.map { $0.isWhitespace || $0.isUnspaced } ?? false
            if begins || words.isEmpty {
                words.append([token])
            } else {
                words[words.count - 1].append(token)
            }
        }
        return words
    }
}

extension [Word] {
    /// Leaves out what Whisper writes for sounds that are no speech: `[MUSIC]`, `(door slams)`, `♪`.
    fileprivate func withoutSoundNames() -> [Word] {
        var closing: Character?
        return filter { word in
            if closing == nil, let first = word.text.first {
                closing = ["[": "]", "(": ")", "*": "*", "♪": "♪"][first]
            }
            guard let end = closing else { return !word.text.isEmpty }
            let rest = word.text.count > 1 || word.text.first != end ? word.text : ""
            if rest.dropFirst().contains(end) || word.text == "♪" { closing = nil }
            return false
        }
    }
}
