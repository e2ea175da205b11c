import Archive
import ArgumentParser
import Calls
import Foundation
import Night
import Report

struct CallsSearch: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find calls by their masked words.",
        discussion: """
            Each argument is a word or a phrase, and each must be said in the call. Case, width, punctuation and the choice
            between traditional and simplified characters make no difference; Chinese is found character by character.

            Examples:
              aftercall calls search "cancel my contract" refund
              aftercall calls search 我要投诉 --since 2026-11-01
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @Argument(help: "Words or phrases.") var terms: [String]
    @OptionGroup var window: CallWindow
    @Option(help: "Only calls of this agent.") var agent: String?
    @Option(help: "Only calls of this queue.") var queue: String?
    @Option(help: "The most calls.") var limit = 50
    @Option(help: "table, csv or json.") var format: TableFormat = .table

    func validate() throws {
        guard (1...100_000).contains(limit) else { throw ValidationError("--limit is from 1 to 100000") }
    }

    func run() throws {
        let site = try Site(options.workspace, isReadOnly: true)
        var query = try window.query(of: site)
        (query.agent, query.queue) = (agent, queue)
        let found = try site.archive.search(terms, in: query, limit: limit)
        let columns: [Table.Column] = [
            .init("call"), .init("at", nil, .seconds), .init("speaker"), .init("turn", nil, .integer), .init("text"),
        ]
        let rows = found.map { turn in
            [
                Cell(turn.call.description), Cell(turn.start), Cell(turn.role.rawValue), Cell(turn.turn + 1),
                Cell(turn.text),
            ]
        }
        Terminal.print(table: Table("found", columns: columns, rows: rows), format, zone: site.settings.site.timeZone)
        if found.isEmpty { throw ExitCode(1) }
    }
}
