import GRDB

/// An audit event that waits in the archive until it stands in the audit log.
///
/// It is committed with the rows it speaks of, so that no crash can leave the one without the other. `id` goes into the
/// log with it, which shows an event that was already appended when a crash kept it from being removed here.
package struct PendingEvent: Hashable, Sendable {
    /// Given by the archive; zero before that.
    package var id: Int64 = 0
    /// UTC milliseconds.
    package var time: Int
    package var act: String
    /// Call id or file hash.
    package var object: String
    /// Never personal data.
    package var details: [String: String]

    package init(time: Int, act: String, object: String, details: [String: String] = [:]) {
        self.time = time
        self.act = act
        self.object = object
        self.details = details
    }
}

extension Archive {
    /// The times of the pending events, the last included; nil where there is none.
    package func pendingTimes() throws -> ClosedRange<Int>? {
        try database.read { db in
            guard let row = try Row.fetchOne(db, sql: "SELECT min(time), max(time) FROM pending_event"),
                let first: Int = row[0], let last: Int = row[1]
            else { return nil }
            return first...last
        }
    }

    /// The first events in the order in which they were committed, at most `limit`.
    package func pendingEvents(limit: Int = .max) throws -> [PendingEvent] {
        try database.read { db in
            let sql = "SELECT * FROM pending_event ORDER BY id LIMIT ?"
            return try Row.fetchAll(db, sql: sql, arguments: [limit]).map { row in
                var event = PendingEvent(
                    time: row["time"],
                    act: row["act"],
                    object: row["object"],
                    details: try JSONColumn.value(row["details"], table: "pending_event", column: "details")
                )
                event.id = row["id"]
                return event
            }
        }
    }

    /// Makes an event pending that has no rows to go with.
    package func add(_ event: PendingEvent) throws {
        try database.write { try $0.insert(events: [event]) }
    }

    /// Forgets the events up to and including `id`, once they stand in the audit log.
    package func removePendingEvents(through id: Int64) throws {
        try database.write { try $0.execute(sql: "DELETE FROM pending_event WHERE id <= ?", arguments: [id]) }
    }
}

extension Database {
    func insert(events: [PendingEvent]) throws {
        for event in events {
            try execute(
                sql: "INSERT INTO pending_event (time, act, object, details) VALUES (?, ?, ?, ?)",
                arguments: [event.time, event.act, event.object, try JSONColumn.text(event.details)]
            )
        }
    }
}
