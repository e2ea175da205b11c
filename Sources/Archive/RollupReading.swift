package import Calls
import GRDB

/// What became of the files that a stretch of time's calls came from.
package struct SourceCounts: Hashable, Sendable {
    package var filesRead: Int
    package var filesQuarantined: Int
    package var rowsRead: Int
    package var rowsRejected: Int
    package var orphanRecordings: Int
}

extension Archive {
    /// Quarantined files belong to no call and are counted always.
    package func sourceCounts(in times: Range<UTCTime>) throws -> SourceCounts {
        try database.read { db in
            let bounds: StatementArguments = [times.lowerBound.milliseconds, times.upperBound.milliseconds]
            let used = """
                SELECT DISTINCT source.sha256, source.rows FROM rollup_source JOIN source ON sha256 = rollup_source.source
                WHERE day >= ? AND day < ? AND state = 'sealed'
                """
            func count(_ sql: String, _ arguments: StatementArguments = bounds) throws -> Int {
                try Int.fetchOne(db, sql: sql, arguments: arguments) ?? 0
            }
            func sum(_ kind: String) throws -> Int {
                try count("SELECT sum(n) FROM rollup_source WHERE day >= ? AND day < ? AND kind = '\(kind)'")
            }
            return SourceCounts(
                filesRead: try count("SELECT count(*) FROM (\(used))") + sum("beside"),
                filesQuarantined: try count("SELECT count(*) FROM source WHERE state = 'quarantined'", []),
                rowsRead: try count("SELECT sum(rows) FROM (\(used))"),
                rowsRejected: try count(
                    "SELECT count(*) FROM rejection WHERE source IN (SELECT sha256 FROM (\(used)))"
                ),
                orphanRecordings: try sum("orphan")
            )
        }
    }

    /// The calls of a stretch of time to listen to first, at most `limit`; of each day at most a hundred.
    package func worstCalls(in times: Range<UTCTime>, limit: Int) throws -> [CallOutcome] {
        try database.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT call.* FROM rollup_worst AS worst JOIN call ON call.id = worst.call
                    WHERE day >= ? AND day < ?
                    ORDER BY worst.score, gravity DESC, worst.dead_air DESC, worst.start, call.id LIMIT ?
                    """,
                arguments: [times.lowerBound.milliseconds, times.upperBound.milliseconds, limit]
            )
            return try rows.map { try db.outcome($0) }
        }
    }

    /// The first calls of a stretch of time for which an expression over a row of `table` is not zero.
    package func examples(_ sql: String, of table: String, in times: Range<UTCTime>, limit: Int) throws -> [CallID] {
        try database.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT call FROM \(table) WHERE start >= ? AND start < ? AND (\(sql)) <> 0
                    ORDER BY start, call LIMIT ?
                    """,
                arguments: [times.lowerBound.milliseconds, times.upperBound.milliseconds, limit]
            )
            .compactMap { CallID($0) }
        }
    }

    /// The first moment of a stretch of time at which most calls were connected to a human, and those calls.
    package func busiest(in times: Range<UTCTime>) throws -> (at: UTCTime, calls: [CallID])? {
        try database.read { db in
            let connected = """
                handled = 1 AND answered IS NOT NULL AND ended > :start AND start >= :start - 86400000 AND start < :end
                """
            let bounds = ["start": times.lowerBound.milliseconds, "end": times.upperBound.milliseconds]
            let moment = try Int.fetchOne(
                db,
                sql: """
                    WITH talk AS (SELECT answered, ended FROM fact WHERE \(connected)),
                    step(t, x) AS (SELECT answered, 1 FROM talk UNION ALL SELECT ended, -1 FROM talk
                    UNION ALL SELECT :start, 0),
                    level AS (SELECT t, sum(x) OVER (ORDER BY t, x ROWS UNBOUNDED PRECEDING) AS c FROM step)
                    SELECT t FROM level WHERE t >= :start AND t < :end AND c > 0 ORDER BY c DESC, t LIMIT 1
                    """,
                arguments: StatementArguments(bounds)
            )
            guard let moment else { return nil }
            let ids = try String.fetchAll(
                db,
                sql: """
                    SELECT call FROM fact WHERE \(connected) AND answered <= :moment AND ended > :moment
                    ORDER BY start, call
                    """,
                arguments: StatementArguments(bounds.merging(["moment": moment]) { $1 })
            )
            return (UTCTime(milliseconds: moment), ids.compactMap { CallID($0) })
        }
    }

    /// The number that a SELECT gives; NULL is nil.
    package func number(_ sql: String) throws -> Double? {
        try database.read { try Double.fetchOne($0, sql: sql) }
    }

    /// When the latest call of a stretch of time started.
    package func lastStart(in times: Range<UTCTime>) throws -> UTCTime? {
        try database.read { db in
            try Int.fetchOne(
                db,
                sql: "SELECT max(start) FROM call WHERE start >= ? AND start < ?",
                arguments: [times.lowerBound.milliseconds, times.upperBound.milliseconds]
            )
            .map { UTCTime(milliseconds: $0) }
        }
    }
}
