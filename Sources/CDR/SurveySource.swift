import Calls

/// Where the answers stand in a survey's CSV export.
package struct SurveyLayout: Hashable, Sendable {
    let delimiter: UInt8
    let columnCount: Int
    let call: Int
    let callName: String
    let csat: Int?
    let nps: Int?
    let ces: Int?

    private static let callNames = ["call", "call_id", "callid", "call id", "linkedid", "uniqueid"]

    /// Nil where the header has no call id, or none of `csat`, `nps` and `ces`.
    init?(header: CSVRecord, in bytes: [UInt8], delimiter: UInt8) {
        let columns = HeaderColumns(header, in: bytes)
        let found = Self.callNames.lazy.compactMap { name in columns[name].map { (name, $0) } }.first
        guard let (callName, call) = found else { return nil }
        csat = columns["csat"]
        nps = columns["nps"]
        ces = columns["ces"]
        guard csat != nil || nps != nil || ces != nil else { return nil }
        self.delimiter = delimiter
        self.call = call
        self.callName = callName
        columnCount = columns.count
    }
}

/// Reads a survey's CSV export: a call id and its answers a row.
struct SurveySource: RowSource {
    private let file: CDRFile
    private let layout: SurveyLayout
    private var cursor: RecordCursor

    init(_ file: CDRFile, layout: SurveyLayout) {
        self.file = file
        self.layout = layout
        cursor = RecordCursor(RecordStream(file, delimiter: layout.delimiter), headerRecords: 1)
    }

    var line: Int { cursor.line }

    mutating func advance() throws(CDRError) -> Bool { try cursor.advance() }

    mutating func rewind() { cursor.rewind() }

    mutating func row() -> RowResult {
        let source = file.source(line: line)
        return cursor.row { (record, bytes) throws(RowFault) in
            guard record.count == layout.columnCount else {
                throw .columns(record.count, expected: layout.columnCount)
            }
            let call = record.text(layout.call, in: bytes).trimming(where: \.isWhitespace)
            guard !call.isEmpty else { throw .empty(layout.callName) }
            let csat = try answer(record, bytes, layout.csat, "csat", 1...5)
            let nps = try answer(record, bytes, layout.nps, "nps", 0...10)
            let ces = try answer(record, bytes, layout.ces, "ces", 1...7)
            // A row without answers is an invitation that was not taken up.
            guard let survey = Survey(csat: csat, nps: nps, ces: ces) else { return nil }
            return .survey(SurveyRow(source: source, call: String(call), survey: survey))
        }
    }

    private func answer(
        _ record: CSVRecord,
        _ bytes: [UInt8],
        _ place: Int?,
        _ column: String,
        _ scale: ClosedRange<Int>
    ) throws(RowFault) -> Int? {
        guard let place else { return nil }
        return try record.answer(place, in: bytes, column: column, scale: scale)
    }
}

extension CSVRecord {
    /// A survey's answer; nil where the field is empty.
    func answer(
        _ place: Int,
        in bytes: [UInt8],
        column: String,
        scale: ClosedRange<Int>
    ) throws(RowFault) -> Int? {
        let field = raw(place, in: bytes).trimmed
        guard !field.isEmpty else { return nil }
        guard let value = field.number, scale.contains(value) else { throw .notOnScale(column, scale) }
        return value
    }
}
