import Archive
import ArgumentParser
import Calls
import Foundation
import Night
import Report

struct CallsReview: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "The calls that people should hear: choose, take, note, dispute, settle.",
        discussion: """
            Examples:
              aftercall calls review plan --since 2026-11-01 --count 20
              aftercall calls review
              aftercall calls review take ast-1795377224.100 --reviewer maria
              aftercall calls review done ast-1795377224.100 --note "greeting was there, the recogniser missed it"
              aftercall calls review dispute ast-1795377224.100 --why "the customer hung up first"
            """,
        subcommands: [List.self, Plan.self, Take.self, Done.self, Dispute.self, Settle.self],
        defaultSubcommand: List.self
    )

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List reviews.")

        @OptionGroup var options: WorkspaceOptions
        @Option(help: "Only this status: \(ReviewStatus.allCases.map(\.rawValue).joined(separator: ", ")).")
        var status: ReviewStatus?
        @Option(help: "table, csv or json.") var format: TableFormat = .table

        func run() throws {
            let site = try Site(options.workspace, isReadOnly: true)
            let reviews = try site.archive.reviews(status)
            Terminal.print(table: table(reviews), format, zone: site.settings.site.timeZone)
        }

        private func table(_ reviews: [Review]) -> Table {
            let columns: [Table.Column] = [
                .init("call"), .init("status"), .init("reason"), .init("reviewer"), .init("note"), .init("dispute"),
                .init("updated", nil, .time),
            ]
            let rows = reviews.map { review in
                [
                    Cell(review.call.description), Cell(review.status.rawValue), Cell(review.reason),
                    Cell(review.reviewer), Cell(review.note), Cell(review.dispute), Cell(review.updated),
                ]
            }
            return Table("reviews", columns: columns, rows: rows, primaryKey: ["call"])
        }
    }

    struct Plan: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "plan",
            abstract: "Put calls into the queue: the worst, those with a signal, and a fair sample of all agents.",
            discussion: """
                Half of the places go to the calls most worth an ear, half to a sample in which every agent is heard about
                equally often. The same seed draws the same sample.

                Example:
                  aftercall calls review plan --since 2026-11-01 --count 20
                """
        )

        @OptionGroup var options: WorkspaceOptions
        @OptionGroup var window: CallWindow
        @Option(help: "How many calls.") var count = 10
        @Option(help: "Of the random sample.") var seed: UInt64 = 1

        func validate() throws {
            guard (1...10_000).contains(count) else { throw ValidationError("--count is from 1 to 10000") }
        }

        func run() throws {
            let site = try Site(options.workspace)
            let planned = try site.planReviews(window.query(of: site), count: count, seed: seed)
            for review in planned { Terminal.print("\(review.call)  \(review.reason)") }
            Terminal.note(Terminal.translate("\(planned.count) calls entered the queue"))
        }
    }

    struct Take: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "take", abstract: "Say who listens.")

        @OptionGroup var options: WorkspaceOptions
        @Argument(help: "The call's id.") var call: CallID
        @Option(help: "Who listens.") var reviewer: String

        func run() throws { show(try Site(options.workspace).review(call, .taken, reviewer: reviewer)) }
    }

    struct Done: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "done",
            abstract: "End a review, with a note; the note is masked."
        )

        @OptionGroup var options: WorkspaceOptions
        @Argument(help: "The call's id.") var call: CallID
        @Option(help: "What was found.") var note: String?

        func run() throws { show(try Site(options.workspace).review(call, .done, note: note)) }
    }

    struct Dispute: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "dispute",
            abstract: "Say why a score is not right."
        )

        @OptionGroup var options: WorkspaceOptions
        @Argument(help: "The call's id.") var call: CallID
        @Option(help: "Why the score is not right; it is masked.") var why: String

        func run() throws { show(try Site(options.workspace).review(call, .disputed, dispute: why)) }
    }

    struct Settle: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "settle",
            abstract: "End a dispute, with a note; the note is masked."
        )

        @OptionGroup var options: WorkspaceOptions
        @Argument(help: "The call's id.") var call: CallID
        @Option(help: "How it ended.") var note: String?

        func run() throws { show(try Site(options.workspace).review(call, .settled, note: note)) }
    }

}

private func show(_ review: Review) { Terminal.print("\(review.call)  \(review.status.rawValue)") }

extension ReviewStatus: ExpressibleByArgument {}

extension CallID: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
