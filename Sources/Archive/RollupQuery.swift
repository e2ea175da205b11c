package import Calls
import GRDB

/// A row of sums: names first, then numbers.
package struct RollupRow: Hashable, Sendable {
    package var names: [String?]
    package var numbers: [Int]

    package init(names: [String?], numbers: [Int]) {
        self.names = names
        self.numbers = numbers
    }
}

/// What reports ask of the sums.
///
/// The SQL gives equal results on SQLite, DuckDB and Spark: whole numbers, no casts but to DOUBLE and BIGINT, no
/// function that one of them lacks.
package enum RollupQuery: String, Sendable, CaseIterable {
    /// queue, channel, campaign; slot, whether the calls asked for a human, counters.
    case slots
    /// slot, offered, abandoned.
    case history
    /// agent; counters.
    case agents
    /// agent; day, handled, talk, talk known, hold, ACW, score, scored.
    case agentDays
    /// kind; seconds, n.
    case times
    /// day, queue, agent; known, again.
    case again
    /// agent; day, time there for calls, calls answered in it, their handle time.
    case shifts
    /// slot, peak.
    case peaks
    /// rule, title, severity; version, fatal, passed, failed, not applicable.
    case rules
    /// type, place; n.
    case masks
    /// stage, message, mend; calls.
    case problems
    /// fault; calls.
    case faults
    /// by whose definitions calls were heard; calls.
    case presets
    /// the menus; calls, contained, answered, abandoned, calls whose time is known, their time.
    case journeys
    /// what is wrong with recordings; calls.
    case recordingIssues

    /// How many of a row's values are names.
    var names: Int {
        switch self {
        case .history, .peaks: 0
        case .agents, .agentDays, .times, .shifts, .faults, .presets, .recordingIssues, .journeys: 1
        case .again, .masks: 2
        case .slots, .rules, .problems: 3
        }
    }

    /// `?1` and `?2` are the first and the last instant, the last not included.
    ///
    /// What has many rows or is wanted by several names at once comes as it stands: reading and adding up here costs less
    /// than a sort there, or a query for each.
    package func sql(_ definition: RollupDefinition) -> String {
        let slots = "WHERE slot >= ?1 AND slot < ?2"
        let days = "WHERE day >= ?1 AND day < ?2"
        return switch self {
        case .slots: "SELECT queue, channel, campaign, slot, asked, \(definition.names) FROM rollup_slot \(slots)"
        case .history: "SELECT slot, offered, abandoned FROM rollup_volume \(slots)"
        case .agents: "SELECT agent, \(definition.names) FROM rollup_agent \(days)"
        case .agentDays:
            """
            SELECT agent, day, sum(handled), sum(talk), sum(talk_known), sum(hold), sum(acw), sum(score), sum(scored)
            FROM rollup_agent \(days) GROUP BY agent, day
            """
        case .times: "SELECT kind, seconds, n FROM rollup_time \(days)"
        case .again: "SELECT queue, agent, day, known, again FROM rollup_again \(days)"
        case .shifts: "SELECT agent, day, staffed, calls, busy FROM rollup_shift \(days)"
        case .peaks: "SELECT slot, peak FROM rollup_peak \(slots)"
        case .rules:
            """
            SELECT rule, min(title), min(severity), version, max(fatal), sum(passed), sum(failed), sum(not_applicable)
            FROM rollup_rule \(days) GROUP BY rule, version
            """
        case .masks: "SELECT type, place, sum(n) FROM rollup_mask \(days) GROUP BY type, place"
        case .problems:
            "SELECT stage, message, mend, sum(calls) FROM rollup_problem \(days) GROUP BY stage, message, mend"
        case .journeys:
            """
            SELECT path, sum(calls), sum(contained), sum(answered), sum(abandoned), sum(timed), sum(ivr)
            FROM rollup_journey \(days) GROUP BY path
            """
        case .recordingIssues: "SELECT issue, sum(calls) FROM rollup_recording \(days) GROUP BY issue"
        case .presets: "SELECT preset, sum(calls) FROM rollup_preset \(days) GROUP BY preset"
        case .faults: "SELECT fault, sum(calls) FROM rollup_fault \(days) GROUP BY fault"
        }
    }
}

extension Archive {
    /// Hands over the answer to a query over a stretch of whole business days, a row at a time; the caller has asked
    /// `hasRollups`.
    package func forEachSum(
        _ query: RollupQuery,
        _ definition: RollupDefinition,
        in times: Range<UTCTime>,
        _ body: (RollupRow) throws -> Void
    ) throws {
        try database.read { db in
            let statement = try db.cachedStatement(sql: query.sql(definition))
            let bounds: StatementArguments = [times.lowerBound.milliseconds, times.upperBound.milliseconds]
            let names = query.names
            var sums = RollupRow(
                names: Array(repeating: nil, count: names),
                numbers: Array(repeating: 0, count: statement.columnCount - names)
            )
            let rows = try Row.fetchCursor(statement, arguments: bounds)
            while let row = try rows.next() {
                for index in sums.names.indices { sums.names[index] = row[index] }
                for index in sums.numbers.indices { sums.numbers[index] = row[names + index] }
                try body(sums)
            }
        }
    }
}
