import Calls

/// Makes one call of the mapped rows that share a call id.
///
/// One row is taken as it stands. Of several, each is one agent's part: talk, hold and ACW add up where every answered row
/// has them, the wait is the first answered row's, queue and agent are the last answered row's, and each further answered
/// row is a transfer.
struct MappedCall {
    private let rows: [MappedRow]
    private let answered: [MappedRow]

    /// `rows` are in order and not empty.
    init(_ rows: [MappedRow], settings: CDRSettings) {
        self.rows = rows
        answered = rows.filter { $0.outcome == .answered }
    }

    var call: Call {
        let first = rows[0]
        let last = answered.last ?? rows[rows.count - 1]
        return Call(
            id: CallID(prefix: first.idPrefix, key: first.call),
            start: first.start,
            answered: answered.lazy.compactMap(\.answered).min(),
            end: rows.compactMap(\.end).max(),
            direction: rows.lazy.compactMap(\.direction).first ?? .inbound,
            outcome: last.outcome,
            customer: rows.lazy.compactMap(\.customer).first,
            dialled: rows.lazy.compactMap(\.dialled).first,
            queue: last.queue ?? rows.compactMap(\.queue).last,
            agent: last.agent,
            wait: (answered.first ?? first).wait,
            handle: HandleTime(talk: sum(\.talk), hold: sum(\.hold), acw: sum(\.acw)),
            transfers: max(0, answered.count - 1),
            survey: rows.lazy.compactMap(\.survey).last,
            recording: rows.lazy.compactMap(\.recording).first.map { RecordingReference(fileName: $0) },
            legs: rows.enumerated().flatMap { legs(of: $1, isFirst: $0 == 0) },
            sources: rows.map(\.source).sorted()
        )
    }

    /// Nil where one of the parts is unknown.
    private func sum(_ part: (HandleTime) -> Milliseconds?) -> Milliseconds? {
        let parts = answered.compactMap { part($0.handle) }
        return parts.isEmpty || parts.count < answered.count ? nil : parts.reduce(.zero, +)
    }

    private func legs(of row: MappedRow, isFirst: Bool) -> [Leg] {
        var legs: [Leg] = []
        if let queue = row.queue {
            let end = row.answered ?? row.end
            legs.append(Leg(kind: .queue, name: queue, start: row.start, answered: row.answered, end: end))
        }
        if row.agent != nil || row.outcome == .answered {
            let kind: Leg.Kind = isFirst ? .agent : .transfer
            legs.append(Leg(kind: kind, name: row.agent, start: row.start, answered: row.answered, end: row.end))
        }
        return legs
    }
}
