package import Calls

/// What is summed for reports and how days are cut; sums made by another definition are not read.
package struct RollupDefinition: Hashable, Sendable {
    /// A figure that adds up over calls.
    package struct Counter: Hashable, Sendable {
        /// `snake_case`: the name of its column.
        package var name: String
        /// A whole number, never NULL, over one row of `fact`.
        package var sql: String

        package init(name: String, sql: String) {
            self.name = name
            self.sql = sql
        }
    }

    package let counters: [Counter]
    /// The zone in which business days are cut.
    package let timeZone: String
    /// A customer who calls the same queue again within this time was not helped the first time.
    package let repeatWithin: Milliseconds
    /// Two definitions with the same text give the same sums.
    private(set) var text = ""

    package init(counters: [Counter], timeZone: String, repeatWithin: Milliseconds) {
        self.counters = counters
        self.timeZone = timeZone
        self.repeatWithin = repeatWithin
        let lines = ["zone \(timeZone)", "repeat \(repeatWithin.count)"] + tables.map { "\($0.name) \($0.select)" }
        text = lines.joined(separator: "\n")
    }

    var names: String { counters.map(\.name).joined(separator: ", ") }
    var sums: String { counters.map { "sum(\($0.sql))" }.joined(separator: ", ") }
    var columns: String { counters.map { "\($0.name) INTEGER NOT NULL" }.joined(separator: ", ") }
}

/// A table of sums: its columns, and the SELECT that makes the rows of one business day, `:start` to `:end`.
struct RollupTable {
    var name: String
    /// The column that says which day a row belongs to: the day's start, or that of a quarter of an hour within it.
    var key: String
    var columns: String
    var select: String
}

extension RollupDefinition {
    var tables: [RollupTable] {
        [
            slots, volumes, agents, times, again, shifts, peaks, rules, masks, problems, faults, presets,
            recordingIssues, journeys, sources, worst,
        ]
    }

    private static let ofDay = "start >= :start AND start < :end"

    private var slots: RollupTable {
        RollupTable(
            name: "rollup_slot",
            key: "slot",
            columns: "asked INTEGER NOT NULL, queue TEXT, channel TEXT NOT NULL, campaign TEXT, \(columns)",
            select: """
                SELECT slot, asked, queue, channel, campaign, \(sums) FROM fact WHERE \(Self.ofDay)
                GROUP BY slot, asked, queue, channel, campaign
                """
        )
    }

    /// What the slots say of volume alone, since weeks of it are read for one day's report.
    private var volumes: RollupTable {
        RollupTable(
            name: "rollup_volume",
            key: "slot",
            columns: "offered INTEGER NOT NULL, abandoned INTEGER NOT NULL",
            select: """
                SELECT slot, sum(asked), sum(CASE WHEN outcome = 'abandoned' THEN asked ELSE 0 END) FROM fact
                WHERE \(Self.ofDay) GROUP BY slot
                """
        )
    }

    private var agents: RollupTable {
        RollupTable(
            name: "rollup_agent",
            key: "day",
            columns: "agent TEXT, \(columns)",
            select: "SELECT :start, agent, \(sums) FROM fact WHERE handled = 1 AND \(Self.ofDay) GROUP BY agent"
        )
    }

    /// Histograms in whole seconds: waits rounded up, so that "at most T" stays exact; handle times to the nearest.
    private var times: RollupTable {
        let wait = "CAST((wait + 999 - (wait + 999) % 1000) / 1000 AS BIGINT)"
        let total = "(talk + coalesce(hold, 0) + coalesce(acw, 0) + 500)"
        let handle = "CAST((\(total) - \(total) % 1000) / 1000 AS BIGINT)"
        return RollupTable(
            name: "rollup_time",
            key: "day",
            columns:
                "asked INTEGER NOT NULL, queue TEXT, kind TEXT NOT NULL, seconds INTEGER NOT NULL, n INTEGER NOT NULL",
            select: """
                SELECT :start, asked, queue, kind, seconds, count(*) FROM (
                SELECT asked, queue, CASE WHEN handled = 1 THEN 'answered' ELSE 'abandoned' END AS kind,
                \(wait) AS seconds FROM fact WHERE asked = 1 AND wait IS NOT NULL
                AND (handled = 1 OR outcome = 'abandoned') AND \(Self.ofDay)
                UNION ALL SELECT asked, queue, CASE WHEN hold IS NULL AND acw IS NULL THEN 'talk'
                WHEN acw IS NULL THEN 'talk+hold' WHEN hold IS NULL THEN 'talk+acw' ELSE 'talk+hold+acw' END,
                \(handle) FROM fact WHERE handled = 1 AND talk IS NOT NULL AND \(Self.ofDay)) AS each_call
                GROUP BY asked, queue, kind, seconds
                """
        )
    }

    /// Answered calls of known customers, and those after which the customer called the queue again.
    private var again: RollupTable {
        RollupTable(
            name: "rollup_again",
            key: "day",
            columns: "queue TEXT, agent TEXT, known INTEGER NOT NULL, again INTEGER NOT NULL",
            select: """
                SELECT :start, queue, agent, count(*), sum(EXISTS (SELECT 1 FROM call AS next
                WHERE next.customer = fact.customer AND next.start >= fact.start
                AND next.start <= fact.start + \(repeatWithin.count)
                AND (next.start > fact.start OR next.id > fact.call) AND next.duplicate_of IS NULL
                AND next.direction = 'inbound' AND next.outcome <> 'contained' AND next.queue IS fact.queue))
                FROM fact WHERE asked = 1 AND handled = 1 AND customer IS NOT NULL AND \(Self.ofDay)
                GROUP BY queue, agent
                """
        )
    }

    /// Time that agents were there for calls, and the handle time of those they were answered in, by the agent.
    private var shifts: RollupTable {
        let onShift = """
            SELECT agent, 0, 1, talk + coalesce(hold, 0) + coalesce(acw, 0) FROM fact
            WHERE handled = 1 AND talk IS NOT NULL AND \(Self.ofDay) AND EXISTS (SELECT 1 FROM shift
            WHERE shift.agent = fact.agent AND shift.start <= coalesce(answered, fact.start)
            AND shift.start > coalesce(answered, fact.start) - 86400000 AND shift.ended > coalesce(answered, fact.start))
            """
        return RollupTable(
            name: "rollup_shift",
            key: "day",
            columns: "agent TEXT NOT NULL, staffed INTEGER NOT NULL, calls INTEGER NOT NULL, busy INTEGER NOT NULL",
            select: """
                SELECT :start, agent, sum(staffed), sum(calls), sum(busy) FROM (
                SELECT agent, min(ended, :end) - max(start, :start) AS staffed, 0 AS calls, 0 AS busy FROM shift
                WHERE start > :start - 86400000 AND start < :end AND ended > :start
                UNION ALL \(onShift)) GROUP BY agent
                """
        )
    }

    /// Most calls connected to a human at once in each quarter; who hangs up as another answers makes room.
    ///
    /// A call that began more than a day before is taken to have ended.
    private var peaks: RollupTable {
        RollupTable(
            name: "rollup_peak",
            key: "slot",
            columns: "peak INTEGER NOT NULL",
            select: """
                WITH RECURSIVE quarter(t) AS (
                SELECT :start UNION ALL SELECT t + 900000 FROM quarter WHERE t + 900000 < :end),
                talk AS (SELECT answered, ended FROM fact WHERE handled = 1 AND answered IS NOT NULL
                AND ended > :start AND start >= :start - 86400000 AND start < :end),
                step(t, x) AS (SELECT answered, 1 FROM talk UNION ALL SELECT ended, -1 FROM talk
                UNION ALL SELECT t, 0 FROM quarter),
                level AS (SELECT t, sum(x) OVER (ORDER BY t, x ROWS UNBOUNDED PRECEDING) AS c FROM step)
                SELECT t - t % 900000, max(c) FROM level WHERE t >= :start AND t < :end GROUP BY t - t % 900000
                """
        )
    }

    private var rules: RollupTable {
        RollupTable(
            name: "rollup_rule",
            key: "day",
            columns: """
                rule TEXT NOT NULL, title TEXT NOT NULL, severity TEXT NOT NULL, version INTEGER NOT NULL,
                fatal INTEGER NOT NULL, passed INTEGER NOT NULL, failed INTEGER NOT NULL,
                not_applicable INTEGER NOT NULL
                """,
            select: """
                SELECT :start, rule, min(title), min(severity), version, max(fatal),
                sum(CASE WHEN verdict = 'passed' THEN 1 ELSE 0 END),
                sum(CASE WHEN verdict = 'failed' THEN 1 ELSE 0 END),
                sum(CASE WHEN verdict = 'notApplicable' THEN 1 ELSE 0 END)
                FROM call JOIN finding ON finding.call = call.id WHERE duplicate_of IS NULL
                AND call.start >= :start AND call.start < :end GROUP BY rule, version
                """
        )
    }

    /// Masks by place; where there is no place, the calls that have any.
    private var masks: RollupTable {
        RollupTable(
            name: "rollup_mask",
            key: "day",
            columns: "type TEXT NOT NULL, place TEXT, n INTEGER NOT NULL",
            select: """
                SELECT :start, type, place, count(*) FROM call JOIN mask ON mask.call = call.id
                WHERE call.start >= :start AND call.start < :end GROUP BY type, place
                UNION ALL SELECT :start, type, NULL, count(DISTINCT mask.call)
                FROM call JOIN mask ON mask.call = call.id
                WHERE call.start >= :start AND call.start < :end GROUP BY type
                """
        )
    }

    private var problems: RollupTable {
        RollupTable(
            name: "rollup_problem",
            key: "day",
            columns: "stage TEXT NOT NULL, message TEXT NOT NULL, mend TEXT NOT NULL, calls INTEGER NOT NULL",
            select: """
                SELECT :start, stage, message, mend, count(DISTINCT problem.call)
                FROM call JOIN problem ON problem.call = call.id
                WHERE call.start >= :start AND call.start < :end GROUP BY stage, message, mend
                """
        )
    }

    private var faults: RollupTable {
        let names = Fault.allCases.map { "('\($0.rawValue)')" }.joined(separator: ", ")
        return RollupTable(
            name: "rollup_fault",
            key: "day",
            columns: "fault TEXT NOT NULL, calls INTEGER NOT NULL",
            select: """
                SELECT :start, column1, count(*) FROM call JOIN measures ON measures.call = call.id
                JOIN (VALUES \(names)) ON instr(' ' || faults || ' ', ' ' || column1 || ' ') > 0
                WHERE faults <> '' AND call.start >= :start AND call.start < :end GROUP BY column1
                """
        )
    }

    /// By whose definitions the day's calls were heard.
    private var presets: RollupTable {
        RollupTable(
            name: "rollup_preset",
            key: "day",
            columns: "preset TEXT NOT NULL, calls INTEGER NOT NULL",
            select: """
                SELECT :start, preset, count(*) FROM call JOIN measures ON measures.call = call.id
                WHERE call.start >= :start AND call.start < :end GROUP BY preset
                """
        )
    }

    /// The menus that inbound calls went through, one after the other, and what became of those calls.
    private var journeys: RollupTable {
        RollupTable(
            name: "rollup_journey",
            key: "day",
            columns: """
                path TEXT NOT NULL, calls INTEGER NOT NULL, contained INTEGER NOT NULL, answered INTEGER NOT NULL,
                abandoned INTEGER NOT NULL, timed INTEGER NOT NULL, ivr INTEGER NOT NULL
                """,
            select: """
                SELECT :start, path, count(*), sum(outcome = 'contained'), sum(handled), sum(outcome = 'abandoned'),
                count(ivr), coalesce(sum(ivr), 0) FROM (SELECT outcome, handled, ivr, (SELECT
                group_concat(menu, '\(MenuJourney.separator)') FROM (SELECT coalesce(name, '\(MenuJourney.unnamed)') AS menu
                FROM leg WHERE leg.call = fact.call AND kind = 'ivr' ORDER BY n)) AS path
                FROM fact WHERE direction = 'inbound' AND \(Self.ofDay)) WHERE path IS NOT NULL GROUP BY path
                """
        )
    }

    private var recordingIssues: RollupTable {
        let kinds = RecordingIssue.Kind.allCases.map { "('\($0.rawValue)')" }.joined(separator: ", ")
        return RollupTable(
            name: "rollup_recording",
            key: "day",
            columns: "issue TEXT NOT NULL, calls INTEGER NOT NULL",
            select: """
                SELECT :start, column1, count(*) FROM call
                JOIN (VALUES \(kinds)) ON instr(' ' || recording_issues || ' ', ' ' || column1 || ' ') > 0
                WHERE recording_issues <> '' AND \(Self.ofDay) GROUP BY column1
                """
        )
    }

    /// The files whose rows the day's calls came from; how many files lay beside recordings; recordings without a row.
    private var sources: RollupTable {
        let ofCalls = "FROM call JOIN call_source ON call_source.call = call.id WHERE \(Self.ofDay)"
        return RollupTable(
            name: "rollup_source",
            key: "day",
            columns: "kind TEXT NOT NULL, source TEXT, n INTEGER NOT NULL",
            select: """
                SELECT :start, 'rows', source, count(*) \(ofCalls) AND line > 0 GROUP BY source
                UNION ALL SELECT :start, 'beside', NULL, count(DISTINCT call_source.source) FROM call
                JOIN call_source ON call_source.call = call.id
                JOIN source ON sha256 = call_source.source AND state = 'sealed' WHERE \(Self.ofDay) AND line = 0
                UNION ALL SELECT :start, 'orphan', NULL, count(*) FROM call WHERE \(Self.ofDay)
                AND NOT EXISTS (SELECT 1 FROM call_source WHERE call_source.call = call.id AND line > 0)
                """
        )
    }

    /// The day's calls to listen to first: lowest score, then gravest failure, then most dead air.
    private var worst: RollupTable {
        RollupTable(
            name: "rollup_worst",
            key: "day",
            columns: """
                call TEXT NOT NULL, score REAL NOT NULL, gravity INTEGER NOT NULL, dead_air INTEGER NOT NULL,
                start INTEGER NOT NULL
                """,
            select: """
                SELECT :start, id, score, (SELECT max(CASE severity WHEN 'critical' THEN 3 WHEN 'major' THEN 2
                WHEN 'minor' THEN 1 ELSE 0 END) FROM finding WHERE finding.call = id AND verdict = 'failed') AS gravity,
                coalesce(dead_air, 0) AS silence, start FROM call
                WHERE failing = 1 AND score IS NOT NULL AND duplicate_of IS NULL AND \(Self.ofDay)
                ORDER BY score, gravity DESC, silence DESC, start, id LIMIT 100
                """
        )
    }
}
