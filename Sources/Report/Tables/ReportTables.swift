import Calls

/// What `ReportModel.render` prints as a table, CSV or Markdown.
package enum ReportView: Hashable, Sendable {
    /// Every key figure of the window.
    case summary
    /// Some of them.
    case figures([KPIID])
    case by(Grouping)
    case worstCalls
    case rules
    /// The critical and fatal ones.
    case graveRules
    case masks
    /// What Erlang C asks for.
    case staffing
    /// The hours of the week.
    case heatmap
    /// The ways through the menus.
    case journeys
    /// What is wrong with recordings, and who can mend it.
    case recordings
    /// What was read and what was missing.
    case quality
}

extension ReportModel {
    /// The rows of a view, typed and unformatted.
    package func table(_ view: ReportView) -> Table {
        switch view {
        case .summary: kpiTable(KPIID.allCases)
        case .figures(let ids): kpiTable(ids)
        case .by(let grouping): groupTable(grouping)
        case .worstCalls: worstCallTable
        case .rules: ruleTable(rules)
        case .graveRules: ruleTable(rules.filter { $0.isFatal || $0.severity == .critical })
        case .masks: maskTable
        case .staffing: staffingTable
        case .heatmap: heatTable
        case .journeys: journeyTable
        case .recordings: recordingTable
        case .quality: qualityTable
        }
    }

    /// One figure a row, with all it was made of.
    func kpiTable(_ ids: [KPIID]) -> Table {
        Table("kpis", columns: Self.kpiColumns, rows: ids.map { kpiRow(kpi($0), grouping: "all", group: "") })
    }

    static let kpiColumns: [Table.Column] = [
        .init("grouping"), .init("group"), .init("kpi"), .init("value", nil, .number), .init("unit"),
        .init("low_95", nil, .number), .init("high_95", nil, .number), .init("counted", nil, .integer),
        .init("of", nil, .integer), .init("unavailable"), .init("absent_parts"), .init("target_bound"),
        .init("target", nil, .number), .init("meets_target", nil, .boolean), .init("before", nil, .number),
        .init("counts"), .init("formula_en"),
        .init("formula_zh"),
    ]

    func kpiRow(_ kpi: KPI, grouping: String, group: String) -> [Cell] {
        [
            .text(grouping), .text(group), .text(kpi.id.rawValue), Cell(kpi.value), .text(kpi.id.unit.rawValue),
            Cell(kpi.interval?.lowerBound), Cell(kpi.interval?.upperBound), .integer(kpi.coverage.counted),
            .integer(kpi.coverage.of), Cell(kpi.unavailable?.rawValue),
            kpi.absentParts.isEmpty ? .missing : .text(kpi.absentParts.map(\.rawValue).joined(separator: " ")),
            Cell(kpi.target?.bound.rawValue), Cell(kpi.target?.value), kpi.meetsTarget.map(Cell.boolean) ?? .missing,
            Cell(kpi.before),
            .text(kpi.counts.map { "\($0.counter)=\($0.amount)" }.joined(separator: " ")),
            .text(kpi.id.formula(.english, settings)), .text(kpi.id.formula(.chinese, settings)),
        ]
    }

    private func groupTable(_ grouping: Grouping) -> Table {
        let ids = grouping.kpis(serviceLevel: serviceLevelID)
        let columns = [keyColumn(grouping)] + ids.map { $0.column(language) }
        let rows = groups(by: grouping).map { group in
            [keyCell(group.key, grouping)] + ids.map { group.tally.kpi($0).cell }
        }
        return Table("by_\(grouping.name)", columns: columns, rows: rows)
    }

    private func keyColumn(_ grouping: Grouping) -> Table.Column {
        switch grouping {
        case .interval: .init("start", language.text(.interval), .time)
        default: .init(grouping.name, language.text(grouping.heading))
        }
    }

    private func keyCell(_ key: KPIGroup.Key, _ grouping: Grouping) -> Cell {
        switch key {
        case .name(let name): Cell(name)
        case .start(let start): grouping.isOfDays ? .text(local(start).date) : .time(start)
        case .hour, .weekday: .text(label(key))
        }
    }

    private var worstCallTable: Table {
        let columns: [Table.Column] = [
            .init("call_id", language.text(.call)), .init("start", language.text(.start), .time),
            .init("agent", language.text(.agent)), .init("score", language.text(.score), .number),
            .init("dead_air_s", language.text(.deadAir), .seconds),
            .init("talk_over_s", language.text(.talkOver), .seconds), .init("findings", language.text(.findings)),
        ]
        let rows: [[Cell]] = worstCalls.map { call in
            [
                .text(call.facts.id.description), .time(call.facts.start), Cell(call.facts.agent),
                Cell(call.evaluation?.score), Cell(call.deadAir), Cell(call.talkOver),
                .text(call.failures.map(\.brief).joined(separator: language == .english ? "; " : "；")),
            ]
        }
        return Table("worst_calls", columns: columns, rows: rows, primaryKey: ["call_id"])
    }

    private func ruleTable(_ rules: [RuleDigest]) -> Table {
        let columns: [Table.Column] = [
            .init("rule", language.text(.rule)), .init("version", "v", .integer),
            .init("title", language.text(.note)), .init("severity", language.text(.severity)),
            .init("pass_rate", language.text(.passRate), .ratio), .init("passed", language.text(.passed), .integer),
            .init("failed", language.text(.failed), .integer),
            .init("not_applicable", language.text(.notApplicable), .integer),
        ]
        let rows: [[Cell]] = rules.map { rule in
            [
                .text(rule.rule), .integer(rule.version), .text(rule.title), .text(rule.severity.text(language)),
                rule.passRate.map(Cell.ratio) ?? .missing, .integer(rule.passed), .integer(rule.failed),
                .integer(rule.notApplicable),
            ]
        }
        return Table("rules", columns: columns, rows: rows, primaryKey: ["rule", "version"])
    }

    private var maskTable: Table {
        let columns: [Table.Column] = [
            .init("type", language.text(.maskType)), .init("masks", language.text(.masks), .integer),
            .init("calls", language.text(.calls), .integer), .init("places", language.text(.places)),
        ]
        let rows: [[Cell]] = masks.map { mask in
            [.text(mask.type), .integer(mask.masks), .integer(mask.calls), .text(mask.placesText)]
        }
        return Table("masks", columns: columns, rows: rows, primaryKey: ["type"])
    }
}

extension KPI {
    /// The value with its kind.
    var cell: Cell {
        guard let value else { return .missing }
        return switch id.unit {
        case .calls: .integer(Int(value))
        case .seconds: .seconds(value)
        case .ratio: .ratio(value)
        case .csat, .points, .nps, .ces, .perHour: .number(value)
        }
    }
}

extension KPIID {
    func column(_ language: Language) -> Table.Column {
        let kind: Table.Column.Kind =
            switch unit {
            case .calls: .integer
            case .seconds: .seconds
            case .ratio: .ratio
            case .csat, .points, .nps, .ces, .perHour: .number
            }
        return .init(unit == .seconds ? rawValue + "_s" : rawValue, name(language), kind)
    }
}

extension Finding {
    /// The title and where it was first seen: `No greeting 0:07`.
    var brief: String {
        guard let first = evidence.map(\.span).min() else { return title }
        return title + " " + NumberText.clock(first.start)
    }
}

extension MaskDigest {
    var placesText: String {
        places.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
            .joined(separator: ", ")
    }
}

extension Severity {
    func text(_ language: Language) -> String {
        switch self {
        case .info: language.text(.info)
        case .minor: language.text(.minor)
        case .major: language.text(.major)
        case .critical: language.text(.critical)
        }
    }
}
