internal import Calls

/// The output of Azure's batch transcription: phrases per channel, times in ticks of 100 ns.
struct AzureBatchTranscript: Decodable {
    struct Phrase: Decodable {
        struct Best: Decodable {
            var display: String?
            var words: [AzureWord]?
            var displayWords: [AzureWord]?
        }

        var recognitionStatus: String?
        var channel: Int?
        var speaker: Int?
        var locale: String?
        var offsetInTicks: Double?
        var durationInTicks: Double?
        var nBest: [Best]?
    }

    var recognizedPhrases: [Phrase]
}

/// The output of Azure's fast transcription, times in milliseconds.
struct AzureFastTranscript: Decodable {
    struct Phrase: Decodable {
        var channel: Int?
        var speaker: Int?
        var locale: String?
        var offsetMilliseconds: Int
        var durationMilliseconds: Int
        var text: String
        var words: [AzureWord]?
    }

    var phrases: [Phrase]
}

/// A word of either, which name the same things differently.
struct AzureWord: Decodable {
    var word: String?
    var displayText: String?
    var text: String?
    var offsetInTicks: Double?
    var durationInTicks: Double?
    var offsetMilliseconds: Int?
    var durationMilliseconds: Int?
    var confidence: Double?

    fileprivate func heard(
        _ reading: TranscriptReading,
        at place: TranscriptError.Place
    ) throws(TranscriptError) -> Word {
        guard let text = displayText ?? word ?? text else { throw reading.error(place, .missing) }
        let span: TimeSpan
        if let offset = offsetMilliseconds, let duration = durationMilliseconds {
            span = try reading.span(offset, offset.addingReportingOverflow(duration).partialValue, at: place)
        } else if let offset = offsetInTicks, let duration = durationInTicks {
            span = try reading.span(offset / 1e7, (offset + duration) / 1e7, at: place)
        } else {
            throw reading.error(place, .missing)
        }
        return Word(text, span, confidence: Speech.confidence(confidence))
    }
}

extension AzureBatchTranscript {
    func transcript(_ reading: TranscriptReading) throws(TranscriptError) -> Transcript {
        var spoken = SpokenWords()
        for (index, phrase) in recognizedPhrases.enumerated() {
            let path = "$.recognizedPhrases[\(index)]"
            guard phrase.recognitionStatus ?? "Success" == "Success", let best = phrase.nBest?.first else { continue }
            let channel = try phrase.channel.map { (number) throws(TranscriptError) in
                try reading.channel(number, at: .path("\(path).channel"))
            }
            let voice = phrase.speaker.map(String.init)
            if let words = best.displayWords ?? best.words {
                for (number, word) in words.enumerated() {
                    let place = TranscriptError.Place.path("\(path).nBest[0].words[\(number)]")
                    spoken.append(try word.heard(reading, at: place), channel: channel, voice: voice)
                }
            } else if let text = best.display, let offset = phrase.offsetInTicks, let length = phrase.durationInTicks {
                let place = TranscriptError.Place.path("\(path).durationInTicks")
                let span = try reading.span(offset / 1e7, (offset + length) / 1e7, at: place)
                for word in spread(text, over: span) { spoken.append(word, channel: channel, voice: voice) }
            }
        }
        let language = recognizedPhrases.lazy.compactMap(\.locale).first ?? ""
        return Transcript(language: language, origin: "azure", turns: spoken.turns(reading))
    }
}

extension AzureFastTranscript {
    func transcript(_ reading: TranscriptReading) throws(TranscriptError) -> Transcript {
        var spoken = SpokenWords()
        for (index, phrase) in phrases.enumerated() {
            let path = "$.phrases[\(index)]"
            let channel = try phrase.channel.map { (number) throws(TranscriptError) in
                try reading.channel(number, at: .path("\(path).channel"))
            }
            let voice = phrase.speaker.map(String.init)
            if let words = phrase.words {
                for (number, word) in words.enumerated() {
                    let heard = try word.heard(reading, at: .path("\(path).words[\(number)]"))
                    spoken.append(heard, channel: channel, voice: voice)
                }
            } else {
                let end = phrase.offsetMilliseconds.addingReportingOverflow(phrase.durationMilliseconds).partialValue
                let span = try reading.span(
                    phrase.offsetMilliseconds,
                    end,
                    at: .path("\(path).durationMilliseconds")
                )
                for word in spread(phrase.text, over: span) { spoken.append(word, channel: channel, voice: voice) }
            }
        }
        let language = phrases.lazy.compactMap(\.locale).first ?? ""
        return Transcript(language: language, origin: "azure", turns: spoken.turns(reading))
    }
}
