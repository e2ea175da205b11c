package import Calls
import GRDB

extension Archive {
    /// Enters that somebody approves a plan, by its hash; the first time counts.
    package func approve(_ plan: String, by actor: String, at time: UTCTime, events: [PendingEvent]) throws {
        try database.write { db in
            try db.execute(
                sql: "INSERT OR IGNORE INTO approval VALUES (?, ?, ?)",
                arguments: [plan, actor, time.milliseconds]
            )
            try db.insert(events: events)
        }
    }

    /// Who has approved a plan, in the order of their names.
    package func approvers(of plan: String) throws -> [String] {
        try database.read { db in
            try String.fetchAll(
                db,
                sql: "SELECT actor FROM approval WHERE plan_sha256 = ? ORDER BY actor",
                arguments: [plan]
            )
        }
    }
}
