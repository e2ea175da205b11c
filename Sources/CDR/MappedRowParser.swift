import Calls

/// Turns one record into a `ContactRow`.
struct MappedRowParser {
    let mapping: CDRMapping
    let record: CSVRecord
    let columns: HeaderColumns
    let bytes: [UInt8]

    init(mapping: CDRMapping, record: CSVRecord, columns: HeaderColumns, bytes: [UInt8]) {
        self.mapping = mapping
        self.record = record
        self.columns = columns
        self.bytes = bytes
    }

    func row(from source: SourceLine, zone: inout ZoneOffsets) throws(RowFault) -> ContactRow {
        guard let part = text(.call) else { throw .empty(column(.call)) }
        let parent = text(.parent)
        let call = parent ?? part
        guard let start = try time(.start, &zone) else { throw .empty(column(.start)) }
        let answered = try time(.answered, &zone)
        let duration = try length(.duration)
        let end = try time(.end, &zone) ?? duration.map { start + $0 }
        try checkOrder(start, answered, end)
        let wait = try length(.wait)
        let talk = try length(.talk)
        let outcome = try outcome(isAnswered: answered != nil || (talk ?? .zero) > .zero)
        var row = ContactRow(source: source, idPrefix: mapping.idPrefix, call: call, start: start, outcome: outcome)
        row.end = end
        if mapping.columns[.parent] != nil { (row.part, row.isPeer) = (part, parent != nil) }
        row.direction = try word(.direction, mapping.directions)
        row.dialled = text(.dialled)
        row.queue = text(.queue)
        row.agent = text(.agent)
        row.campaign = text(.campaign)
        row.recording = text(.recording).flatMap { FileName.last(of: $0) }
        row.survey = try survey()
        let party = Party(role: .customer, number: text(.customerNumber), name: text(.customerName))
        if party.number != nil || party.name != nil { row.customer = party }
        row.handle = HandleTime(talk: talk, hold: try length(.hold), acw: try length(.acw))
        row.wait = wait
        if outcome == .answered { complete(&row, answered: answered) }
        if let kind = try word(.kind, mapping.kinds) { limit(&row, to: kind, waitEnd: try time(.waitEnd, &zone)) }
        return row
    }

    /// Leaves of a row what can be true of a stay in a menu, a wait in a queue or an agent's part.
    private func limit(_ row: inout ContactRow, to kind: Leg.Kind, waitEnd: UTCTime?) {
        if kind == .agent || kind == .transfer {
            (row.queue, row.wait) = (nil, nil)
            return
        }
        (row.agent, row.answered, row.handle) = (nil, nil, HandleTime())
        if kind == .queue {
            row.outcome = .abandoned
            row.end = waitEnd ?? row.end
            row.wait = row.wait ?? waitEnd.map { max(.zero, $0 - row.start) }
        } else {
            (row.outcome, row.queue, row.wait) = (.contained, nil, nil)
            row.menu = text(.menu)
        }
    }

    /// Fills in what an answered row does not say but other columns imply.
    private func complete(_ row: inout ContactRow, answered: UTCTime?) {
        row.answered = answered ?? row.wait.map { row.start + $0 }
        guard let answered = row.answered else { return }
        if row.wait == nil, row.queue != nil { row.wait = answered - row.start }
        guard row.handle.talk == nil, let end = row.end else { return }
        row.handle.talk = max(.zero, (end - answered) - (row.handle.hold ?? .zero))
    }

    private func checkOrder(_ start: UTCTime, _ answered: UTCTime?, _ end: UTCTime?) throws(RowFault) {
        let second = Milliseconds(1000)
        if let answered, answered + second < start { throw .before(column(.answered), column(.start)) }
        if let end, end + second < start { throw .before(column(.end), column(.start)) }
        if let answered, let end, end + second < answered { throw .before(column(.end), column(.answered)) }
    }

    private func outcome(isAnswered: Bool) throws(RowFault) -> Outcome {
        if let outcome = try word(.outcome, mapping.outcomes) { return outcome }
        if isAnswered { return .answered }
        return text(.queue) == nil ? .noAnswer : .abandoned
    }

    private func survey() throws(RowFault) -> Survey? {
        let csat = try answer(.csat, 1...5)
        return Survey(csat: csat, nps: try answer(.nps, 0...10), ces: try answer(.ces, 1...7))
    }

    private func answer(_ field: CDRMapping.Field, _ scale: ClosedRange<Int>) throws(RowFault) -> Int? {
        guard let place = place(field) else { return nil }
        return try record.answer(place, in: bytes, column: column(field), scale: scale)
    }

    // MARK: Fields

    private func column(_ field: CDRMapping.Field) -> String { mapping.columns[field] ?? field.rawValue }

    private func place(_ field: CDRMapping.Field) -> Int? { mapping.columns[field].flatMap { columns[$0] } }

    private func raw(_ field: CDRMapping.Field) -> ArraySlice<UInt8> {
        place(field).map { record.raw($0, in: bytes).trimmed } ?? []
    }

    /// Nil where there is no such column or nothing in it.
    private func text(_ field: CDRMapping.Field) -> String? {
        guard let place = place(field) else { return nil }
        let trimmed = record.text(place, in: bytes).trimming(where: \.isWhitespace)
        return trimmed.isEmpty ? nil : String(trimmed)
    }

    private func word<Value>(
        _ field: CDRMapping.Field,
        _ values: [String: Value]
    ) throws(RowFault) -> Value? {
        guard !values.isEmpty, let text = text(field) else { return nil }
        guard let value = values[text] else {
            throw .notOneOf(column(field), "the words that the mapping '\(mapping.name)' lists")
        }
        return value
    }

    private func time(_ field: CDRMapping.Field, _ zone: inout ZoneOffsets) throws(RowFault) -> UTCTime? {
        let bytes = raw(field)
        guard !bytes.isEmpty else { return nil }
        switch mapping.timeFormat.read(bytes) {
        case .utc(let time) where time.isPlausible: return time
        case .local(let time): return zone.instant(ofLocal: time.asUTC)
        default: throw .notATime(column(field), mapping.timeFormat.description)
        }
    }

    private func length(_ field: CDRMapping.Field) throws(RowFault) -> Milliseconds? {
        let bytes = raw(field)
        guard !bytes.isEmpty else { return nil }
        guard let length = mapping.durationUnit.read(bytes) else {
            throw .notALength(column(field), mapping.durationUnit.description)
        }
        return length
    }
}
