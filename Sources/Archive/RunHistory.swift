package import Calls
import GRDB

/// One night that found something to do.
package struct RunRecord: Hashable, Sendable {
    package enum Outcome: String, Sendable {
        case done
        /// Some files could not be used.
        case partly
        /// It was killed, or failed; the next run finished its work.
        case cutOff = "cut_off"
    }

    package struct Stage: Hashable, Sendable {
        package var name: String
        package var length: Milliseconds

        package init(_ name: String, _ length: Milliseconds) {
            self.name = name
            self.length = length
        }
    }

    package var id: Int
    package var started: UTCTime
    /// Nil while it runs, and for one that was cut off and not yet followed.
    package var ended: UTCTime?
    /// Nil in archives of a release that did not keep it.
    package var outcome: Outcome?
    /// Calls that entered the archive or changed there.
    package var committed: Int
    /// Things that could not be used.
    package var mishaps: Int
    package var rowsRead: Int?
    package var rowsRejected: Int?
    package var destroyed: Int?
    /// In the order in which they were done.
    package var stages: [Stage] = []
}

/// What is known of a run when it ends.
package struct RunEnding: Sendable {
    package var time: UTCTime
    package var mishaps: Int
    package var rowsRead: Int
    package var rowsRejected: Int
    package var destroyed: Int
    package var stages: [RunRecord.Stage]

    package init(
        time: UTCTime,
        mishaps: Int,
        rowsRead: Int = 0,
        rowsRejected: Int = 0,
        destroyed: Int = 0,
        stages: [RunRecord.Stage] = []
    ) {
        self.time = time
        self.mishaps = mishaps
        self.rowsRead = rowsRead
        self.rowsRejected = rowsRejected
        self.destroyed = destroyed
        self.stages = stages
    }
}

/// What became of each run and how long its parts took.
enum RunHistory {
    static let migration = "run history"

    static let tables = """
        ALTER TABLE run ADD COLUMN outcome TEXT CHECK (outcome IN ('done', 'partly', 'cut_off'));
        ALTER TABLE run ADD COLUMN rows_read INTEGER;
        ALTER TABLE run ADD COLUMN rows_rejected INTEGER;
        ALTER TABLE run ADD COLUMN destroyed INTEGER;
        CREATE TABLE run_stage (
            run INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
            n INTEGER NOT NULL,
            stage TEXT NOT NULL,
            milliseconds INTEGER NOT NULL,
            PRIMARY KEY (run, n)
        ) STRICT, WITHOUT ROWID;
        """
}

extension Archive {
    /// Ends a run and with it those before it that were cut off: it has finished their work.
    package func endRun(_ run: RunID, _ ending: RunEnding) throws {
        let outcome = ending.mishaps == 0 ? RunRecord.Outcome.done : .partly
        try database.write { db in
            try db.execute(
                sql: """
                    UPDATE run SET ended = ?, outcome = ?, failed = ?, rows_read = ?, rows_rejected = ?, destroyed = ?
                    WHERE id = ?
                    """,
                arguments: [
                    ending.time.milliseconds, outcome.rawValue, ending.mishaps, ending.rowsRead, ending.rowsRejected,
                    ending.destroyed, run.number,
                ]
            )
            for (n, stage) in ending.stages.enumerated() {
                try db.execute(
                    sql: "INSERT INTO run_stage (run, n, stage, milliseconds) VALUES (?, ?, ?, ?)",
                    arguments: [run.number, n, stage.name, stage.length.count]
                )
            }
            try db.execute(
                sql: "UPDATE run SET ended = ?, outcome = ? WHERE id < ? AND ended IS NULL",
                arguments: [ending.time.milliseconds, RunRecord.Outcome.cutOff.rawValue, run.number]
            )
        }
    }

    /// The last runs, the newest first.
    package func runs(last count: Int) throws -> [RunRecord] {
        try database.read { db in
            let rows = try Row.fetchAll(db, sql: "SELECT * FROM run ORDER BY id DESC LIMIT ?", arguments: [count])
            return try rows.map { row in
                let id: Int = row["id"]
                let outcome: String? = row["outcome"]
                let ended: Int? = row["ended"]
                let stages = try Row.fetchAll(
                    db,
                    sql: "SELECT stage, milliseconds FROM run_stage WHERE run = ? ORDER BY n",
                    arguments: [id]
                )
                return RunRecord(
                    id: id,
                    started: UTCTime(milliseconds: row["started"]),
                    ended: ended.map { UTCTime(milliseconds: $0) },
                    outcome: outcome.flatMap(RunRecord.Outcome.init),
                    committed: row["committed"],
                    mishaps: row["failed"],
                    rowsRead: row["rows_read"],
                    rowsRejected: row["rows_rejected"],
                    destroyed: row["destroyed"],
                    stages: stages.map { .init($0["stage"], Milliseconds($0["milliseconds"])) }
                )
            }
        }
    }
}
