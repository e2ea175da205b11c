import Archive
import ArgumentParser
import Calls
import Foundation
import Night
import Report

struct Hold: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold",
        abstract: "Legal holds: keep calls whatever the retention policy says.",
        discussion: """
            Examples:
              aftercall hold add --matter "Case 7" --reason "billing dispute" --call ast-1795377224.100
              aftercall hold add --matter "Audit 2026" --reason regulator --queue billing --since 2026-11-01
              aftercall hold list
              aftercall hold release 1 --reason "settled"
            """,
        subcommands: [Add.self, List.self, Release.self]
    )

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Set a hold on all calls that meet the conditions."
        )

        @OptionGroup var options: WorkspaceOptions
        @Option(help: "The case or investigation.") var matter: String
        @Option(help: "Why.") var reason: String
        @Option(name: .customLong("call"), help: "A call id; may be given again.") var calls: [String] = []
        @Option(help: "All calls of this customer, by pseudonym.") var customer: String?
        @Option(help: "All calls of the customer with this number; only the pseudonym is kept.") var number: String?
        @Option(help: "All calls of this queue.") var queue: String?
        @Option(help: "All calls of this agent.") var agent: String?
        @Option(help: "From this business day on.") var since: String?
        @Option(help: "Before this business day.") var until: String?
        @Flag(help: "All calls, without any condition.") var all = false

        func run() throws {
            let site = try Site(options.workspace)
            let window = try WindowOptions(since: since, until: until).window(of: site)
            let ids = try calls.map { text in
                guard let id = CallID(text) else { throw NightError.noSuchCall }
                return id
            }
            let scope = LegalHold.Scope(
                calls: ids,
                customer: try number.map(site.customerToken) ?? customer,
                queue: queue,
                agent: agent,
                since: since == nil ? nil : window?.start,
                until: until == nil ? nil : window?.end
            )
            guard all || scope != LegalHold.Scope() else {
                throw ValidationError("say which calls (--call, --customer, --queue, --agent, --since), or --all")
            }
            let hold = try site.setHold(matter: matter, reason: reason, scope: scope)
            let covered = try site.archive.facts().count { scope.covers($0) }
            Terminal.say("hold \(hold.id) is set; it covers \(covered) calls that are here now, and those to come")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List the holds in force.")

        @OptionGroup var options: WorkspaceOptions
        @Flag(help: "Released ones too.") var all = false
        @Option(help: "table, csv or json.") var format: TableFormat = .table

        func run() throws {
            let site = try Site(options.workspace, isReadOnly: true)
            let holds = try site.archive.holds().filter { all || $0.isActive }
            Terminal.print(
                table: Table(holds: holds),
                format,
                zone: site.settings.site.timeZone
            )
        }
    }

    struct Release: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "release", abstract: "Release a hold.")

        @OptionGroup var options: WorkspaceOptions
        @Argument(help: "The hold's number.") var hold: Int
        @Option(help: "Why; entered in the audit log.") var reason: String?

        func run() throws {
            try Site(options.workspace).releaseHold(hold, reason: reason)
            Terminal.say("hold \(hold) is released")
        }
    }
}
