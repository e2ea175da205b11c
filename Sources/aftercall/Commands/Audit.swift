import ArgumentParser
import Calls
import Foundation
import Night
import Report
import Vault

struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check and show the log of every act on a call.",
        discussion: """
            Examples:
              aftercall audit verify
              aftercall audit show --call ast-1795377224.100
            """,
        subcommands: [Verify.self, Show.self]
    )

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Check every event, the tree and every signature.")

        @OptionGroup var options: WorkspaceOptions

        func run() throws {
            let site = try Site(options.workspace, isReadOnly: true)
            let report = try site.audit.verify(with: site.keys.verificationKey())
            if let fault = report.fault { throw VaultError.auditLog(fault) }
            Terminal.print("\(report.events) events, \(report.checkpoints) signed checkpoints, all in order")
            Terminal.print("root \(report.root)")
            if report.unsigned > 0 {
                Terminal.print("\(report.unsigned) events came after the last checkpoint; the next run signs them")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show events.")

        @OptionGroup var options: WorkspaceOptions
        @Option(help: "Only events about this call.") var call: String?
        @Option(help: "Only this act: \(AuditAct.allCases.map(\.rawValue).joined(separator: ", ")).") var act: AuditAct?
        @Option(help: "table, csv or json.") var format: TableFormat = .table

        func run() throws {
            let site = try Site(options.workspace, isReadOnly: true)
            let events = try site.audit.events(AuditFilter(acts: act.map { [$0] }, object: call))
            let columns: [Table.Column] = [
                .init("event", nil, .integer), .init("time", nil, .time), .init("actor"), .init("act"), .init("object"),
                .init("details"),
            ]
            let rows = events.map { event in
                let details = event.entry.details.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                return [
                    Cell(event.sequence), Cell(UTCTime(milliseconds: event.entry.time)), Cell(event.entry.actor),
                    Cell(event.entry.act.rawValue), Cell(event.entry.object), Cell(details.joined(separator: " ")),
                ]
            }
            Terminal.print(
                table: Table("audit", columns: columns, rows: rows),
                format,
                zone: site.settings.site.timeZone
            )
        }
    }
}

extension AuditAct: ExpressibleByArgument {}
