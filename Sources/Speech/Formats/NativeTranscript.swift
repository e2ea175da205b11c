internal import Calls

/// Aftercall's own JSON: times in whole milliseconds from the recording's first sample.
///
///     {"version": 1, "language": "en", "origin": "any name", "turns": [
///       {"role": "agent", "channel": 1, "words": [{"text": "Hello.", "start": 480, "end": 900, "confidence": 0.98}]},
///       {"role": "customer", "channel": 0, "text": "Hi there.", "start": 1500, "end": 2100}]}
///
/// A turn has `role` (`agent`, `customer`, `other`) or `channel`, counted from 0, or both; and `words`, or `text` with
/// `start` and `end` where only the turn is timed. `confidence`, 0 to 1, may be left out.
struct NativeTranscript: Decodable {
    static let currentVersion = 1

    var version: Int
    var language: String
    var origin: String?
    var turns: [NativeTurn]
}

struct NativeTurn: Decodable {
    var role: PartyRole?
    var channel: Int?
    var words: [NativeWord]?
    var text: String?
    var start: Int?
    var end: Int?
}

struct NativeWord: Decodable {
    var text: String
    var start: Int
    var end: Int
    var confidence: Double?
}

extension NativeTranscript {
    func transcript(_ reading: TranscriptReading) throws(TranscriptError) -> Transcript {
        guard version == Self.currentVersion else {
            throw reading.error(.path("$.version"), .unsupportedVersion(version))
        }
        var turns: [Turn] = []
        for (index, turn) in self.turns.enumerated() {
            turns.append(try turn.turn(reading, path: "$.turns[\(index)]"))
        }
        return Transcript(language: language, origin: origin ?? "json", turns: turns)
    }
}

extension NativeTurn {
    fileprivate func turn(_ reading: TranscriptReading, path: String) throws(TranscriptError) -> Turn {
        if let channel, !(0..<TranscriptLimits.channels).contains(channel) {
            throw reading.error(.path("\(path).channel"), .expected("0 to \(TranscriptLimits.channels - 1)"))
        }
        guard let role = role ?? channel.map(reading.role) else { throw reading.error(.path("\(path).role"), .missing) }
        let channel = channel ?? reading.channel(of: role)
        if let words {
            let words = try words.words(reading, path: "\(path).words")
            return Turn(role: role, channel: channel, words: words)
        }
        guard let text else { throw reading.error(.path("\(path).words"), .missing) }
        guard let start else { throw reading.error(.path("\(path).start"), .missing) }
        guard let end else { throw reading.error(.path("\(path).end"), .missing) }
        let span = try reading.span(start, end, at: .path("\(path).end"))
        return Turn(role: role, channel: channel, words: spread(text, over: span), hasWordTimes: false)
    }
}

extension [NativeWord] {
    func words(_ reading: TranscriptReading, path: String) throws(TranscriptError) -> [Word] {
        var words: [Word] = []
        words.reserveCapacity(count)
        for (index, word) in enumerated() {
            let span = try reading.span(word.start, word.end, at: .path("\(path)[\(index)].end"))
            if let confidence = word.confidence, !(0...1).contains(confidence) {
                throw reading.error(.path("\(path)[\(index)].confidence"), .expected("0 to 1"))
            }
            if word.text.contains(where: { !$0.isWhitespace }) {
                words.append(Word(word.text, span, confidence: word.confidence))
            }
        }
        return words.sorted { $0.span < $1.span }
    }
}
