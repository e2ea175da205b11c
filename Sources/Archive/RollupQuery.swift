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
    /// counters of all calls.
    case totals
    /// slot, offered, abandoned.
    case history
    /// agent; counters.
    case agents
    /// agent; day, handled, talk, talk known, hold, ACW, score, scored.
    case agentDays
    /// queue, kind; whether the calls asked for a human, seconds, n.
    case times
    /// kind; seconds, n.
    case allTimes
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
        case .totals, .history, .peaks: 0
        case .agents, .agentDays, .allTimes, .shifts, .faults, .presets, .recordingIssues, .journeys: 1
        case .times, .again, .masks: 2
        case .slots, .rules, .problems: 3
        }
    }

    /// `?1` and `?2` are the first and the last instant, the last not included.
    ///
    /// What is wanted by several names at once comes as it stands: one reading and adding up here costs less than a query
    /// for each.
    package func sql(_ definition: RollupDefinition) -> String {
        let counters = definition.counters.map(\.name).joined(separator: ", ")
        let sums = definition.counters.map { "coalesce(sum(\($0.name)), 0)" }.joined(separator: ", ")
        let slots = "FROM rollup_slot WHERE slot >= ?1 AND slot < ?2"
        let days = "WHERE day >= ?1 AND day < ?2"
        return switch self {
        case .slots: "SELECT queue, channel, campaign, slot, asked, \(counters) \(slots)"
        case .totals: "SELECT \(sums) \(slots)"
        case .history: "SELECT slot, offered, abandoned FROM rollup_volume WHERE slot >= ?1 AND slot < ?2"
        case .agents: "SELECT agent, \(counters) FROM rollup_agent \(days)"
        case .agentDays:
            """
            SELECT agent, day, sum(handled), sum(talk), sum(talk_known), sum(hold), sum(acw), sum(score), sum(scored)
            FROM rollup_agent \(days) GROUP BY agent, day
            """
        case .times: "SELECT queue, kind, asked, seconds, n FROM rollup_time \(days)"
        case .allTimes: "SELECT kind, seconds, sum(n) FROM rollup_time \(days) GROUP BY kind, seconds"
        case .again:
            "SELECT queue, agent, day, sum(known), sum(again) FROM rollup_again \(days) GROUP BY queue, agent, day"
        case .shifts:
            "SELECT agent, day, sum(staffed), sum(calls), sum(busy) FROM rollup_shift \(days) GROUP BY agent, day"
        case .peaks: "SELECT slot, max(peak) FROM rollup_peak WHERE slot >= ?1 AND slot < ?2 GROUP BY slot"
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
    /// The answer to a query over a stretch of whole business days; the caller has asked `hasRollups`.
    package func rollup(
        _ query: RollupQuery,
        _ definition: RollupDefinition,
        in times: Range<UTCTime>
    ) throws -> [RollupRow] {
        try database.read { db in
            let statement = try db.cachedStatement(sql: query.sql(definition))
            let bounds: StatementArguments = [times.lowerBound.milliseconds, times.upperBound.milliseconds]
            let names = query.names
            var answer: [RollupRow] = []
            let rows = try Row.fetchCursor(statement, arguments: bounds)
            while let row = try rows.next() {
                answer.append(
                    RollupRow(
                        names: (0..<names).map { row[$0] },
                        numbers: (names..<row.count).map { row[$0] }
                    )
                )
            }
            return answer
        }
    }
}
