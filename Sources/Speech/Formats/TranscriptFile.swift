package import Calls
package import Foundation

/// How much of a transcript is believed.
enum TranscriptLimits {
    static let bytes = 16 << 20
    static let words = 500_000
    static let channels = 8
    static let end = Milliseconds(86_400_000)
}

/// Reads a transcript in whatever known format it is.
///
/// Our own JSON, WebVTT, SRT, CTM, and the JSON of Amazon Transcribe and Call Analytics, Google, Azure, Deepgram, Whisper
/// and its kin, and FunASR. The format is told by the content, never by the name.
///
/// - Parameters:
///   - bytes: The file's content, at most 16 MiB.
///   - name: What errors call the file.
///   - channelRoles: Who is heard on each channel, for formats that name only channels.
/// - Returns: A transcript whose turns are in order of their starts, and whose times are all possible.
/// - Throws: At the first thing that is not understood.
package func readTranscriptFile(
    _ bytes: [UInt8],
    name: String,
    channelRoles: [PartyRole]
) throws(TranscriptError) -> Transcript {
    guard bytes.count <= TranscriptLimits.bytes else {
        throw TranscriptError(file: name, .tooLarge(bytes: bytes.count, limit: TranscriptLimits.bytes))
    }
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    guard let first = bytes.first(where: { !" \t\r\n".utf8.contains($0) }) else {
        throw TranscriptError(file: name, .empty)
    }
    do {
        _ = try UTF8Span(validating: bytes.span)
    } catch {
        throw TranscriptError(file: name, place: .byte(error.byteOffsets.lowerBound), .notUTF8)
    }
    let reading = TranscriptReading(file: name, channelRoles: channelRoles)
    var transcript: Transcript
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
        transcript = try reading.transcript(of: reading.decode(TranscriptDocument.self, from: Data(bytes)))
    } else if let cues = WebVTT(bytes, reading) {
        transcript = try cues.transcript()
    } else if let words = CTM(bytes, reading) {
        transcript = try words.transcript()
    } else {
        throw TranscriptError(file: name, .unknownFormat)
    }
    guard transcript.turns.reduce(0, { $0 + $1.words.count }) <= TranscriptLimits.words else {
        throw TranscriptError(file: name, .tooManyWords(limit: TranscriptLimits.words))
    }
    transcript.turns = transcript.turns.filter { !$0.words.isEmpty }.sorted { $0.span < $1.span }
    return transcript
}

/// Reads the transcript in a file, of which no more is taken into memory than is believed.
package func readTranscriptFile(at url: URL, name: String, channelRoles: [PartyRole]) throws -> Transcript {
    let file = try FileHandle(forReadingFrom: url)
    defer { try? file.close() }
    let bytes = try file.read(upToCount: TranscriptLimits.bytes + 1) ?? Data()
    return try readTranscriptFile([UInt8](bytes), name: name, channelRoles: channelRoles)
}

/// The file that is being read, for the errors of its readers.
struct TranscriptReading {
    var file: String
    var channelRoles: [PartyRole]

    func error(_ place: TranscriptError.Place, _ problem: TranscriptError.Problem) -> TranscriptError {
        TranscriptError(file: file, place: place, problem)
    }

    /// A span of a recording of at most 24 hours.
    func span(_ start: Int, _ end: Int, at place: TranscriptError.Place) throws(TranscriptError) -> TimeSpan {
        guard 0 <= start, start <= end, end <= TranscriptLimits.end.count else { throw error(place, .impossibleTime) }
        return TimeSpan(start: Milliseconds(start), end: Milliseconds(end))
    }

    /// A span of times in seconds.
    func span(_ start: Double, _ end: Double, at place: TranscriptError.Place) throws(TranscriptError) -> TimeSpan {
        try span(Milliseconds(seconds: start).count, Milliseconds(seconds: end).count, at: place)
    }

    func role(ofChannel channel: Int) -> PartyRole {
        channelRoles.indices.contains(channel) ? channelRoles[channel] : .other
    }

    /// The one channel on which `role` is heard.
    func channel(of role: PartyRole) -> Int? {
        let channels = channelRoles.indices.filter { channelRoles[$0] == role }
        return channels.count == 1 ? channels[0] : nil
    }

    func transcript(of document: TranscriptDocument) throws(TranscriptError) -> Transcript {
        switch document {
        case .native(let native): try native.transcript(self)
        case .amazon(let amazon): try amazon.transcript(self)
        case .callAnalytics(let analytics): try analytics.transcript(self)
        case .google(let google): try google.transcript(self)
        case .azureBatch(let azure): try azure.transcript(self)
        case .azureFast(let azure): try azure.transcript(self)
        case .deepgram(let deepgram): try deepgram.transcript(self)
        case .segments(let segments): try segments.transcript(self)
        case .whisper(let output): try output.transcript(self)
        case .funASR(let results): try results.transcript(self)
        case .unknown: throw error(.whole, .unknownFormat)
        }
    }
}
