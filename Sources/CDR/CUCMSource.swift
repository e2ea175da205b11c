import Calls

/// Reads the CDRs of Cisco Unified Communications Manager: a line of names, a line of types, then a row for each pair of ends.
///
/// All rows of a call share the ids of its cluster, its manager and the call; times are UTC seconds, 0 where there is none.
struct CUCMSource: RowSource {
    private let file: CDRFile
    private let sides: CallSides
    private var cursor: RecordCursor
    private var columns: HeaderColumns?

    init(_ file: CDRFile, settings: CDRSettings) {
        self.file = file
        sides = CallSides(settings)
        cursor = RecordCursor(RecordStream(file), headerRecords: 0)
    }

    var line: Int { cursor.line }

    static func isHeader(_ record: CSVRecord, in bytes: [UInt8]) -> Bool {
        let columns = HeaderColumns(record, in: bytes)
        let needed = ["globalCallID_callManagerId", "globalCallID_callId", "dateTimeOrigination", "dateTimeConnect"]
        return needed.allSatisfy { columns[$0] != nil }
    }

    mutating func advance() throws(CDRError) -> Bool {
        guard try cursor.advance() else { return false }
        guard columns == nil, cursor.fault == nil else { return true }
        columns = HeaderColumns(cursor.record, in: cursor.bytes)
        return try cursor.advance()
    }

    mutating func rewind() {
        cursor.rewind()
        columns = nil
    }

    mutating func row() -> RowResult {
        guard let columns else { return cursor.row { _, _ in nil } }
        let source = file.source(line: line)
        return cursor.row { (record, bytes) throws(RowFault) in
            let reader = CUCMRow(record: record, bytes: bytes, columns: columns)
            return try reader.contact(source, sides).map { .contact($0) }
        }
    }
}

private struct CUCMRow {
    let record: CSVRecord
    let bytes: [UInt8]
    let columns: HeaderColumns

    /// Nil for the line of types.
    func contact(_ source: SourceLine, _ sides: CallSides) throws(RowFault) -> ContactRow? {
        if text("dateTimeOrigination") == "INTEGER" { return nil }
        guard record.count == columns.count else { throw .columns(record.count, expected: columns.count) }
        guard let manager = text("globalCallID_callManagerId") else { throw .empty("globalCallID_callManagerId") }
        guard let id = text("globalCallID_callId") else { throw .empty("globalCallID_callId") }
        guard let start = try time("dateTimeOrigination") else { throw .empty("dateTimeOrigination") }
        let answered = try time("dateTimeConnect")
        let end = try time("dateTimeDisconnect")
        if let end, end < start { throw .before("dateTimeDisconnect", "dateTimeOrigination") }
        let cluster = text("globalCallId_ClusterID").map { "\($0)-" } ?? ""
        let outcome: Outcome = answered == nil ? unanswered : .answered
        let call = "\(cluster)\(manager)-\(id)"
        var row = ContactRow(source: source, idPrefix: "ucm-", call: call, start: start, outcome: outcome)
        row.part = text("pkid")
        row.answered = answered
        row.end = end
        row.queue = text("huntPilotDN")
        setParties(&row, sides)
        if let answered {
            row.wait = row.direction == .outbound ? nil : max(.zero, answered - start)
            row.handle.talk = end.map { max(.zero, $0 - answered) }
        } else if row.queue != nil, row.direction != .outbound {
            row.outcome = .abandoned
            let waited = text("totalWaitTimeInQueue").flatMap { Int($0) } ?? 0
            row.wait = (1...31 * 86_400).contains(waited) ? Milliseconds(waited * 1000) : end.map { $0 - start }
        }
        return row
    }

    private func setParties(_ row: inout ContactRow, _ sides: CallSides) {
        let from = text("callingPartyNumber")
        let to = text("originalCalledPartyNumber") ?? text("finalCalledPartyNumber")
        row.direction = sides.direction(from: from, to: to)
        let isOutbound = row.direction == .outbound
        let inside = isOutbound ? from : text("finalCalledPartyNumber")
        row.customer = Party(role: .customer, number: isOutbound ? to : from)
        row.dialled = isOutbound ? nil : to
        row.agent = isOutbound || row.answered != nil ? inside.flatMap(sides.agent) : nil
        // Whose side gives a cause let go first.
        let causes = (orig: cause("origCause_value"), dest: cause("destCause_value"))
        if causes.orig != 0, causes.dest == 0 {
            row.hungUpBy = isOutbound ? .agent : .customer
        } else if causes.orig == 0, causes.dest != 0, row.answered != nil {
            row.hungUpBy = isOutbound ? .customer : .agent
        }
    }

    /// By the causes of Q.850.
    private var unanswered: Outcome {
        switch max(cause("destCause_value"), cause("origCause_value")) {
        case 17: .busy
        case 0, 16, 18, 19, 31: .noAnswer
        default: .failed
        }
    }

    private func cause(_ name: String) -> Int { text(name).flatMap { Int($0) } ?? 0 }

    private func text(_ name: String) -> String? {
        guard let place = columns[name] else { return nil }
        let text = record.text(place, in: bytes)
        return text.isEmpty ? nil : text
    }

    private func time(_ name: String) throws(RowFault) -> UTCTime? {
        guard let text = text(name), text != "0" else { return nil }
        guard let seconds = Int(text), UTCTime(seconds: seconds).isPlausible else {
            throw .notATime(name, TimeFormat.epochSeconds.description)
        }
        return UTCTime(seconds: seconds)
    }
}
