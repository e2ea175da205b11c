package import Calls
import GRDB

/// One night's run.
package struct RunID: Hashable, Sendable {
    package let number: Int64
}

/// What became of a file that came in.
package struct SourceRecord: Hashable, Sendable {
    package enum State: String, Sendable, Codable { case sealed, quarantined }

    /// SHA-256 of the file as it came, lower-case hex.
    package var sha256: String
    /// Its name with personal data masked.
    package var name: String
    /// `recording`, `cdr`, `transcript`, `survey` or `unknown`.
    package var kind: String
    package var bytes: Int
    package var rows: Int
    package var state: State
    /// Where its sealed copy lies, below the workspace.
    package var path: String
    /// Why it is in quarantine, and what to do about it.
    package var reason: String?
    package var mend: String?

    package init(
        sha256: String,
        name: String,
        kind: String,
        bytes: Int,
        rows: Int = 0,
        state: State,
        path: String,
        reason: String? = nil,
        mend: String? = nil
    ) {
        self.sha256 = sha256
        self.name = name
        self.kind = kind
        self.bytes = bytes
        self.rows = rows
        self.state = state
        self.path = path
        self.reason = reason
        self.mend = mend
    }
}

/// A row of a source that could not be used.
package struct RejectedRow: Hashable, Sendable, Codable {
    package var source: String
    package var line: Int
    package var reason: String
    package var mend: String

    package init(source: String, line: Int, reason: String, mend: String) {
        self.source = source
        self.line = line
        self.reason = reason
        self.mend = mend
    }
}

extension Archive {
    package func beginRun(at time: Int) throws -> RunID {
        try database.write { db in
            try db.execute(sql: "INSERT INTO run (started) VALUES (?)", arguments: [time])
            return RunID(number: db.lastInsertedRowID)
        }
    }

    /// Starts of the calls that runs changed which were then cut off; nil where no run was.
    package func cutOff() throws -> Set<UTCTime>? {
        try database.read { db in
            guard try Bool.fetchOne(db, sql: "SELECT 1 FROM run WHERE ended IS NULL") != nil else { return nil }
            let starts = try Int.fetchAll(
                db,
                sql: "SELECT start FROM call WHERE run IN (SELECT id FROM run WHERE ended IS NULL)"
            )
            return Set(starts.map { UTCTime(milliseconds: $0) })
        }
    }

    package func source(_ sha256: String) throws -> SourceRecord? {
        try database.read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM source WHERE sha256 = ?", arguments: [sha256]).map(Self.source)
        }
    }

    package func sources() throws -> [SourceRecord] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM source ORDER BY name, sha256").map(Self.source)
        }
    }

    package func rejectedRows() throws -> [RejectedRow] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM rejection ORDER BY source, line").map {
                RejectedRow(source: $0["source"], line: $0["line"], reason: $0["reason"], mend: $0["mend"])
            }
        }
    }

    /// Enters a file that is sealed, or in quarantine, with the rows of it that were refused.
    ///
    /// Of files with the same content, whichever comes first, the first name by order stays.
    package func commit(
        _ source: SourceRecord,
        rejected: [RejectedRow],
        events: [PendingEvent],
        run: RunID
    ) throws {
        try database.write { db in
            let twin = "FROM source WHERE sha256 = ? AND state = ? AND name < ?"
            let arguments: StatementArguments = [source.sha256, source.state.rawValue, source.name]
            let name = try String.fetchOne(db, sql: "SELECT name \(twin)", arguments: arguments) ?? source.name
            try db.execute(sql: "DELETE FROM source WHERE sha256 = ?", arguments: [source.sha256])
            try db.insert(
                into: "source",
                [
                    source.sha256, name, source.kind, source.bytes, source.rows, source.state.rawValue,
                    source.path, source.reason, source.mend, run.number,
                ]
            )
            for row in rejected {
                try db.execute(
                    sql: "INSERT OR REPLACE INTO rejection VALUES (?, ?, ?, ?)",
                    arguments: [row.source, row.line, row.reason, row.mend]
                )
            }
            try db.insert(events: events)
        }
    }

    static func source(_ row: Row) throws -> SourceRecord {
        guard let state = SourceRecord.State(rawValue: row["state"]) else {
            throw ArchiveError.damaged(table: "source", column: "state")
        }
        return SourceRecord(
            sha256: row["sha256"],
            name: row["name"],
            kind: row["kind"],
            bytes: row["bytes"],
            rows: row["rows"],
            state: state,
            path: row["path"],
            reason: row["reason"],
            mend: row["mend"]
        )
    }
}
