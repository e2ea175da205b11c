import ArgumentParser
import Calls
import Foundation
import Night
import Report

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "The figures of a day or a span of days.",
        discussion: """
            Examples:
              aftercall report                                    the last day with calls
              aftercall report --by agent --date 2026-11-21
              aftercall report --explain service_level_6
              aftercall report --format html --language zh --output morning.html
            """
    )

    enum Subject: String, ExpressibleByArgument, CaseIterable { case day, agent, queue, interval, rule, mask, worst }

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json, html, markdown }

    @OptionGroup var options: WorkspaceOptions
    @Option(help: "Business day, such as 2026-11-21 (default: the last with calls).") var date: String?
    @Option(help: "From this business day on.") var since: String?
    @Option(help: "Before this business day.") var until: String?
    @Option(help: "Rows by: \(Subject.allCases.map(\.rawValue).joined(separator: ", ")).") var by: Subject?
    @Option(help: "\(Format.allCases.map(\.rawValue).joined(separator: ", ")).") var format: Format = .table
    @Option(help: "en or zh (default: the site's).") var language: Settings.Language?
    @Option(help: "Show a figure's formula, counts and example calls.") var explain: String?
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
        guard let window = try WindowOptions(date: date, since: since, until: until).window(of: site) ?? lastDay(site)
        else {
            Terminal.note("aftercall: there are no calls in the archive yet; 'aftercall run' brings them in")
            return
        }
        let model = try site.reportModel(window, language: language.map { $0 == .zh ? .chinese : .english })
        let bytes: [UInt8]
        if let figure = explain.flatMap(KPIID.init(rawValue:)) {
            bytes = try model.explain(figure, examples: site.examples(window))
        } else {
            let render = RenderOptions(
                width: Terminal.width,
                isStyled: Terminal.isStyled && output == nil,
                forSpreadsheet: spreadsheet
            )
            bytes = model.render(reportFormat, view: view, options: render)
        }
        if let output {
            try Data(bytes).write(to: URL(filePath: output))
        } else {
            Terminal.print(bytes: bytes)
        }
    }

    private func lastDay(_ site: Site) throws -> Window? {
        try site.lastDay().flatMap { Window(date: $0, in: site.settings.site.timeZone) }
    }

    private var reportFormat: ReportFormat {
        switch format {
        case .table: .table
        case .csv: .csv
        case .json: .json
        case .html: .html
        case .markdown: .markdown
        }
    }

    private var view: ReportView {
        switch by {
        case nil: .summary
        case .day: .by(.day)
        case .agent: .by(.agent)
        case .queue: .by(.queue)
        case .interval: .by(.interval(minutes: 30))
        case .rule: .rules
        case .mask: .masks
        case .worst: .worstCalls
        }
    }
}
