import ArgumentParser
import Calls
import Foundation
import Night
import Report

struct CallsTickets: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tickets",
        abstract: "Failed rules as CSV or JSON lines, for a ticket system or a CRM.",
        discussion: """
            Nothing is sent anywhere but with --send, which posts them to 'tickets.webhook' of aftercall.yaml. The same failure always has the same key, so that it can be taken in once only. Words
            are not in it; customers are named by their pseudonyms.

            Examples:
              aftercall calls tickets --date 2026-11-21 --severity critical > tickets.jsonl
              aftercall calls tickets --since 2026-11-01 --format csv
              aftercall calls tickets --date 2026-11-21 --send
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable { case jsonl, csv }

    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var window: CallWindow
    @Option(help: "Only rules of at least this severity: info, minor, major, critical.") var severity: Severity = .major
    @Option(help: "jsonl or csv.") var format: Format = .jsonl

    @Flag(help: "Post them, signed, to the webhook in aftercall.yaml.") var send = false

    func run() async throws {
        guard !send else { return try await post() }
        let site = try Site(options.workspace, isReadOnly: true)
        let zone = site.settings.site.timeZone
        var rows: [[Cell]] = []
        try site.tickets(window.query(of: site), atLeast: severity) { ticket in
            switch format {
            case .jsonl: Terminal.print(try JSONText.line(ticket))
            case .csv:
                rows.append([
                    Cell(ticket.key), Cell(ticket.call.description), Cell(ticket.start), Cell(ticket.agent),
                    Cell(ticket.queue), Cell(ticket.customer), Cell(ticket.rule), Cell(ticket.version),
                    Cell(ticket.title), Cell(ticket.severity.rawValue), Cell(ticket.score),
                    Cell(ticket.places.map { String(format: "%.1f", $0) }.joined(separator: " ")),
                ])
            }
        }
        guard format == .csv else { return }
        let columns: [Table.Column] = [
            .init("key"), .init("call"), .init("start", nil, .time), .init("agent"), .init("queue"), .init("customer"),
            .init("rule"), .init("version", nil, .integer), .init("title"), .init("severity"),
            .init("score", nil, .number), .init("places_s"),
        ]
        Terminal.print(table: Table("tickets", columns: columns, rows: rows, primaryKey: ["key"]), .csv, zone: zone)
    }
}

extension CallsTickets {
    private func post() async throws {
        let site = try Site(options.workspace)
        var tickets: [Ticket] = []
        try site.tickets(window.query(of: site), atLeast: severity) { tickets.append($0) }
        let (sent, trouble) = try await site.send(tickets)
        Terminal.say("\(sent) of \(tickets.count) tickets were sent.")
        guard let trouble else { return }
        Complaint("not all tickets were sent: \(trouble)", hint: "check 'tickets' in aftercall.yaml").print()
        throw ExitCode(3)
    }
}

extension Severity: ExpressibleByArgument {}
