import Calls
import Foundation

/// Reads FreeSWITCH's `mod_cdr_csv` in its stock template `example`, of 15 columns: values stand between quotes and are not escaped.
///
/// Stamps are in the switch's own zone, and nothing in the file tells which; stamps without seconds, such as a spreadsheet leaves,
/// are refused. A channel that was answered and has no second channel met with no person.
struct FreeSwitchSource: RowSource {
    private enum Column {
        static let name = 0, from = 1, to = 2, start = 4, answer = 5, end = 6, cause = 9, uuid = 10, other = 11
        static let count = 15
    }

    private let file: CDRFile
    private let sides: CallSides
    private var cursor: RecordCursor
    private var zone: ZoneOffsets

    init(_ file: CDRFile, settings: CDRSettings) throws(CDRError) {
        guard let zone = settings.timeZone ?? settings.siteTimeZone else { throw .zoneUnknown }
        self.file = file
        self.zone = ZoneOffsets(zone)
        sides = CallSides(settings)
        cursor = RecordCursor(RecordStream(file, quoting: .bare), headerRecords: 0)
    }

    var line: Int { cursor.line }

    mutating func advance() throws(CDRError) -> Bool { try cursor.advance() }

    mutating func rewind() { cursor.rewind() }

    mutating func row() -> RowResult {
        let source = file.source(line: line)
        var zone = zone
        let result = cursor.row { (record, bytes) throws(RowFault) in
            .contact(try Self.row(record, bytes, source, sides, &zone))
        }
        self.zone = zone
        return result
    }

    /// True for a record with a UUID and a stamp in their places.
    static func isRecord(_ record: CSVRecord, in bytes: [UInt8]) -> Bool {
        guard record.count == Column.count else { return false }
        let uuid = record.raw(Column.uuid, in: bytes)
        let start = record.raw(Column.start, in: bytes)
        return uuid.count == 36 && uuid.count { $0 == UInt8(ascii: "-") } == 4 && start.first?.isDigit == true
    }

    private static func row(
        _ record: CSVRecord,
        _ bytes: [UInt8],
        _ source: SourceLine,
        _ sides: CallSides,
        _ zone: inout ZoneOffsets
    ) throws(RowFault) -> ContactRow {
        guard record.count == Column.count else { throw .columns(record.count, expected: Column.count) }
        let uuid = record.text(Column.uuid, in: bytes)
        guard !uuid.isEmpty else { throw .empty("uuid") }
        guard let start = try stamp(record, bytes, Column.start, "start_stamp", &zone) else {
            throw .empty("start_stamp")
        }
        let end = try stamp(record, bytes, Column.end, "end_stamp", &zone)
        let answer = try stamp(record, bytes, Column.answer, "answer_stamp", &zone)
        let isJoined = !record.raw(Column.other, in: bytes).isEmpty
        if let end, end < start { throw .before("end_stamp", "start_stamp") }
        let isAnswered = answer != nil && isJoined
        let cause = record.text(Column.cause, in: bytes)
        let outcome: Outcome = isAnswered ? .answered : answer != nil ? .contained : Self.unanswered(cause)
        var row = ContactRow(source: source, idPrefix: "fs-", call: uuid, start: start, outcome: outcome)
        row.part = uuid
        row.revision = end?.milliseconds ?? 0
        row.end = end
        row.answered = answer
        setParties(&row, record, bytes, sides)
        if isAnswered, let answer {
            row.wait = row.direction == .outbound ? nil : answer - start
            row.handle.talk = end.map { $0 - answer }
        }
        return row
    }

    private static func setParties(
        _ row: inout ContactRow,
        _ record: CSVRecord,
        _ bytes: [UInt8],
        _ sides: CallSides
    ) {
        let from = record.text(Column.from, in: bytes)
        let to = record.text(Column.to, in: bytes)
        let name = record.text(Column.name, in: bytes)
        row.direction = sides.direction(from: from, to: to)
        if row.direction == .outbound {
            row.customer = Party(role: .customer, number: to)
            row.agent = sides.agent(from)
        } else {
            row.customer = Party(role: .customer, number: from, name: name.isEmpty || name == from ? nil : name)
            row.dialled = to.isEmpty ? nil : to
            row.agent = row.outcome == .answered ? sides.agent(to).flatMap { $0.isEmpty ? nil : $0 } : nil
        }
    }

    private static func unanswered(_ cause: String) -> Outcome {
        switch cause {
        case "USER_BUSY", "CALL_REJECTED": .busy
        case "NO_ANSWER", "NO_USER_RESPONSE", "ORIGINATOR_CANCEL", "ALLOTTED_TIMEOUT", "NORMAL_CLEARING", "LOSE_RACE":
            .noAnswer
        default: .failed
        }
    }

    private static func stamp(
        _ record: CSVRecord,
        _ bytes: [UInt8],
        _ place: Int,
        _ column: String,
        _ zone: inout ZoneOffsets
    ) throws(RowFault) -> UTCTime? {
        let raw = record.raw(place, in: bytes)
        guard !raw.isEmpty else { return nil }
        guard let time = CivilTime(stamp: raw.span) else { throw .notATime(column, "yyyy-MM-dd HH:mm:ss") }
        return zone.instant(ofLocal: time.asUTC)
    }
}
