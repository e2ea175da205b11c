internal import Calls

/// Time-marked words as NIST's scoring tools take them: `file channel start duration word [confidence]`.
struct CTM {
    private let reading: TranscriptReading
    private let lines: [Substring]

    /// Nil where the first line that is no comment is none of these.
    init?(_ bytes: ArraySlice<UInt8>, _ reading: TranscriptReading) {
        self.reading = reading
        lines = String(decoding: bytes, as: UTF8.self)
            .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard let first = lines.first(where: { !Self.isComment($0) }), Self.fields(first) != nil else { return nil }
    }

    func transcript() throws(TranscriptError) -> Transcript {
        var spoken = SpokenWords()
        var file: Substring?
        for (index, line) in lines.enumerated() where !Self.isComment(line) {
            let place = TranscriptError.Place.line(index + 1)
            guard let fields = Self.fields(line) else {
                throw reading.error(place, .expected("file channel start duration word"))
            }
            guard file == nil || file == fields.file else { throw reading.error(place, .expected("one recording")) }
            file = fields.file
            let span = try reading.span(fields.start, fields.start + fields.length, at: place)
            let channel = try reading.channel(fields.channel, at: place)
            spoken.append(Word(String(fields.word), span, confidence: confidence(fields.confidence)), channel: channel)
        }
        return Transcript(language: "", origin: "ctm", turns: spoken.turns(reading))
    }

    private static func isComment(_ line: Substring) -> Bool {
        line.allSatisfy(\.isWhitespace) || line.hasPrefix(";;")
    }

    private struct Fields {
        var file: Substring
        var channel: Int
        var start: Double
        var length: Double
        var word: Substring
        var confidence: Double?
    }

    /// Channels are `A` and `B`, or counted from 1.
    private static func fields(_ line: Substring) -> Fields? {
        let parts = line.split(whereSeparator: \.isWhitespace)
        guard (5...7).contains(parts.count), let start = Double(parts[2]), let length = Double(parts[3]) else {
            return nil
        }
        guard let channel = ["A": 1, "B": 2][parts[1]] ?? Int(parts[1]), length >= 0 else { return nil }
        return Fields(
            file: parts[0],
            channel: channel - 1,
            start: start,
            length: length,
            word: parts[4],
            confidence: parts.count > 5 ? Double(parts[5]) : nil
        )
    }
}
