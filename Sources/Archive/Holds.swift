package import Calls
import GRDB

extension Archive {
    /// Enters a hold and gives it its number; the number in `hold` is ignored.
    package func add(_ hold: LegalHold, events: [PendingEvent]) throws -> LegalHold {
        try database.write { db in
            try db.execute(
                sql: "INSERT INTO hold (matter, reason, set_by, set_at, scope) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    hold.matter, hold.reason, hold.setBy, hold.setAt.milliseconds, try JSONColumn.text(hold.scope),
                ]
            )
            var entered = hold
            entered.id = Int(db.lastInsertedRowID)
            try db.insert(events: events)
            return entered
        }
    }

    package func holds() throws -> [LegalHold] {
        try database.read { try $0.holds() }
    }

    package func release(hold id: Int, by name: String, at time: UTCTime, events: [PendingEvent]) throws {
        try database.write { db in
            guard let hold = try db.holds().first(where: { $0.id == id }) else { throw ArchiveError.noSuchHold }
            guard hold.isActive else { throw ArchiveError.holdAlreadyReleased }
            try db.execute(
                sql: "UPDATE hold SET released_by = ?, released_at = ? WHERE id = ?",
                arguments: [name, time.milliseconds, id]
            )
            try db.insert(events: events)
        }
    }
}

extension Database {
    func holds() throws -> [LegalHold] {
        try Row.fetchAll(self, sql: "SELECT * FROM hold ORDER BY id").map { row in
            LegalHold(
                id: row["id"],
                matter: row["matter"],
                reason: row["reason"],
                setBy: row["set_by"],
                setAt: UTCTime(milliseconds: row["set_at"]),
                scope: try JSONColumn.value(row["scope"], table: "hold", column: "scope"),
                releasedBy: row["released_by"],
                releasedAt: (row["released_at"] as Int?).map { UTCTime(milliseconds: $0) }
            )
        }
    }
}
