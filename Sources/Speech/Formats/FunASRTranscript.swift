internal import Calls

/// The output of FunASR (Paraformer, SenseVoice): text with a time in milliseconds for each character or word.
///
/// It is a list of results, of which mostly there is one; with voices told apart, `sentence_info` holds the sentences.
struct FunASRResult: Decodable {
    struct Sentence: Decodable {
        var text: String
        var start: Int
        var end: Int
        var timestamp: [[Int]]?
        var spk: Int?
    }

    var text: String
    var timestamp: [[Int]]?
    var sentences: [Sentence]?

    enum CodingKeys: String, CodingKey {
        case text, timestamp
        case sentences = "sentence_info"
    }
}

extension [FunASRResult] {
    func transcript(_ reading: TranscriptReading) throws(TranscriptError) -> Transcript {
        var spoken = SpokenWords()
        for (index, result) in enumerated() {
            let path = "$[\(index)]"
            guard let sentences = result.sentences else {
                for word in try words(result.text, result.timestamp ?? [], reading, path: path) { spoken.append(word) }
                continue
            }
            for (number, sentence) in sentences.enumerated() {
                let times = sentence.timestamp ?? [[sentence.start, sentence.end]]
                let path = "\(path).sentence_info[\(number)]"
                for word in try words(sentence.text, times, reading, path: path) {
                    spoken.append(word, voice: sentence.spk.map(String.init))
                }
            }
        }
        return Transcript(language: "", origin: "funasr", turns: spoken.turns(reading))
    }

    /// Each word gets its own time where there are as many; else all share the whole.
    private func words(
        _ text: String,
        _ times: [[Int]],
        _ reading: TranscriptReading,
        path: String
    ) throws(TranscriptError) -> [Word] {
        var spans: [TimeSpan] = []
        for (index, time) in times.enumerated() {
            let place = TranscriptError.Place.path("\(path).timestamp[\(index)]")
            guard time.count == 2 else { throw reading.error(place, .expected("[start, end]")) }
            spans.append(try reading.span(time[0], time[1], at: place))
        }
        // SenseVoice marks language, mood and events as <|zh|>.
        let plain = text.replacing(#/<\|[^|]*\|>/#, with: "")
        let words = Speech.words(of: plain)
        guard words.count == spans.count else {
            let start = spans.first?.start ?? .zero
            return spread(plain, over: TimeSpan(start: start, end: spans.last?.end ?? start))
        }
        return zip(words, spans).map { Word($0, $1) }
    }
}
