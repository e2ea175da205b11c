import Calls
import Foundation

/// The words of a call in the formats that other systems leave beside a recording.
struct SidecarTranscript {
    var turns: [Turn]
    var language: String

    /// WebVTT with the speakers as voices.
    var vtt: String {
        "WEBVTT\n\n"
            + turns.map { turn in
                "\(clock(turn.span.start)) --> \(clock(turn.span.end))\n<v \(name(turn.role))>\(turn.text)\n\n"
            }
            .joined()
    }

    /// Aftercall's own format.
    func json() throws -> String {
        let turns = turns.map { turn in
            OwnTurn(
                role: turn.role,
                channel: turn.channel ?? 0,
                words: turn.words.map { OwnWord(text: $0.text, start: $0.span.start.count, end: $0.span.end.count) }
            )
        }
        return try text(OwnTranscript(version: 1, language: language, origin: "demo", turns: turns))
    }

    /// Amazon Transcribe's batch output with channel identification.
    func amazon() throws -> String {
        let channels = [PartyRole.customer, .agent].enumerated().map { index, role in
            AmazonChannel(
                channel_label: "ch_\(index)",
                items: turns.filter { $0.role == role }.flatMap(\.words).map { word in
                    AmazonItem(
                        start_time: String(word.span.start.seconds),
                        end_time: String(word.span.end.seconds),
                        type: "pronunciation",
                        alternatives: [.init(confidence: "0.99", content: word.text)]
                    )
                }
            )
        }
        return try text(
            AmazonFile(
                jobName: "demo",
                status: "COMPLETED",
                results: .init(
                    language_code: "en-US",
                    transcripts: [.init(transcript: turns.map(\.text).joined(separator: " "))],
                    channel_labels: .init(channels: channels, number_of_channels: 2),
                    items: channels.flatMap(\.items)
                )
            )
        )
    }

    private func name(_ role: PartyRole) -> String { role == .agent ? "Agent" : "Customer" }

    private func clock(_ time: Milliseconds) -> String {
        String(
            format: "%02d:%02d:%02d.%03d",
            time.count / 3_600_000,
            time.count / 60_000 % 60,
            time.count / 1000 % 60,
            time.count % 1000
        )
    }

    private func text(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }
}

private struct OwnTranscript: Encodable {
    var version: Int
    var language: String
    var origin: String
    var turns: [OwnTurn]
}

private struct OwnTurn: Encodable {
    var role: PartyRole
    var channel: Int
    var words: [OwnWord]
}

private struct OwnWord: Encodable {
    var text: String
    var start: Int
    var end: Int
}

/// The names are those of Amazon's JSON.
private struct AmazonFile: Encodable {
    struct Results: Encodable {
        struct Text: Encodable { var transcript: String }
        struct Labels: Encodable {
            var channels: [AmazonChannel]
            var number_of_channels: Int
        }
        var language_code: String
        var transcripts: [Text]
        var channel_labels: Labels
        var items: [AmazonItem]
    }
    var jobName: String
    var status: String
    var results: Results
}

private struct AmazonChannel: Encodable {
    var channel_label: String
    var items: [AmazonItem]
}

private struct AmazonItem: Encodable {
    struct Alternative: Encodable {
        var confidence: String
        var content: String
    }
    var start_time: String
    var end_time: String
    var type: String
    var alternatives: [Alternative]
}
