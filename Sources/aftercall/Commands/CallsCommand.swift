import Archive
import ArgumentParser
import Calls
import Foundation
import Night
import Report

struct CallsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calls",
        abstract: "List, show, search, score and review calls.",
        discussion: """
            Examples:
              aftercall calls --agent 8001 --date 2026-11-21
              aftercall calls --worst 5
              aftercall calls show ast-1795377224.100
              aftercall calls search "cancel my contract"
              aftercall calls review plan --count 20
              aftercall calls scores --by agent
              aftercall calls assurance --date 2026-11-21
            """,
        subcommands: [
            List.self, Show.self, CallsSearch.self, CallsReview.self, CallsScores.self, CallsCoach.self,
            CallsCalibrate.self, CallsTickets.self, Assurance.self,
        ],
        defaultSubcommand: List.self
    )

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List calls that meet every condition given."
        )

        @OptionGroup var options: WorkspaceOptions
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
            let window = try WindowOptions(date: date, since: since, until: until).window(of: site)
            let query = CallQuery(
                since: window?.start,
                until: window?.end,
                agent: agent,
                queue: queue,
                customer: customer,
                outcome: outcome
            )
            let calls = try worst.map { try site.worstCalls(query, count: $0) } ?? site.archive.outcomes(query)
            if format == .json {
                Terminal.print(try JSONText.pretty(calls))
            } else {
                let table = CallTable(calls, isBrief: format == .table).table
                Terminal.print(table: table, format, zone: site.settings.site.timeZone)
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show one call: facts, timeline, findings, masked words, sealed files.",
            discussion: """
                Examples:
                  aftercall calls show ast-1795377224.100
                  aftercall calls show ast-1795377224.100 --format html > call.html
                """
        )

        enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, html }

        @OptionGroup var options: WorkspaceOptions
        @Argument(help: "The call's id.") var call: String
        @Option(help: "text, json or html.") var format: Format = .text

        func run() throws {
            let site = try Site(options.workspace, isReadOnly: true)
            guard let id = CallID(call), let outcome = try site.archive.outcome(of: id) else {
                throw NightError.noSuchCall
            }
            switch format {
            case .json: Terminal.print(try JSONText.pretty(outcome))
            case .html: Terminal.print(try site.callPage(of: outcome))
            case .text:
                let files = try site.archive.files(of: id)
                let (zone, scorecard) = (site.settings.site.timeZone, site.settings.scorecard)
                let book = site.settings.site.language == .zh ? Phrasebook.ofCall : nil
                let page = CallText(outcome, files: files, zone: zone, scorecard: scorecard) {
                    book?.translate($0) ?? $0
                }
                Terminal.print(page.text(width: Terminal.width))
            }
        }
    }
}

extension Outcome: ExpressibleByArgument {}
