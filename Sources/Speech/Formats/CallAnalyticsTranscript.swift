internal import Calls

/// The output of Amazon Transcribe Call Analytics: turns of named parties, times in milliseconds.
struct CallAnalyticsTranscript: Decodable {
    struct Segment: Decodable {
        var role: String
        var items: [Item]

        enum CodingKeys: String, CodingKey {
            case role = "ParticipantRole"
            case items = "Items"
        }
    }

    struct Item: Decodable {
        var content: String
        var type: String?
        var confidence: Confidence?
        var begin: Int?
        var end: Int?

        enum CodingKeys: String, CodingKey {
            case content = "Content"
            case type = "Type"
            case confidence = "Confidence"
            case begin = "BeginOffsetMillis"
            case end = "EndOffsetMillis"
        }
    }

    var languageCode: String?
    var segments: [Segment]

    enum CodingKeys: String, CodingKey {
        case languageCode = "LanguageCode"
        case segments = "Transcript"
    }
}

extension CallAnalyticsTranscript {
    func transcript(_ reading: TranscriptReading) throws(TranscriptError) -> Transcript {
        var turns: [Turn] = []
        for (index, segment) in segments.enumerated() {
            let path = "$.Transcript[\(index)]"
            let role: PartyRole =
                switch segment.role {
                case "AGENT": .agent
                case "CUSTOMER": .customer
                default: .other
                }
            let words = try words(segment.items, reading, path: "\(path).Items")
            turns.append(Turn(role: role, channel: reading.channel(of: role), words: words))
        }
        return Transcript(language: languageCode ?? "", origin: "amazon-call-analytics", turns: turns)
    }

    private func words(
        _ items: [Item],
        _ reading: TranscriptReading,
        path: String
    ) throws(TranscriptError) -> [Word] {
        var words: [Word] = []
        for (index, item) in items.enumerated() {
            guard item.type != "punctuation", let begin = item.begin, let end = item.end else {
                if !words.isEmpty { words[words.count - 1].text += item.content }
                continue
            }
            let span = try reading.span(begin, end, at: .path("\(path)[\(index)].EndOffsetMillis"))
            let confidence = item.confidence?.value
            words.append(Word(item.content, span, confidence: confidence))
        }
        return words
    }
}
