internal import Calls

/// The output of Google Cloud Speech-to-Text, v1 and v2: results with words timed as `"1.300s"`.
///
/// With voices told apart (v1), the last result holds all words once more, each with its speaker, and the others are
/// left out.
struct GoogleTranscript: Decodable {
    struct Result: Decodable {
        struct Alternative: Decodable {
            var transcript: String?
            var words: [GoogleWord]?
        }

        var alternatives: [Alternative]?
        /// Counted from 1; 0 for one channel.
        var channelTag: Int?
        var languageCode: String?
    }

    var results: [Result]
}

struct GoogleWord: Decodable {
    var word: String
    var startTime: String?
    var endTime: String?
    var startOffset: String?
    var endOffset: String?
    var confidence: Double?
    var speakerTag: Int?
    var speakerLabel: String?

    var voice: String? { speakerLabel ?? speakerTag.flatMap { $0 > 0 ? String($0) : nil } }
}

extension GoogleTranscript {
    func transcript(_ reading: TranscriptReading) throws(TranscriptError) -> Transcript {
        let hasVoices = results.last { result in
            result.alternatives?.first?.words?.contains { $0.speakerTag ?? 0 > 0 } ?? false
        }
        var spoken = SpokenWords()
        for (index, result) in (hasVoices.map { [$0] } ?? results).enumerated() {
            let path = "$.results[\(index)]"
            guard let best = result.alternatives?.first else { continue }
            guard let words = best.words else {
                if best.transcript?.isEmpty ?? true { continue }
                throw reading.error(.path("\(path).alternatives[0].words"), .missing)
            }
            let tag = result.channelTag ?? 0
            let channel = tag > 0 ? try reading.channel(tag - 1, at: .path("\(path).channelTag")) : nil
            for (number, word) in words.enumerated() {
                let place = TranscriptError.Place.path("\(path).alternatives[0].words[\(number)].endTime")
                // A time of zero is left out by the service.
                guard let start = seconds(word.startTime ?? word.startOffset ?? "0s"),
                    let end = seconds(word.endTime ?? word.endOffset ?? "0s")
                else { throw reading.error(place, .expected("seconds as in 1.300s")) }
                let span = try reading.span(start, end, at: place)
                let heard = Word(word.word, span, confidence: confidence(word.confidence.flatMap { $0 > 0 ? $0 : nil }))
                spoken.append(heard, channel: channel, voice: word.voice)
            }
        }
        let language = results.lazy.compactMap(\.languageCode).first ?? ""
        return Transcript(language: language, origin: "google", turns: spoken.turns(reading))
    }

    private func seconds(_ text: String) -> Double? { text.hasSuffix("s") ? Double(text.dropLast()) : nil }
}
