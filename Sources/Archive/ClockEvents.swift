package import Calls
import GRDB

/// Something from which periods of retention count, of a call or of a customer (by pseudonym).
package struct StoredClockEvent: Hashable, Sendable {
    package enum Kind: String, Sendable { case call, customer }

    package var kind: Kind
    package var subject: String
    package var name: String
    package var at: UTCTime

    package init(kind: Kind, subject: String, name: String, at: UTCTime) {
        self.kind = kind
        self.subject = subject
        self.name = name
        self.at = at
    }
}

extension Archive {
    package func add(_ events: [StoredClockEvent], audit: [PendingEvent]) throws {
        try database.write { db in
            for event in events {
                try db.execute(
                    sql: "INSERT OR IGNORE INTO clock_event VALUES (?, ?, ?, ?)",
                    arguments: [event.kind.rawValue, event.subject, event.name, event.at.milliseconds]
                )
            }
            try db.insert(events: audit)
        }
    }

    package func clockEvents() throws -> [StoredClockEvent] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM clock_event ORDER BY kind, subject, name, at").map { row in
                guard let kind = StoredClockEvent.Kind(rawValue: row["kind"]) else {
                    throw ArchiveError.damaged(table: "clock_event", column: "kind")
                }
                return StoredClockEvent(
                    kind: kind,
                    subject: row["subject"],
                    name: row["name"],
                    at: UTCTime(milliseconds: row["at"])
                )
            }
        }
    }
}
