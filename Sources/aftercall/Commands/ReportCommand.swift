import ArgumentParser
import Calls
import Foundation
import Night
import Report

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "The figures of a day, a week, a month or a span of days.",
        discussion: """
            Examples:
              aftercall report                                    the last day with calls
              aftercall report weekly --date 2026-11-21           the week that holds this day
              aftercall report monthly --format md                for a mail
              aftercall report --by agent --date 2026-11-21
              aftercall report --explain service_level_6
              aftercall report --format html --language zh --output morning.html

            JSON and HTML hold the whole report, whatever its name; CSV holds one table: the report's first, or that of --by.
            """
    )

    enum Subject: String, ExpressibleByArgument, CaseIterable {
        case agent, team, queue, channel, campaign, interval, hour, weekday, day, week, month
        case rule, mask, worst, staffing, heatmap, journey, recording, quality
    }

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, csv, json, html, markdown, md
    }

    @OptionGroup var options: WorkspaceOptions
    @Argument(help: "\(ReportKind.allCases.map(\.rawValue).joined(separator: ", ")).") var kind: ReportKind = .daily
    @Option(help: "Business day, such as 2026-11-21 (default: the last with calls).") var date: String?
    @Option(help: "From this business day on.") var since: String?
    @Option(help: "Before this business day.") var until: String?
    @Option(help: "Rows by: \(Subject.allCases.map(\.rawValue).joined(separator: ", ")).") var by: Subject?
    @Option(help: "\(Format.allCases.map(\.rawValue).joined(separator: ", ")).") var format: Format = .table
    @Option(help: "en or zh (default: the site's).") var language: Settings.Language?
    @Option(help: "Show a figure's formula, counts, SQL and example calls.") var explain: String?
    @Option(name: .shortAndLong, help: "Write to this file.") var output: String?
    @Flag(help: "Make CSV safe for spreadsheets.") var spreadsheet = false

    func validate() throws {
        if let explain, KPIID(rawValue: explain) == nil {
            let known = KPIID.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("no figure is called '\(explain)'; there are \(known)")
        }
    }

    func run() throws {
        let site = try Site(options.workspace, isReadOnly: true)
        guard let window = try window(of: site) else {
            Terminal.remark("there are no calls in the archive yet; 'aftercall run' brings them in")
            return
        }
        let model = try site.reportModel(
            window,
            language: language.map { $0 == .zh ? .chinese : .english },
            isPage: reportFormat == .html
        )
        let bytes: [UInt8]
        if let figure = explain.flatMap(KPIID.init(rawValue:)) {
            bytes = try model.explain(figure, examples: site.examples(window))
        } else {
            let render = RenderOptions(
                width: Terminal.width,
                isStyled: Terminal.isStyled && output == nil,
                forSpreadsheet: spreadsheet
            )
            let views = by.map { [$0.view] } ?? kind.views(hasTeams: !model.teams.isEmpty)
            bytes = model.render(reportFormat, views: views, options: render)
        }
        if let output {
            try Data(bytes).write(to: URL(filePath: output))
        } else {
            Terminal.print(bytes: bytes)
        }
    }

    /// The days that were asked for; without any, those of the last day with calls.
    private func window(of site: Site) throws -> Window? {
        let zone = site.settings.site.timeZone
        guard date != nil || (since == nil && until == nil) else {
            return try WindowOptions(since: since, until: until).window(of: site).map(site.bounded)
        }
        guard let day = try date ?? site.lastDay() else { return nil }
        guard let window = Window(date: day, in: zone) else { throw NightError.badDate(day) }
        switch kind {
        case .weekly: return .week(of: window.start, in: zone)
        case .monthly: return .month(of: window.start, in: zone)
        default: return window
        }
    }

    private var reportFormat: ReportFormat {
        switch format {
        case .table: .table
        case .csv: .csv
        case .json: .json
        case .html: .html
        case .markdown, .md: .markdown
        }
    }
}

extension ReportKind: ExpressibleByArgument {}

extension ReportCommand.Subject {
    fileprivate var view: ReportView {
        switch self {
        case .agent: .by(.agent)
        case .team: .by(.team)
        case .queue: .by(.queue)
        case .channel: .by(.channel)
        case .campaign: .by(.campaign)
        case .interval: .by(.interval(minutes: 30))
        case .hour: .by(.hour)
        case .weekday: .by(.weekday)
        case .day: .by(.day)
        case .week: .by(.week)
        case .month: .by(.month)
        case .rule: .rules
        case .mask: .masks
        case .worst: .worstCalls
        case .staffing: .staffing
        case .heatmap: .heatmap
        case .journey: .journeys
        case .recording: .recordings
        case .quality: .quality
        }
    }
}
