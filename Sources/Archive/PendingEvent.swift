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
    /// Events in the order in which they were committed.
    package func pendingEvents() throws -> [PendingEvent] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM pending_event ORDER BY id").map { row in
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
