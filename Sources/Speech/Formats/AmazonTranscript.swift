internal import Calls

/// The output of an Amazon Transcribe batch job, by channel (`channel_labels`) or by speaker (`speaker_labels`).
///
/// Times are seconds in text. Punctuation is an item of its own, without times, and belongs to the word before it.
struct AmazonTranscript: Decodable {
    struct Results: Decodable {
        var languageCode: String?
        var items: [Item]?
        var channels: ChannelLabels?
        var speakers: SpeakerLabels?

        enum CodingKeys: String, CodingKey {
            case items
            case languageCode = "language_code"
            case channels = "channel_labels"
            case speakers = "speaker_labels"
        }
    }

    struct ChannelLabels: Decodable {
        struct Channel: Decodable {
            var label: String
            var items: [Item]

            enum CodingKeys: String, CodingKey {
                case items
                case label = "channel_label"
            }
        }

        var channels: [Channel]
    }

    struct SpeakerLabels: Decodable {
        struct Segment: Decodable {
            var items: [Label]
        }

        struct Label: Decodable {
            var start: String
            var speaker: String

            enum CodingKeys: String, CodingKey {
                case start = "start_time"
                case speaker = "speaker_label"
            }
        }

        var segments: [Segment]
    }

    struct Item: Decodable {
        struct Alternative: Decodable {
            var content: String
            var confidence: Confidence?
        }

        var type: String
        var start: String?
        var end: String?
        var speaker: String?
        var alternatives: [Alternative]

        enum CodingKeys: String, CodingKey {
            case type, alternatives
            case start = "start_time"
            case end = "end_time"
            case speaker = "speaker_label"
        }
    }

    var results: Results
}

extension AmazonTranscript {
    func transcript(_ reading: TranscriptReading) throws(TranscriptError) -> Transcript {
        var spoken: [SpokenChannel] = []
        if let channels = results.channels?.channels {
            for (index, channel) in channels.enumerated() {
                let path = "$.results.channel_labels.channels[\(index)]"
                guard let number = channelNumber(channel.label) else {
                    throw reading.error(.path("\(path).channel_label"), .expected("ch_0 to ch_7"))
                }
                let words = try words(channel.items, reading, path: "\(path).items").map(\.word)
                spoken.append(SpokenChannel(role: reading.role(ofChannel: number), channel: number, words: words))
            }
        } else {
            spoken = try bySpeaker(reading)
        }
        return Transcript(language: results.languageCode ?? "", origin: "amazon-transcribe", turns: turns(of: spoken))
    }

    /// Speakers told apart by their voices have no role: which of them is the agent, nobody said.
    private func bySpeaker(_ reading: TranscriptReading) throws(TranscriptError) -> [SpokenChannel] {
        guard let items = results.items else { throw reading.error(.path("$.results.items"), .missing) }
        let labels = results.speakers?.segments.flatMap(\.items) ?? []
        let speakerAt = Dictionary(labels.map { ($0.start, $0.speaker) }) { first, _ in first }
        let spoken = try words(items, reading, path: "$.results.items")
        let bySpeaker = Dictionary(grouping: spoken) { word in
            word.item.speaker ?? word.item.start.flatMap { speakerAt[$0] } ?? ""
        }
        return bySpeaker.sorted { $0.key < $1.key }.map { _, words in
            SpokenChannel(role: .other, channel: nil, words: words.map(\.word))
        }
    }

    private func words(
        _ items: [Item],
        _ reading: TranscriptReading,
        path: String
    ) throws(TranscriptError) -> [(word: Word, item: Item)] {
        var words: [(word: Word, item: Item)] = []
        for (index, item) in items.enumerated() {
            guard let best = item.alternatives.first else { continue }
            if item.type == "punctuation" {
                if !words.isEmpty { words[words.count - 1].word.text += best.content }
                continue
            }
            guard let start = item.start.flatMap(Double.init), let end = item.end.flatMap(Double.init) else {
                throw reading.error(.path("\(path)[\(index)].start_time"), .expected("seconds"))
            }
            let span = try reading.span(start, end, at: .path("\(path)[\(index)].end_time"))
            let confidence = best.confidence?.value
            words.append((Word(best.content, span, confidence: confidence), item))
        }
        return words
    }
}

/// `ch_0` is 0.
private func channelNumber(_ label: String) -> Int? {
    guard label.hasPrefix("ch_"), let number = Int(label.dropFirst(3)) else { return nil }
    return (0..<TranscriptLimits.channels).contains(number) ? number : nil
}
