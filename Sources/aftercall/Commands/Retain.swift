import ArgumentParser
import Calls
import Foundation
import Night
import Report
import Retention

struct Retain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what the retention policy destroys today, and destroy it.",
        discussion: """
            Examples:
              aftercall retain plan
              aftercall retain plan --all --format csv
              aftercall retain apply --plan 5f2b0c…          the hash that 'plan' printed
            """,
        subcommands: [Plan.self, Apply.self]
    )

    struct Plan: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show what would go, and why; nothing is changed.")

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
                ]
            }
            let columns: [Table.Column] = [
                .init("call"), .init("act"), .init("rules"), .init("holds"), .init("keep_until", nil, .time),
                .init("destroy_by", nil, .time),
            ]
            Terminal.print(
                table: Table("plan", columns: columns, rows: rows),
                format,
                zone: site.settings.site.timeZone
            )
            guard format == .table else { return }
            Terminal.print("\(plan.due.count) of \(plan.decisions.count) calls are due for destruction.")
            if !plan.due.isEmpty {
                Terminal.print("To destroy them: aftercall retain apply --plan \(try Site.hash(of: plan))")
            }
        }
    }

    struct Apply: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Destroy what is due and leave a certificate for each call.",
            discussion: "The plan is made again first; if its hash is not the one approved, nothing is destroyed."
        )

        @OptionGroup var options: WorkspaceOptions
        @Option(help: "The hash that 'retain plan' printed: what you approve.") var plan: String

        func run() throws {
            let site = try Site(options.workspace)
            let now = try site.retentionPlan()
            let hash = try Site.hash(of: now)
            guard plan.count >= 12, hash.hasPrefix(plan.lowercased()) else {
                throw NightError.planChanged(approved: plan, now: hash)
            }
            let gone = try site.apply(now, by: Site.actor)
            Terminal.print("\(gone.count) calls are destroyed; 'aftercall export' holds their certificates.")
        }
    }
}
