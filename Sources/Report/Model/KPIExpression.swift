import Calls

extension KPIID {
    /// The value as SQL over counters that are DOUBLE; nil for what is no formula over counters.
    ///
    /// The Swift formula and this one know nothing of each other; a test holds them together.
    package func expression(_ tally: Tally) -> String? {
        switch self {
        case .offered, .answered, .handled, .abandoned: rawValue
        case .answerRate: ratio(.answered, .offered)
        case .serviceLevel1, .serviceLevel2, .serviceLevel3, .serviceLevel4, .serviceLevel5, .serviceLevel6:
            serviceLevelFormula.map(\.expression)
        case .abandonmentRate: "(abandoned - abandoned_short) / nullif(offered - abandoned_short, 0)"
        case .asa: ratio(.answeredWait, .answeredWaitKnown, per: 1000)
        case .aht: handleTime(tally)
        case .talk: ratio(.talk, .talkKnown, per: 1000)
        case .hold: ratio(.hold, .holdKnown, per: 1000)
        case .acw: ratio(.acw, .acwKnown, per: 1000)
        case .occupancy: ratio(.occupied, .staffed)
        case .transferRate: ratio(.transferred, .handled)
        case .repeatRate: ratio(.calledAgain, .followUpKnown)
        case .fcr: "(follow_up_known - called_again) / nullif(follow_up_known, 0)"
        case .ivrContainment: ratio(.contained, .inbound)
        case .ivrTime: ratio(.ivr, .ivrKnown, per: 1000)
        case .menuInTime: ratio(.menuAnswersInTime, .menuAnswers)
        case .surveyResponse: ratio(.surveyed, .handled)
        case .csatTop2: ratio(.csatTop2, .csatAnswers)
        case .csatMean: ratio(.csatPoints, .csatAnswers)
        case .nps: "100 * (promoters - detractors) / nullif(nps_answers, 0)"
        case .ces: ratio(.cesPoints, .cesAnswers)
        case .talkOverShare: ratio(.talkOver, .twoVoicesTalk)
        case .deadAirShare: ratio(.deadAir, .heardTalk)
        case .talkOverPerHour: "talk_overs / nullif(two_voices_talk, 0) * 3600000"
        case .deadAirPerHour: "dead_airs / nullif(heard_talk, 0) * 3600000"
        case .qaScore: ratio(.score, .scored, per: 1000)
        case .complianceRate: ratio(.compliant, .complianceJudged)
        case .callsWithWords: ratio(.withWords, .handled)
        case .handleP50, .handleP90, .handleP95, .peakConcurrency: nil
        }
    }

    private func ratio(_ upper: Counter, _ lower: Counter, per scale: Int = 1) -> String {
        "\(upper.name) / nullif(\(lower.name), 0)" + (scale == 1 ? "" : " / \(scale)")
    }

    /// The parts that some call gives.
    private func handleTime(_ tally: Tally) -> String {
        let parts: [(KPIID, Bool)] = [(.talk, true), (.hold, tally.parts.hasHold), (.acw, tally.parts.hasACW)]
        return parts.filter(\.1).compactMap { $0.0.expression(tally) }.joined(separator: " + ")
    }

    /// The share that a percentile is taken at.
    var percentile: Double? {
        switch self {
        case .handleP50: 0.5
        case .handleP90: 0.9
        case .handleP95: 0.95
        default: nil
        }
    }
}

extension ServiceLevelFormula {
    fileprivate var expression: String {
        let sum = { (counters: [Counter]) in counters.map(\.name).joined(separator: " + ") }
        let minus = terms.minus.map { " - " + $0.name }.joined()
        return "(\(sum(terms.inTime))) / nullif(\(sum(terms.plus))\(minus), 0)"
    }
}

extension ReportModel {
    /// A SELECT over `fact` that gives the unrounded value of a figure; the same on SQLite, DuckDB and Spark.
    package func sql(_ id: KPIID) -> String {
        let span = "start >= \(window.start.milliseconds) AND start < \(window.end.milliseconds)"
        if let share = id.percentile { return percentileSQL(share, span) }
        if id == .occupancy { return occupancySQL }
        guard let expression = id.expression(tally) else { return concurrencySQL }
        let words = expression.words
        let counters = Counter.allCases.filter { words.contains($0.name) }
        let sums = counters.map { "  CAST(sum(\($0.sql(settings))) AS DOUBLE) AS \($0.name)" }
        let source = counters.first { !$0.isOfOneCall } ?? .calls
        return """
            WITH c AS (SELECT
            \(sums.joined(separator: ",\n"))
              FROM \(source.table(window, settings)) WHERE \(span))
            SELECT \(expression) AS value FROM c
            """
    }

    /// The time comes from the table of shifts, the work from the calls in them.
    private var occupancySQL: String {
        let (start, end) = (window.start.milliseconds, window.end.milliseconds)
        return """
            WITH busy AS (SELECT CAST(sum(talk + coalesce(hold, 0) + coalesce(acw, 0)) AS DOUBLE) AS occupied FROM fact
              JOIN shift ON \(Counter.shiftOfCall)
              WHERE handled = 1 AND talk IS NOT NULL AND fact.start >= \(start) AND fact.start < \(end)),
            there AS (SELECT CAST(sum(CASE WHEN ended < \(end) THEN ended ELSE \(end) END
                - CASE WHEN start > \(start) THEN start ELSE \(start) END) AS DOUBLE) AS staffed
              FROM shift WHERE ended > \(start) AND start < \(end))
            SELECT coalesce(occupied, 0) / nullif(staffed, 0) AS value FROM busy CROSS JOIN there
            """
    }

    private func percentileSQL(_ share: Double, _ span: String) -> String {
        let (numerator, denominator) = share == 0.5 ? (1, 2) : share == 0.9 ? (9, 10) : (19, 20)
        let parts = tally.parts
        let whole = (parts.hasHold ? " AND hold IS NOT NULL" : "") + (parts.hasACW ? " AND acw IS NOT NULL" : "")
        let total = "(talk + coalesce(hold, 0) + coalesce(acw, 0) + 500)"
        return """
            WITH h AS (SELECT CAST((\(total) - \(total) % 1000) / 1000 AS BIGINT) AS v, count(*) AS n
              FROM fact WHERE handled = 1 AND talk IS NOT NULL\(whole) AND \(span)
              GROUP BY CAST((\(total) - \(total) % 1000) / 1000 AS BIGINT)),
            w AS (SELECT v, sum(n) OVER (ORDER BY v) AS seen, sum(n) OVER () AS total FROM h)
            SELECT min(CASE WHEN seen * \(denominator) >= total * \(numerator) THEN v END) AS value FROM w
            """
    }

    private var concurrencySQL: String {
        let (start, end) = (window.start.milliseconds, window.end.milliseconds)
        return """
            WITH talk AS (SELECT answered, ended FROM fact WHERE handled = 1 AND answered IS NOT NULL
              AND ended > \(start) AND start >= \(start - 86_400_000) AND start < \(end)),
            step AS (SELECT answered AS t, 1 AS x FROM talk UNION ALL SELECT ended, -1 FROM talk
              UNION ALL SELECT \(start), 0),
            level AS (SELECT t, sum(x) OVER (ORDER BY t, x ROWS UNBOUNDED PRECEDING) AS c FROM step)
            SELECT max(c) AS value FROM level WHERE t >= \(start) AND t < \(end)
            """
    }
}

extension Counter {
    /// The table that a counter's SQL is over: `fact`; where later calls decide, calls that asked for a human with
    /// whether the customer's next one to the queue came soon; where shifts decide, calls with whether they lie in one.
    package func table(_ window: Window, _ settings: KPISettings) -> String {
        switch self {
        case .followUpKnown, .calledAgain: followUpTable(window, settings)
        case .onShift, .occupied, .staffed:
            """
            (SELECT fact.*, CASE WHEN EXISTS (SELECT 1 FROM shift WHERE \(Self.shiftOfCall)) THEN 1 ELSE 0 END AS on_shift
              FROM fact WHERE start >= \(window.start.milliseconds) AND start < \(window.end.milliseconds)) f
            """
        default: "fact"
        }
    }

    /// That a row of `shift` is the one in which a row of `fact` was answered.
    static let shiftOfCall = """
        shift.agent = fact.agent AND shift.start <= coalesce(fact.answered, fact.start)
            AND shift.start > coalesce(fact.answered, fact.start) - \(StaffedTime.longest.count)
            AND shift.ended > coalesce(fact.answered, fact.start)
        """

    private func followUpTable(_ window: Window, _ settings: KPISettings) -> String {
        let until = window.end + settings.repeatWithin
        return """
            (SELECT fact.*, CASE WHEN lead(start) OVER (PARTITION BY customer, queue ORDER BY start, call) - start
                <= \(settings.repeatWithin.count) THEN 1 ELSE 0 END AS again
              FROM fact WHERE asked = 1 AND start >= \(window.start.milliseconds) AND start <= \(until.milliseconds)) f
            """
    }
}

extension String {
    /// The names in an expression, which are ASCII.
    var words: Set<String> {
        func isOfName(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
            default: false
            }
        }
        return Set(utf8.split { !isOfName($0) }.map { String(decoding: $0, as: UTF8.self) })
    }
}
