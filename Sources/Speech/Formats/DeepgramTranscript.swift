internal import Calls

/// The output of Deepgram for a recorded file: words per channel, in seconds.
struct DeepgramTranscript: Decodable {
    struct Results: Decodable {
        struct Channel: Decodable {
            struct Alternative: Decodable {
                var words: [DeepgramWord]
            }

            var alternatives: [Alternative]
            var detectedLanguage: String?

            enum CodingKeys: String, CodingKey {
                case alternatives
                case detectedLanguage = "detected_language"
            }
        }

        var channels: [Channel]
    }

    var results: Results
}

struct DeepgramWord: Decodable {
    var word: String
    var punctuated: String?
    var start: Double
    var end: Double
    var confidence: Double?
    var speaker: Int?

    enum CodingKeys: String, CodingKey {
        case word, start, end, confidence, speaker
        case punctuated = "punctuated_word"
    }
}

extension DeepgramTranscript {
    func transcript(_ reading: TranscriptReading) throws(TranscriptError) -> Transcript {
        var spoken = SpokenWords()
        for (index, channel) in results.channels.enumerated() {
            let path = "$.results.channels[\(index)]"
            let isAlone = results.channels.count == 1
            let number = isAlone ? nil : try reading.channel(index, at: .path(path))
            for (place, word) in (channel.alternatives.first?.words ?? []).enumerated() {
                let span = try reading.span(
                    word.start,
                    word.end,
                    at: .path("\(path).alternatives[0].words[\(place)].end")
                )
                let heard = Word(word.punctuated ?? word.word, span, confidence: confidence(word.confidence))
                spoken.append(heard, channel: number, voice: isAlone ? word.speaker.map(String.init) : nil)
            }
        }
        let language = results.channels.lazy.compactMap(\.detectedLanguage).first ?? ""
        return Transcript(language: language, origin: "deepgram", turns: spoken.turns(reading))
    }
}
