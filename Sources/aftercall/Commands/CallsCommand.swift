import Archive
import ArgumentParser
import Calls
import Foundation
import Night
import Report

struct CallsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calls",
        abstract: "List calls, or show one with its timeline.",
        discussion: """
            Examples:
              aftercall calls --agent 8001 --date 2026-11-21
              aftercall calls --worst 5
              aftercall calls ast-1795377224.100
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @Argument(help: "A call id: show this call.") var call: String?
    @Option(help: "Only calls of this business day.") var date: String?
    @Option(help: "Only calls from this business day on.") var since: String?
    @Option(help: "Only calls before this business day.") var until: String?
    @Option(help: "Only calls of this agent.") var agent: String?
    @Option(help: "Only calls of this queue.") var queue: String?
    @Option(help: "Only calls of this customer, by pseudonym.") var customer: String?
    @Option(help: "Only calls that ended so: \(Outcome.allCases.map(\.rawValue).joined(separator: ", ")).")
    var outcome: Outcome?
    @Option(help: "The n calls with the lowest scores.") var worst: Int?
    @Option(help: "table, csv or json.") var format: TableFormat = .table

    func run() throws {
        let site = try Site(options.workspace, isReadOnly: true)
        if let call {
            guard let id = CallID(call), let outcome = try site.archive.outcome(of: id) else {
                throw NightError.noSuchCall
            }
            try show(outcome, site)
        } else {
            try list(site)
        }
    }

    private func list(_ site: Site) throws {
        let window = try WindowOptions(date: date, since: since, until: until).window(of: site)
        var calls = try site.archive.outcomes(
            CallQuery(
                since: window?.start,
                until: window?.end,
                agent: agent,
                queue: queue,
                customer: customer,
                outcome: outcome
            )
        )
        if let worst {
            calls = Array(
                calls.filter { $0.evaluation?.score != nil }
                    .sorted { ($0.evaluation?.score ?? 100, $0.facts.id) < ($1.evaluation?.score ?? 100, $1.facts.id) }
                    .prefix(max(0, worst))
            )
        }
        if format == .json {
            Terminal.print(try JSONText.pretty(calls))
        } else {
            Terminal.print(
                table: CallTable(calls, isBrief: format == .table).table,
                format,
                zone: site.settings.site.timeZone
            )
        }
    }

    private func show(_ outcome: CallOutcome, _ site: Site) throws {
        if format == .json {
            Terminal.print(try JSONText.pretty(outcome))
        } else {
            let page = CallText(
                outcome,
                files: try site.archive.files(of: outcome.facts.id),
                zone: site.settings.site.timeZone
            )
            Terminal.print(page.text(width: Terminal.width))
        }
    }
}

extension Outcome: ExpressibleByArgument {}
