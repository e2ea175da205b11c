internal import Calls

/// Cues of a WebVTT file (W3C) or of SubRip (SRT): the speaker by `<v Name>` or by `Name:` before the text.
///
/// Only cues are timed, so words share a cue's time. Settings, regions, styles and notes are skipped.
struct WebVTT {
    private let origin: String
    private let reading: TranscriptReading
    private let lines: [Substring]

    /// Nil for what begins neither as WebVTT does, nor with a cue's number and time.
    init?(_ bytes: ArraySlice<UInt8>, _ reading: TranscriptReading) {
        self.reading = reading
        // Swift takes CR LF for one character, so that every line end is cut at once.
        lines = String(decoding: bytes, as: UTF8.self)
            .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let begun = lines.drop { $0.allSatisfy(\.isWhitespace) }.prefix(2).map(String.init)
        if bytes.starts(with: "WEBVTT".utf8) {
            origin = "webvtt"
        } else if begun.count == 2, Int(begun[0].filter { !$0.isWhitespace }) != nil, begun[1].contains("-->") {
            origin = "srt"
        } else {
            return nil
        }
    }

    func transcript() throws(TranscriptError) -> Transcript {
        var turns: [Turn] = []
        var cue: (span: TimeSpan, lines: [Substring])?
        // The empty line behind the last ends its cue.
        for (index, line) in (lines + [""]).enumerated() {
            if line.contains("-->") {
                cue = (try timing(line, number: index + 1), [])
            } else if !line.allSatisfy(\.isWhitespace) {
                cue?.lines.append(line)
            } else if let ended = cue {
                append(ended.lines, over: ended.span, to: &turns)
                cue = nil
            }
        }
        return Transcript(language: "", origin: origin, turns: turns)
    }

    /// Reads a line such as `00:01.000 --> 00:04.250 line:0`.
    private func timing(_ line: Substring, number: Int) throws(TranscriptError) -> TimeSpan {
        let fields = line.split(whereSeparator: \.isWhitespace)
        guard fields.count >= 3, fields[1] == "-->", let start = milliseconds(fields[0]),
            let end = milliseconds(fields[2])
        else { throw reading.error(.line(number), .expected("00:00:00.000 --> 00:00:00.000")) }
        return try reading.span(start, end, at: .line(number))
    }

    /// A line that names nobody goes on with who spoke last.
    private func append(_ lines: [Substring], over span: TimeSpan, to turns: inout [Turn]) {
        let lines = lines.map(spoken)
        var rest = spread(lines.map(\.text).joined(separator: "\n"), over: span)[...]
        for line in lines {
            let count = words(of: line.text).count
            let said = Array(rest.prefix(count))
            rest = rest.dropFirst(count)
            guard !said.isEmpty else { continue }
            let role = line.speaker.map { partyRole(named: $0) ?? .other } ?? turns.last?.role ?? .other
            if let last = turns.last, last.role == role, line.speaker == nil || role != .other {
                turns[turns.count - 1].words += said
            } else {
                turns.append(Turn(role: role, channel: reading.channel(of: role), words: said, hasWordTimes: false))
            }
        }
    }
}

/// The speaker that a line names, and its text without tags and entities.
private func spoken(_ line: Substring) -> (speaker: String?, text: String) {
    var speaker: String?
    var text = ""
    var rest = line
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
        text += rest[..<open]
        let tag = rest[rest.index(after: open)..<close]
        // `<v Name>` and `<v.loud Name>`
        if tag.first == "v", let space = tag.firstIndex(where: \.isWhitespace) {
            speaker = String(tag[tag.index(after: space)...])
        }
        rest = rest[rest.index(after: close)...]
    }
    text += rest
    for (entity, character) in [
        ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&lrm;", ""), ("&rlm;", ""), ("&amp;", "&"),
    ] {
        text = text.replacing(entity, with: character)
    }
    if speaker == nil, let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }) {
        let name = String(text[..<colon])
        if partyRole(named: name) != nil {
            speaker = name
            text = String(text[text.index(after: colon)...])
        }
    }
    return (speaker, text)
}

/// The role that a speaker's name stands for; nil for the name of a person.
func partyRole(named name: String) -> PartyRole? {
    let name = name.lowercased().filter { !$0.isWhitespace && $0 != "-" }
    // A number behind the role does not change it: `Agent 1`.
    switch name.filter({ !$0.isNumber }) {
    case "agent", "advisor", "operator", "representative", "rep", "csr", "坐席", "座席", "客服", "话务员": return .agent
    case "customer", "caller", "client", "客户", "客人", "顾客", "来电人": return .customer
    default: return nil
    }
}

/// Milliseconds of `00:01.000` or `00:00:01.000`; SubRip writes a comma.
private func milliseconds(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let last = parts.last else { return nil }
    let seconds = last.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard seconds.count == 2, seconds[1].utf8.count == 3 else { return nil }
    var numbers: [Int] = []
    for part in parts.dropLast() + seconds {
        guard part.utf8.count <= 4, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(part) else {
            return nil
        }
        numbers.append(number)
    }
    let fraction = numbers.removeLast()
    return numbers.reduce(0) { $0 * 60 + $1 } * 1000 + fraction
}
