import Calls
import Foundation

/// The one record of a recorder's CDR.
struct RecorderSource: RowSource {
    private let file: CDRFile
    /// While it stands at the record.
    private var call: RecordedCall?
    private var isRead = false

    init(_ file: CDRFile) { self.file = file }

    var line: Int { 1 }

    mutating func advance() throws(CDRError) -> Bool {
        call = isRead ? nil : try RecorderReader.read(file)
        isRead = true
        return call != nil
    }

    mutating func rewind() { isRead = false }

    mutating func row() -> RowResult { call.map { .row(.recorded($0), isLossy: false) } ?? .nothing }
}

/// Reads the JSON that our recorder writes about one call, and believes none of it unchecked.
enum RecorderReader {
    static let mostBytes = 4 << 20
    private static let mostSpans = 100_000
    private static let longest = 31 * 86_400_000

    static func read(_ file: CDRFile) throws(CDRError) -> RecordedCall {
        guard file.size <= mostBytes else { throw .tooLarge(limit: mostBytes) }
        let cdr = try decode(try file.bytes(0..<file.size))
        if let field = faultyField(of: cdr) { throw .recorderField(field) }
        return RecordedCall(source: file.source(line: 1), cdr: cdr)
    }

    private struct Version: Decodable { var version: Int }

    private static func decode(_ data: Data) throws(CDRError) -> RecorderCDR {
        do {
            let version = try JSONDecoder().decode(Version.self, from: data).version
            guard version == RecorderCDR.currentVersion else { throw CDRError.recorderVersion(version) }
            return try JSONDecoder().decode(RecorderCDR.self, from: data)
        } catch let error as CDRError {
            throw error
        } catch DecodingError.keyNotFound(let key, let context) {
            throw .recorderField(path(context.codingPath + [key]))
        } catch DecodingError.valueNotFound(_, let context), DecodingError.typeMismatch(_, let context) {
            throw .recorderField(path(context.codingPath))
        } catch DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty {
            throw .recorderField(path(context.codingPath))
        } catch {
            throw .recorderSyntax
        }
    }

    /// Names of our own fields only: a key that the file made up is never printed.
    private static func path(_ keys: [any CodingKey]) -> String {
        keys.map { key in key.intValue.map(String.init) ?? key.stringValue }.joined(separator: ".")
    }

    private static func faultyField(of cdr: RecorderCDR) -> String? {
        let times = [cdr.start, cdr.answered ?? cdr.start, cdr.end]
        guard times.allSatisfy(\.isPlausible) else { return "start" }
        guard cdr.end >= cdr.start else { return "end" }
        if let answered = cdr.answered, answered < cdr.start || answered > cdr.end { return "answered" }
        guard (0...longest).contains(cdr.duration.count) else { return "duration" }
        if let name = cdr.recording, FileName.last(of: name) != name { return "recording" }
        if let hash = cdr.sha256, !isSHA256(hash) { return "sha256" }
        guard cdr.channels.count <= 64 else { return "channels" }
        for (name, spans) in [("holds", cdr.holds), ("pauses", cdr.pauses)] where !isSound(spans) { return name }
        guard cdr.channels.allSatisfy({ isSound($0.gaps) }) else { return "channels.gaps" }
        guard isSound((cdr.stays ?? []).map(\.span)) else { return "stays" }
        let digits = "0123456789*#ABCD"
        let areKeys = cdr.keyed.allSatisfy { $0.digit.count == 1 && digits.contains($0.digit) }
        return areKeys && cdr.keyed.count <= mostSpans ? nil : "keyed"
    }

    private static func isSound(_ spans: [TimeSpan]) -> Bool {
        guard spans.count <= mostSpans else { return false }
        return spans.allSatisfy { $0.start >= .zero && $0.end >= $0.start && $0.end.count <= longest }
    }

    private static func isSHA256(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { $0.isDigit || (0x61...0x66).contains($0) }
    }
}
