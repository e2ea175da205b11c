package import Calls
import GRDB

extension Archive {
    /// Makes the sums of every business day anew in which a call came, changed or went since they were made.
    ///
    /// Each day is one transaction: a run that is cut off leaves a day either as it was, and marked, or done.
    /// `day` gives the business day that an instant belongs to.
    package func refreshRollups(_ definition: RollupDefinition, day: (UTCTime) -> Range<UTCTime>) throws {
        try database.write { try $0.prepareRollups(definition) }
        let stale = try database.read { db in
            try Int.fetchAll(db, sql: "SELECT slot FROM stale_slot ORDER BY slot").map { UTCTime(milliseconds: $0) }
        }
        let days = Set(stale.map(day)).sorted { $0.lowerBound < $1.lowerBound }
        for day in days {
            try database.write { db in
                for table in definition.tables { try db.refill(table, day) }
                let bounds: StatementArguments = [day.lowerBound.milliseconds, day.upperBound.milliseconds]
                try db.execute(sql: "DELETE FROM stale_slot WHERE slot >= ? AND slot < ?", arguments: bounds)
            }
        }
        // Whether a customer called again is settled only by the days that follow.
        guard let again = definition.tables.first(where: { $0.name == "rollup_again" }) else { return }
        for earlier in Set(days.flatMap { definition.daysBefore($0, day: day) }).subtracting(days) {
            try database.write { try $0.refill(again, earlier) }
        }
    }

    /// Whether every day of a stretch of time has its sums, made by this definition.
    package func hasRollups(_ definition: RollupDefinition, in times: Range<UTCTime>) throws -> Bool {
        try database.read { db in
            guard try db.rollupDefinition() == definition.text else { return false }
            // A stale day just after may hold the calls that make those before repeat calls, or talk into it.
            let bounds: StatementArguments = [
                times.lowerBound.milliseconds, times.upperBound.milliseconds + definition.repeatWithin.count,
            ]
            let sql = "SELECT 1 FROM stale_slot WHERE slot >= ? AND slot < ?"
            return try Bool.fetchOne(db, sql: sql, arguments: bounds) == nil
        }
    }
}

extension RollupDefinition {
    /// The business days whose customers may have called again in `later`.
    fileprivate func daysBefore(
        _ later: Range<UTCTime>,
        day: (UTCTime) -> Range<UTCTime>
    ) -> [Range<UTCTime>] {
        var days: [Range<UTCTime>] = []
        var start = later.lowerBound
        while later.lowerBound - start < repeatWithin {
            let earlier = day(start + Milliseconds(-1))
            guard earlier.lowerBound < start else { break }
            days.append(earlier)
            start = earlier.lowerBound
        }
        return days
    }
}

extension Database {
    fileprivate func rollupDefinition() throws -> String? {
        try String.fetchOne(self, sql: "SELECT text FROM rollup_definition")
    }

    /// Makes empty tables, and marks every day, where the sums there are were made by another definition.
    fileprivate func prepareRollups(_ definition: RollupDefinition) throws {
        guard try rollupDefinition() != definition.text else { return }
        for table in definition.tables {
            try execute(sql: "DROP TABLE IF EXISTS \(table.name)")
            try execute(sql: "CREATE TABLE \(table.name) (\(table.key) INTEGER NOT NULL, \(table.columns)) STRICT")
            try execute(sql: "CREATE INDEX \(table.name)_\(table.key) ON \(table.name)(\(table.key))")
        }
        try execute(sql: "INSERT OR IGNORE INTO stale_slot SELECT DISTINCT start - start % 900000 FROM call")
        try execute(sql: "DELETE FROM rollup_definition")
        try execute(sql: "INSERT INTO rollup_definition VALUES (?)", arguments: [definition.text])
    }

    fileprivate func refill(_ table: RollupTable, _ day: Range<UTCTime>) throws {
        let bounds = ["start": day.lowerBound.milliseconds, "end": day.upperBound.milliseconds]
        try execute(
            sql: "DELETE FROM \(table.name) WHERE \(table.key) >= :start AND \(table.key) < :end",
            arguments: StatementArguments(bounds)
        )
        let select = try cachedStatement(sql: "INSERT INTO \(table.name) \(table.select)")
        try select.execute(arguments: StatementArguments(bounds))
    }
}
