import Archive
import ArgumentParser
import Calls
import Foundation
import Night
import Quality
import Report

struct CallsScores: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scores",
        abstract: "Mean scores with their 95 % intervals, by agent, team, queue, section of the scorecard or rule.",
        discussion: """
            The sections are those of 'scorecard' in aftercall.yaml; without one each rule pack is a section. Teams are
            those of 'report.teams'. Calls without a score are left out. Where two intervals overlap, the difference may
            be chance.

            Example:
              aftercall calls scores --by agent --since 2026-11-01
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var window: CallWindow
    @Option(help: "agent, team, queue, section or rule.") var by: ScoreGroup = .agent
    @Option(help: "table, csv or json.") var format: TableFormat = .table

    func run() throws {
        let site = try Site(options.workspace, isReadOnly: true)
        let rows = try site.scores(by: by, window.query(of: site)).map { group in
            [
                Cell(group.name), Cell(group.summary.calls), Cell(rounded(group.summary.mean)),
                Cell(rounded(group.summary.interval?.lowerBound)), Cell(rounded(group.summary.interval?.upperBound)),
                Cell(group.summary.fatal), Cell(group.passed), Cell(group.failed), Cell(group.notApplicable),
            ]
        }
        let columns: [Table.Column] = [
            .init(by.rawValue), .init("calls", nil, .integer), .init("mean_score", "mean", .number),
            .init("low", "from", .number), .init("high", "to", .number), .init("fatal", nil, .integer),
            .init("passed", nil, .integer), .init("failed", nil, .integer), .init("not_applicable", "n/a", .integer),
        ]
        let table = Table("scores", columns: columns, rows: rows, primaryKey: [by.rawValue])
        Terminal.print(table: table, format, zone: site.settings.site.timeZone)
    }

    private func rounded(_ score: Double?) -> Double? { score.map { ($0 * 10).rounded() / 10 } }
}

extension ScoreGroup: ExpressibleByArgument {}

struct CallsCoach: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coach",
        abstract: "What each agent lost most points by, with calls to hear together.",
        discussion: """
            Example:
              aftercall calls coach --agent 8001 --since 2026-11-01
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var window: CallWindow
    @Option(help: "Only this agent.") var agent: String?
    @Option(help: "Rules for each agent.") var count = 3
    @Option(help: "table, csv or json.") var format: TableFormat = .table

    func validate() throws {
        guard (1...1000).contains(count) else { throw ValidationError("--count is from 1 to 1000") }
    }

    func run() throws {
        let site = try Site(options.workspace, isReadOnly: true)
        var query = try window.query(of: site)
        query.agent = agent
        let rows = try site.coaching(query, each: count).map { point in
            [
                Cell(point.agent), Cell(point.title), Cell(point.failed), Cell(point.judged), Cell(point.lost),
                Cell(point.calls.map(\.description).joined(separator: " ")), Cell(point.rule),
            ]
        }
        let columns: [Table.Column] = [
            .init("agent"), .init("title"), .init("failed", nil, .integer), .init("judged", nil, .integer),
            .init("lost", nil, .number), .init("calls"), .init("rule"),
        ]
        let table = Table("coaching", columns: columns, rows: rows, primaryKey: ["agent", "rule"])
        Terminal.print(table: table, format, zone: site.settings.site.timeZone)
    }
}

struct CallsCalibrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract: "Hold the rules' verdicts against people's, rule by rule: agreement and Cohen's kappa.",
        discussion: """
            The CSV has the columns call, rule (pack/rule) and verdict (pass, fail, n/a). A kappa over .8 is agreement as
            good as between people; under .4 the rule, or the people's understanding of it, needs work.

            Example:
              aftercall calls calibrate november.csv
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @Argument(help: "A CSV of people's scores.") var file: String
    @Option(help: "table, csv or json.") var format: TableFormat = .table

    func run() throws {
        let site = try Site(options.workspace, isReadOnly: true)
        guard let bytes = try? Data(contentsOf: URL(filePath: file)) else { throw NightError.cannotRead(path: file) }
        let calibration = try site.calibrate([UInt8](bytes))
        let rows = (calibration.rules + [(rule: "all", agreement: calibration.all)]).map { rule, agreement in
            [
                Cell(rule), Cell(agreement.calls), Cell(agreement.bothPassed), Cell(agreement.bothFailed),
                Cell(agreement.onlyRulePassed), Cell(agreement.onlyPersonPassed),
                agreement.share.map(Cell.ratio) ?? .missing,
                Cell(agreement.kappa.map { ($0 * 1000).rounded() / 1000 }),
            ]
        }
        let columns: [Table.Column] = [
            .init("rule"), .init("calls", nil, .integer), .init("both_passed", "both pass", .integer),
            .init("both_failed", "both fail", .integer), .init("only_rule_passed", "only rule passes", .integer),
            .init("only_person_passed", "only person passes", .integer), .init("agreement", nil, .ratio),
            .init("kappa", "κ", .number),
        ]
        let table = Table("calibration", columns: columns, rows: rows, primaryKey: ["rule"])
        Terminal.print(table: table, format, zone: site.settings.site.timeZone)
        for fault in calibration.faults {
            let name = URL(filePath: file).lastPathComponent
            Terminal.remark("warning", "\(name):\(fault.line): \(fault.problem)")
        }
        if !calibration.faults.isEmpty { throw ExitCode(3) }
    }
}
