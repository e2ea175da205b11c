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

/// Something that has to go because a call went, and has not gone yet.
package struct UnfinishedDisposal: Hashable, Sendable {
    package enum Kind: String, Sendable {
        /// The sealed copy of a file, by its SHA-256.
        case source
        /// The report of a business day, which quotes its calls.
        case report
    }

    package var kind: Kind
    package var name: String

    package init(kind: Kind, name: String) {
        self.kind = kind
        self.name = name
    }
}

extension Archive {
    /// Replaces all rows of a call by its certificate; its sealed files must be gone already.
    ///
    /// What has to go with it, the sources that no other call refers to and the day's report, is noted in the same
    /// transaction as an `UnfinishedDisposal`.
    ///
    /// - Throws: `ArchiveError.onHold` where a hold covers the call, whatever the plan said.
    package func destroy(_ disposal: Disposal, report: String, events: [PendingEvent]) throws {
        try database.write { db in
            let id = disposal.call.description
            guard let row = try Row.fetchOne(db, sql: "SELECT * FROM call WHERE id = ?", arguments: [id]) else {
                return
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
            for source in try sources.filter({ try db.isUnreferenced($0) }) {
                try db.insert(UnfinishedDisposal(kind: .source, name: source))
            }
            try db.insert(UnfinishedDisposal(kind: .report, name: report))
        }
    }

    /// What destructions that were cut off have still to do.
    package func unfinishedDisposals() throws -> [UnfinishedDisposal] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM unfinished_disposal ORDER BY kind DESC, name").compactMap { row in
                UnfinishedDisposal.Kind(rawValue: row["kind"]).map { UnfinishedDisposal(kind: $0, name: row["name"]) }
            }
        }
    }

    package func finish(_ disposal: UnfinishedDisposal) throws {
        try database.write { db in
            try db.execute(
                sql: "DELETE FROM unfinished_disposal WHERE kind = ? AND name = ?",
                arguments: [disposal.kind.rawValue, disposal.name]
            )
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

    fileprivate func isUnreferenced(_ sha256: String) throws -> Bool {
        try Bool.fetchOne(self, sql: "SELECT 1 FROM call_source WHERE source = ?", arguments: [sha256]) == nil
    }

    fileprivate func insert(_ disposal: UnfinishedDisposal) throws {
        try execute(
            sql: "INSERT OR IGNORE INTO unfinished_disposal VALUES (?, ?)",
            arguments: [disposal.kind.rawValue, disposal.name]
        )
    }
}
