package import Calls
import GRDB

/// The certificate that stays when a call is destroyed.
package struct Disposal: Hashable, Sendable, Codable {
    package var call: CallID
    package var at: UTCTime
    /// Who approved the plan.
    package var actor: String
    /// The retention rules that settled it.
    package var rules: [String]
    /// SHA-256 of the plan that was applied.
    package var planSHA256: String
    /// The sealed files that were destroyed, with their hashes.
    package var objects: [StoredFile]

    package init(
        call: CallID,
        at: UTCTime,
        actor: String,
        rules: [String],
        planSHA256: String,
        objects: [StoredFile]
    ) {
        self.call = call
        self.at = at
        self.actor = actor
        self.rules = rules
        self.planSHA256 = planSHA256
        self.objects = objects
    }
}

extension Archive {
    /// Replaces all rows of a call by its certificate; its sealed files must be gone already.
    ///
    /// - Returns: the sources that no other call refers to any more, and whose sealed copies may go as well.
    /// - Throws: `ArchiveError.onHold` where a hold covers the call, whatever the plan said.
    package func destroy(_ disposal: Disposal, events: [PendingEvent]) throws -> [SourceRecord] {
        try database.write { db in
            let id = disposal.call.description
            guard let row = try Row.fetchOne(db, sql: "SELECT * FROM call WHERE id = ?", arguments: [id]) else {
                return []
            }
            try db.refuseIfHeld(try db.facts(row))
            let sources = try String.fetchAll(
                db,
                sql: "SELECT DISTINCT source FROM call_source WHERE call = ?",
                arguments: [id]
            )
            try db.execute(sql: "DELETE FROM call WHERE id = ?", arguments: [id])
            try db.execute(
                sql: "INSERT OR REPLACE INTO disposal VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [
                    id, disposal.at.milliseconds, disposal.actor, disposal.rules.joined(separator: " "),
                    disposal.planSHA256, try JSONColumn.text(disposal.objects),
                ]
            )
            try db.insert(events: events)
            return try sources.compactMap { try db.unreferencedSource($0) }
        }
    }

    /// Throws `ArchiveError.onHold` where a hold covers the call.
    package func refuseIfHeld(_ id: CallID) throws {
        try database.read { db in
            guard
                let row = try Row.fetchOne(db, sql: "SELECT * FROM call WHERE id = ?", arguments: [id.description])
            else { throw ArchiveError.noSuchCall }
            try db.refuseIfHeld(try db.facts(row))
        }
    }

    /// Forgets a source whose sealed copy is gone.
    package func remove(source sha256: String) throws {
        try database.write { try $0.execute(sql: "DELETE FROM source WHERE sha256 = ?", arguments: [sha256]) }
    }

    /// Whether the call was here once and was destroyed.
    package func isDestroyed(_ id: CallID) throws -> Bool {
        try database.read { db in
            try Bool.fetchOne(db, sql: "SELECT 1 FROM disposal WHERE call = ?", arguments: [id.description]) ?? false
        }
    }

    package func disposals() throws -> [Disposal] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM disposal ORDER BY at, call").map { row in
                let idText: String = row["call"]
                guard let id = CallID(idText) else { throw ArchiveError.damaged(table: "disposal", column: "call") }
                let rules: String = row["rules"]
                return Disposal(
                    call: id,
                    at: UTCTime(milliseconds: row["at"]),
                    actor: row["actor"],
                    rules: rules.split(separator: " ").map(String.init),
                    planSHA256: row["plan_sha256"],
                    objects: try JSONColumn.value(row["objects"], table: "disposal", column: "objects")
                )
            }
        }
    }
}

extension Database {
    fileprivate func refuseIfHeld(_ call: CallFacts) throws {
        if let hold = try holds().first(where: { $0.isActive && $0.scope.covers(call) }) {
            throw ArchiveError.onHold(matter: hold.matter)
        }
    }

    fileprivate func unreferencedSource(_ sha256: String) throws -> SourceRecord? {
        let isUsed = try Bool.fetchOne(self, sql: "SELECT 1 FROM call_source WHERE source = ?", arguments: [sha256])
        guard isUsed == nil else { return nil }
        return try Row.fetchOne(self, sql: "SELECT * FROM source WHERE sha256 = ?", arguments: [sha256])
            .map(Archive.source)
    }
}
