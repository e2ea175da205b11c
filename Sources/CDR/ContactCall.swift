import Calls

/// Makes one call of the contact rows that share its name.
///
/// One row is taken as it stands. Of several, each is one agent's part: talk, hold and ACW add up where every answered row
/// has them, the wait is the first answered row's, queue and agent are the last answered row's, and each further answered
/// row is a transfer. Of two rows about the same part the newer counts. A row about the other end of a conversation adds
/// what the first end does not say, and is a part of its own where that is missing.
struct ContactCall {
    /// All, for the sources.
    private let all: [ContactRow]
    private let rows: [ContactRow]
    private let peers: [ContactRow]
    private let answered: [ContactRow]

    /// `rows` are in order and not empty.
    init(_ rows: [ContactRow], settings: CDRSettings) {
        all = rows
        let newest = Self.newest(rows)
        let own = newest.filter { !$0.isPeer }
        self.rows = own.isEmpty ? newest : own
        peers = own.isEmpty ? [] : newest.filter(\.isPeer)
        answered = self.rows.filter { $0.outcome == .answered }
    }

    private static func newest(_ rows: [ContactRow]) -> [ContactRow] {
        var best: [String: ContactRow] = [:]
        for row in rows {
            guard let part = row.part else { continue }
            if let known = best[part], known.revision > row.revision { continue }
            best[part] = row
        }
        return best.isEmpty ? rows : rows.filter { row in row.part.map { best[$0] == row } ?? true }
    }

    var call: Call {
        let first = rows[0]
        let last = answered.last ?? rows[rows.count - 1]
        let everyone = rows + peers
        return Call(
            id: CallID(prefix: first.idPrefix, key: first.call),
            start: first.start,
            answered: answered.lazy.compactMap(\.answered).min(),
            end: rows.compactMap(\.end).max(),
            direction: rows.lazy.compactMap(\.direction).first ?? .inbound,
            channel: first.channel,
            outcome: last.outcome,
            customer: rows.lazy.compactMap(\.customer).first,
            dialled: rows.lazy.compactMap(\.dialled).first,
            queue: last.queue ?? rows.compactMap(\.queue).last,
            campaign: rows.lazy.compactMap(\.campaign).first,
            agent: last.agent ?? peers.last { $0.outcome == .answered }?.agent,
            wait: (answered.first ?? first).wait ?? rows.lazy.compactMap(\.wait).first,
            handle: HandleTime(talk: sum(\.talk), hold: sum(\.hold), acw: sum(\.acw)),
            hungUpBy: rows[rows.count - 1].hungUpBy ?? peers.lazy.compactMap(\.hungUpBy).last,
            transfers: max(0, answered.count - 1) + rows.reduce(0) { $0 + $1.transfers },
            survey: rows.lazy.compactMap(\.survey).last,
            recording: everyone.lazy.compactMap(\.recording).first.map { RecordingReference(fileName: $0) },
            written: written,
            legs: rows.indices.flatMap { index in
                // Whoever comes before the first agent, such as a menu, hands on nothing.
                legs(of: rows[index], isFirst: !rows[..<index].contains { $0.agent != nil || $0.outcome == .answered })
            },
            sources: all.sources,
            switchKey: Hash64.key(first.call)
        )
    }

    /// What was written in all parts.
    private var written: Conversation? {
        let parts = rows.compactMap(\.written)
        guard var whole = parts.first else { return nil }
        whole.messages = parts.flatMap(\.messages)
        return whole
    }

    /// Nil where one of the parts is unknown.
    private func sum(_ part: (HandleTime) -> Milliseconds?) -> Milliseconds? {
        let parts = answered.compactMap { part($0.handle) }
        return parts.isEmpty || parts.count < answered.count ? nil : parts.reduce(.zero, +)
    }

    private func legs(of row: ContactRow, isFirst: Bool) -> [Leg] {
        var legs: [Leg] = []
        let queued = row.queued ?? row.start
        if queued > row.start { legs.append(Leg(kind: .ivr, start: row.start, answered: row.start, end: queued)) }
        if let queue = row.queue {
            let end = row.answered ?? row.end
            legs.append(Leg(kind: .queue, name: queue, start: queued, answered: row.answered, end: end))
        }
        if row.agent != nil || row.outcome == .answered {
            let kind: Leg.Kind = isFirst ? .agent : .transfer
            legs.append(Leg(kind: kind, name: row.agent, start: row.start, answered: row.answered, end: row.end))
        } else if row.outcome == .contained, legs.isEmpty {
            legs.append(Leg(kind: .ivr, name: row.menu, start: row.start, answered: row.answered, end: row.end))
        }
        return legs
    }
}
