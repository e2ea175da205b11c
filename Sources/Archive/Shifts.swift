package import Calls
import GRDB

extension Archive {
    /// Enters what a log of agents' states tells, and makes the shifts of these agents anew; what is known is passed over.
    ///
    /// - Returns: the first and last instants of shifts that came, changed or went.
    @discardableResult
    package func add(_ events: some Sequence<AgentEvent>) throws -> [UTCTime] {
        let byAgent = Dictionary(grouping: events, by: \.agent)
        return try byAgent.sorted { $0.key < $1.key }.flatMap { agent, events in
            try database.write { db in
                try db.insert(events) ? try db.remakeShifts(of: agent) : []
            }
        }
    }

    /// The time that agents were there for calls and that overlaps a stretch of time, by agent and start.
    package func staffed(in times: Range<UTCTime>) throws -> [StaffedTime] {
        try database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT agent, start, ended FROM shift WHERE start > ? AND start < ? AND ended > ?
                    ORDER BY agent, start
                    """,
                arguments: [
                    times.lowerBound.milliseconds - StaffedTime.longest.count, times.upperBound.milliseconds,
                    times.lowerBound.milliseconds,
                ]
            ).map { StaffedTime(agent: $0[0], start: UTCTime(milliseconds: $0[1]), end: UTCTime(milliseconds: $0[2])) }
        }
    }

    /// Forgets agents' states and shifts from before an instant: nothing is left that they would be held against.
    package func forgetShifts(before time: UTCTime) throws {
        try database.write { db in
            try db.execute(sql: "DELETE FROM agent_event WHERE time < ?", arguments: [time.milliseconds])
            try db.execute(sql: "DELETE FROM shift WHERE ended < ?", arguments: [time.milliseconds])
        }
    }
}

extension Database {
    /// False where every event was there already.
    fileprivate func insert(_ events: [AgentEvent]) throws -> Bool {
        let statement = try cachedStatement(sql: "INSERT OR IGNORE INTO agent_event VALUES (?, ?, ?, ?)")
        let before = totalChangesCount
        for event in events {
            try statement.execute(arguments: [
                event.agent, event.time.milliseconds, event.act.rawValue, event.queue ?? "",
            ])
        }
        return totalChangesCount > before
    }

    fileprivate func remakeShifts(of agent: String) throws -> [UTCTime] {
        let events = try Row.fetchAll(
            self,
            sql: "SELECT time, act, queue FROM agent_event WHERE agent = ?",
            arguments: [agent]
        ).map { row in
            guard let act = AgentEvent.Act(rawValue: row[1]) else {
                throw ArchiveError.damaged(table: "agent_event", column: "act")
            }
            let queue: String = row[2]
            let time = UTCTime(milliseconds: row[0])
            return AgentEvent(agent: agent, time: time, act: act, queue: queue.isEmpty ? nil : queue)
        }
        let made = Set(AgentShift.all(of: events).flatMap(\.staffed))
        let known = Set(try staffed(of: agent))
        for gone in known.subtracting(made) {
            try execute(
                sql: "DELETE FROM shift WHERE agent = ? AND start = ?",
                arguments: [agent, gone.start.milliseconds]
            )
        }
        for new in made.subtracting(known) {
            try execute(
                sql: "INSERT INTO shift VALUES (?, ?, ?)",
                arguments: [agent, new.start.milliseconds, new.end.milliseconds]
            )
        }
        let changed = made.symmetricDifference(known)
        for stretch in changed { try markStale(stretch) }
        return changed.flatMap { [$0.start, $0.end + Milliseconds(-1)] }.sorted()
    }

    private func staffed(of agent: String) throws -> [StaffedTime] {
        try Row.fetchAll(self, sql: "SELECT start, ended FROM shift WHERE agent = ?", arguments: [agent])
            .map { StaffedTime(agent: agent, start: UTCTime(milliseconds: $0[0]), end: UTCTime(milliseconds: $0[1])) }
    }

    /// Marks a quarter of an hour of every business day that a stretch touches; a day has 23 hours at least.
    private func markStale(_ stretch: StaffedTime) throws {
        // Who is answered just after midnight may have called the day before.
        let first = stretch.start.milliseconds - 3_600_000
        let last = stretch.end.milliseconds - 1
        for time in Array(stride(from: first, to: last, by: 12 * 3_600_000)) + [last] {
            try execute(sql: "INSERT OR IGNORE INTO stale_slot VALUES (?)", arguments: [time - time % 900_000])
        }
    }
}
