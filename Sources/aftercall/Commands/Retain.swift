import ArgumentParser
import Calls
import Foundation
import Night
import Report
import Retention

struct Retain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retain",
        abstract: "Say what the retention policy destroys today, and destroy it.",
        discussion: """
            Examples:
              aftercall retain plan
              aftercall retain plan --all --format csv
              aftercall retain approve --plan 5f2b0c…        where two people have to
              aftercall retain apply --plan 5f2b0c…          the hash that 'plan' printed
              aftercall retain gaps                          what the policy says must exist and does not
              aftercall retain event --customer-number 13800001111 --name contract-end --date 2026-10-31
              aftercall retain presets
            """,
        subcommands: [Plan.self, Approve.self, Apply.self, Gaps.self, Event.self, Presets.self]
    )

    struct Plan: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "plan",
            abstract: "Show what would go, and why; nothing is changed."
        )

        @OptionGroup var options: WorkspaceOptions
        @Flag(help: "Show what is kept and held, too.") var all = false
        @Option(help: "table, csv or json.") var format: TableFormat = .table

        func run() throws {
            let site = try Site(options.workspace, isReadOnly: true)
            let plan = try site.retentionPlan()
            let rows = plan.decisions.filter { all || $0.act == .destroy }.map { decision in
                [
                    Cell(decision.call.description), Cell(decision.act.rawValue),
                    Cell(decision.rules.joined(separator: " ")), Cell(decision.holds.joined(separator: "; ")),
                    Cell(decision.keepUntil), Cell(decision.destroyBy),
                    Cell(decision.waitsFor.joined(separator: " ")),
                ]
            }
            let columns: [Table.Column] = [
                .init("call"), .init("act"), .init("rules"), .init("holds"), .init("keep_until", nil, .time),
                .init("destroy_by", nil, .time), .init("waits_for"),
            ]
            Terminal.print(
                table: Table("plan", columns: columns, rows: rows),
                format,
                zone: site.settings.site.timeZone
            )
            guard format == .table else { return }
            Terminal.say("\(plan.due.count) of \(plan.decisions.count) calls are due for destruction.")
            if !plan.due.isEmpty {
                Terminal.say("To destroy them: aftercall retain apply --plan \(try Site.hash(of: plan))")
            }
        }
    }

    struct Approve: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "approve",
            abstract: "Approve today's plan by its hash; destroys nothing."
        )

        @OptionGroup var options: WorkspaceOptions
        @Option(help: "The hash that 'retain plan' printed.") var plan: String

        func run() throws {
            let (hash, approvers) = try Site(options.workspace).approve(plan)
            Terminal.say("plan \(hash.prefix(12))… is approved by \(approvers.joined(separator: ", "))")
        }
    }

    struct Apply: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "apply",
            abstract: "Destroy what is due and leave a certificate for each call.",
            discussion: """
                The plan is made again first; if its hash is not the one approved, nothing is destroyed. Who applies a
                plan approves it; with 'approvals: 2' in the settings somebody else has to have approved it before.
                """
        )

        @OptionGroup var options: WorkspaceOptions
        @Option(help: "The hash that 'retain plan' printed: what you approve.") var plan: String

        func run() throws {
            let gone = try Site(options.workspace).apply(plan)
            Terminal.say("\(gone.count) calls are destroyed; 'aftercall export' holds their certificates.")
        }
    }

    struct Gaps: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "gaps",
            abstract: "Find what the policy says must exist and does not: recordings, numbers, agents.",
            discussion: "Ends with 3 where something is missing. A customer's consent is in no switch's record."
        )

        @OptionGroup var options: WorkspaceOptions
        @Option(help: "table, csv or json.") var format: TableFormat = .table

        func run() throws {
            let site = try Site(options.workspace, isReadOnly: true)
            let gaps = try site.retentionGaps()
            Terminal.print(table: Table(gaps: gaps), format, zone: site.settings.site.timeZone)
            if format == .table { Terminal.say("\(gaps.count) gaps") }
            if !gaps.isEmpty { throw ExitCode(3) }
        }
    }

    struct Event: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "event",
            abstract: "Say when something happened from which periods count, such as the end of a contract."
        )

        @OptionGroup var options: WorkspaceOptions
        @Option(help: "Of this call.") var call: String?
        @Option(help: "Of the customer with this number; only the pseudonym is kept.") var customerNumber: String?
        @Option(help: "As rules name it in 'clock': contract-end, product-end, policy-end, ….") var name: String
        @Option(help: "The day, as in 2026-10-31; the clock starts at its end.") var date: String

        func run() throws {
            guard (call == nil) != (customerNumber == nil) else {
                throw ValidationError("say of what: --call or --customer-number")
            }
            guard case .event = RetentionClock(name) else {
                throw ValidationError("a name of small letters, digits and -, other than call-end")
            }
            let site = try Site(options.workspace)
            let subject = try call.map { text in
                guard let id = CallID(text) else { throw NightError.noSuchCall }
                return ClockEvent.Subject.call(id)
            }
            try site.setClock(subject ?? .customer(site.customerToken(customerNumber ?? "")), name: name, day: date)
            Terminal.say("entered: \(name) on \(date)")
        }
    }

    struct Presets: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "presets",
            abstract: "List the laws that ship as rules, and whether each was checked against its source.",
            discussion: "Use one in retention.yaml as '- preset: cn-miit-outbound', with any key said otherwise."
        )

        @Option(help: "table, csv or json.") var format: TableFormat = .table

        func run() throws {
            let columns: [Table.Column] = [
                .init("preset"), .init("where"), .init("class"), .init("keep"), .init("destroy"), .init("clock"),
                .init("basis"), .init("state"),
            ]
            let rows = RetentionPreset.all.map { rule in
                [
                    Cell(rule.id), Cell(rule.jurisdiction), Cell(rule.recordClass), Cell(rule.keep?.description),
                    Cell(rule.destroy?.description), Cell(rule.clock.description), Cell(rule.basis.text),
                    Cell(rule.basis.state),
                ]
            }
            Terminal.print(table: Table("presets", columns: columns, rows: rows), format, zone: .gmt)
        }
    }
}
