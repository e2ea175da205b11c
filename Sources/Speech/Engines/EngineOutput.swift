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
        return try reading.decode(EngineOutput.self, from: text).words(reading)
    }

    private func words(_ reading: TranscriptReading) throws(TranscriptError) -> [Word] {
        switch self {
        case .words(let words): try words.words(reading, path: "$.words")
        case .whisper(let items): try items.words(reading)
        }
    }

    /// What whisper.cpp wrote about a whole recording.
    func transcript(_ reading: TranscriptReading) throws(TranscriptError) -> Transcript {
        var spoken = SpokenWords()
        for word in try words(reading) { spoken.append(word) }
        return Transcript(language: "", origin: "whisper", turns: spoken.turns(reading))
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
    /// silence that was left out: only their distance from the segment's first token means something. Whisper often
    /// ends a word too early, some at their very start, so a word lasts at least until `leastLength` or the next one:
    /// what is muted by these times must be covered.
    fileprivate func words(in span: TimeSpan) -> [Word] {
        let spoken = (tokens ?? []).filter { !$0.text.hasPrefix("[_") && !$0.text.isEmpty }
        guard let origin = spoken.first?.offsets?.from else { return spread(text, over: span) }
        let groups = spoken.joined()
        let starts = groups.map { tokens in
            min(span.end, span.start + Milliseconds(max(0, (tokens.first?.offsets?.from ?? origin) - origin)))
        }
        return zip(groups, starts).enumerated().map { index, word in
            let (tokens, start) = word
            let heard = Milliseconds((tokens.last?.offsets?.to ?? 0) - (tokens.first?.offsets?.from ?? 0))
            let next = index + 1 < starts.count ? starts[index + 1] : span.end
            return Word(
                tokens.map(\.text).joined().trimmingCharacters(in: .whitespaces),
                TimeSpan(start: start, end: min(next, start + max(heard, leastLength))),
                confidence: tokens.meanProbability
            )
        }
    }
}

/// As long as a spoken word mostly is.
private let leastLength = Milliseconds(600)

extension [WhisperItem.Token] {
    fileprivate var meanProbability: Double? {
        let probabilities = compactMap(\.p)
        guard !probabilities.isEmpty else { return nil }
        return Swift.min(1, Swift.max(0, probabilities.reduce(0, +) / Double(probabilities.count)))
    }

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
    /// Leaves out what Whisper writes for sounds that are no speech: `[MUSIC]`, `(door slams)`, `♪ la la ♪`.
    func withoutSoundNames() -> [Word] {
        let closings: [Character: Character] = ["[": "]", "(": ")", "*": "*", "♪": "♪"]
        var kept: [Word] = []
        var index = startIndex
        while index < endIndex {
            let word = self[index]
            index += 1
            guard let closing = word.text.first.flatMap({ closings[$0] }) else {
                if !word.text.isEmpty { kept.append(word) }
                continue
            }
            if word.text.dropFirst().contains(closing) { continue }
            // A mark that is not closed soon is taken for punctuation: nothing said may be lost by it.
            if let end = self[index...].prefix(20).firstIndex(where: { $0.text.contains(closing) }) {
                index = end + 1
            } else {
                kept.append(word)
            }
        }
        return kept
    }
}
