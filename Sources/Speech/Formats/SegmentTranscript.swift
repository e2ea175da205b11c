internal import Calls

/// Whisper's own shape of JSON, in seconds: WhisperX, OpenAI's `verbose_json`, faster-whisper and whisper-server.
///
/// Words stand in their segments or, with some servers, beside them. WhisperX leaves out the time of what it could not
/// align, such as numbers; such a word lasts from the one before to the next. whisper-server counts punctuation as words
/// of their own.
struct SegmentTranscript: Decodable {
    struct Segment: Decodable {
        var start: Double?
        var end: Double?
        var text: String?
        var words: [SegmentWord]?
        var speaker: String?
    }

    var language: String?
    var segments: [Segment]?
    var words: [SegmentWord]?
}

struct SegmentWord: Decodable {
    var word: String
    var start: Double?
    var end: Double?
    var score: Double?
    var probability: Double?
    var speaker: String?
}

extension SegmentTranscript {
    func transcript(_ reading: TranscriptReading) throws(TranscriptError) -> Transcript {
        var spoken = SpokenWords()
        for (word, voice) in try timedWords(reading) { spoken.append(word, voice: voice) }
        return Transcript(language: tag(language ?? ""), origin: "whisper", turns: spoken.turns(reading))
    }

    /// The words in order, each with the voice it is said by, where voices were told apart.
    func timedWords(_ reading: TranscriptReading) throws(TranscriptError) -> [(word: Word, voice: String?)] {
        let segments = segments ?? []
        if let words, !segments.contains(where: { !($0.words ?? []).isEmpty }) {
            let span = (start: words.first?.start ?? 0, end: words.last?.end ?? 0)
            return try words.timed(within: span, reading, path: "$.words").map { ($0.word, $0.item.speaker) }
        }
        guard self.segments != nil || words != nil else { throw reading.error(.path("$.segments"), .missing) }
        var timed: [(word: Word, voice: String?)] = []
        for (index, segment) in segments.enumerated() {
            let path = "$.segments[\(index)]"
            let span = (start: segment.start ?? 0, end: segment.end ?? segment.start ?? 0)
            if let words = segment.words, !words.isEmpty {
                timed += try words.timed(within: span, reading, path: "\(path).words")
                    .map { ($0.word, $0.item.speaker ?? segment.speaker) }
            } else {
                let place = TranscriptError.Place.path("\(path).end")
                let words = spread(segment.text ?? "", over: try reading.span(span.start, span.end, at: place))
                timed += words.map { ($0, segment.speaker) }
            }
        }
        return timed
    }

    /// `english`, as some servers say, is `en`.
    private func tag(_ language: String) -> String {
        ["english": "en", "chinese": "zh", "mandarin": "zh", "cantonese": "yue"][language.lowercased()] ?? language
    }
}

extension [SegmentWord] {
    /// Gives times to what has none, joins punctuation to the word before.
    fileprivate func timed(
        within span: (start: Double, end: Double),
        _ reading: TranscriptReading,
        path: String
    ) throws(TranscriptError) -> [(word: Word, item: SegmentWord)] {
        var timed: [(word: Word, item: SegmentWord)] = []
        var last = span.start
        for (index, item) in enumerated() {
            let text = item.word.filter { !$0.isWhitespace }
            guard !text.isEmpty else { continue }
            if !timed.isEmpty, !text.contains(where: { $0.isLetter || $0.isNumber }) {
                timed[timed.count - 1].word.text += text
                continue
            }
            let next = self[index...].dropFirst().lazy.compactMap(\.start).first ?? Swift.max(last, span.end)
            let start = item.start ?? last
            let end = item.end ?? next
            let place = TranscriptError.Place.path("\(path)[\(index)].end")
            let word = Word(
                text,
                try reading.span(start, Swift.max(start, end), at: place),
                confidence: confidence(item.score ?? item.probability)
            )
            timed.append((word, item))
            last = Swift.max(start, end)
        }
        return timed
    }
}
