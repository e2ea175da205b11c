import Archive
import ArgumentParser
import Calls
import Foundation
import Night
import Quality
import Report

struct RulesExplain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show why a rule came to its verdict on a stored call.",
        discussion: """
            Every condition is shown with its answer and with the places that show it. The words are the masked ones, so
            that a rule about what was masked, such as digits, can come out otherwise than in the night.

            Example:
              aftercall rules explain service-en/greeting ast-1795377224.100
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @Argument(help: "The rule, as pack/rule.") var rule: String
    @Argument(help: "The call's id.") var call: String
    @Option(help: "A pack, or a folder of packs, to take the rule from (default: the workspace's).")
    var packs: String?

    func run() throws {
        let site = try Site(options.workspace, isReadOnly: true)
        guard let id = CallID(call) else { throw NightError.noSuchCall }
        let packs = try packs.map { try RulePack.all(at: URL(filePath: $0)) } ?? site.rulePacks()
        let explanation = try site.explain(rule, call: id, packs: packs)
        let finding = explanation.finding
        let verdict = finding.verdict == .notApplicable ? "n/a" : finding.verdict.rawValue
        Terminal.print("\(finding.rule) (version \(finding.version)): \(finding.title)")
        Terminal.print("\(verdict)\(finding.reason.map { ": \($0)" } ?? "")")
        for step in explanation.steps {
            Terminal.print(
                String(repeating: "  ", count: step.depth) + "- line \(step.line), \(step.text): \(step.answer)"
            )
            for evidence in step.evidence {
                Terminal.print(String(repeating: "  ", count: step.depth + 2) + place(evidence))
            }
        }
    }

    private func place(_ evidence: Evidence) -> String {
        var text = String(format: "%.2f s to %.2f s", evidence.span.start.seconds, evidence.span.end.seconds)
        if let turn = evidence.turn { text += ", turn \(turn + 1)" }
        if let channel = evidence.channel { text += ", channel \(channel)" }
        if let value = evidence.value { text += String(format: ", %.3g", value) }
        if let threshold = evidence.threshold { text += String(format: " against %.3g", threshold) }
        return text
    }
}

/// Which stored calls are looked at.
struct CallWindow: ParsableArguments {
    @Option(help: "Only calls of this business day.") var date: String?
    @Option(help: "Only calls from this business day on.") var since: String?
    @Option(help: "Only calls before this business day.") var until: String?

    func query(of site: Site) throws -> CallQuery {
        let window = try WindowOptions(date: date, since: since, until: until).window(of: site)
        return CallQuery(since: window?.start, until: window?.end)
    }
}

struct RulesCoverage: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Say what each rule did over stored calls, and what never fires.",
        discussion: """
            A rule that always passes, always fails or never applies tells no call from another. Phrases that nobody
            said are listed, too.

            Example:
              aftercall rules coverage --since 2026-11-01 --format csv
            """
    )

    @OptionGroup var packs: RulesCommand.Packs
    @OptionGroup var window: CallWindow
    @Option(help: "table, csv or json.") var format: TableFormat = .table

    func run() throws {
        let site = try Site(packs.options.workspace, isReadOnly: true)
        let coverage = try site.coverage(of: packs.packs(), window.query(of: site))
        let rows = coverage.map { rule in
            let silent = rule.silentPhrases
            let shown =
                format == .table ? silent.prefix(3) + (silent.count > 3 ? ["… \(silent.count)"] : []) : silent[...]
            return [
                Cell(rule.rule), Cell(rule.passed), Cell(rule.failed), Cell(rule.notApplicable), .boolean(rule.isIdle),
                Cell(shown.joined(separator: "; ")),
            ]
        }
        let columns: [Table.Column] = [
            .init("rule"), .init("passed", nil, .integer), .init("failed", nil, .integer),
            .init("not_applicable", "n/a", .integer), .init("idle", nil, .boolean), .init("never_said", "never said"),
        ]
        let table = Table("rule_coverage", columns: columns, rows: rows, primaryKey: ["rule"])
        Terminal.print(table: table, format, zone: site.settings.site.timeZone)
    }
}

struct RulesDiff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Say what other packs would change over stored calls, before they are put in force.",
        discussion: """
            The packs named take the place of all that are in force. Exit code 1 where a verdict would change.

            Example:
              aftercall rules diff new-rules --since 2026-11-01
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @Argument(help: "The packs, or folders of packs, that would be in force.") var paths: [String]
    @OptionGroup var window: CallWindow
    @Option(help: "table, csv or json.") var format: TableFormat = .table

    func run() throws {
        let site = try Site(options.workspace, isReadOnly: true)
        let packs = try paths.flatMap { try RulePack.all(at: URL(filePath: $0)) }
        let difference = try site.difference(to: packs, window.query(of: site))
        func name(_ verdict: Verdict?) -> Cell { verdict == .notApplicable ? .text("n/a") : Cell(verdict?.rawValue) }
        let rows = difference.changes.map { change in
            [
                Cell(change.rule), name(change.before), name(change.after), Cell(change.calls),
                Cell(change.examples.map(\.description).joined(separator: " ")),
            ]
        }
        let columns: [Table.Column] = [
            .init("rule"), .init("before"), .init("after"), .init("calls", nil, .integer), .init("examples"),
        ]
        Terminal.print(table: Table("rule_diff", columns: columns, rows: rows), format, zone: .gmt)
        func mean(_ score: Double?) -> String { score.map { String(format: "%.1f", $0) } ?? "none" }
        Terminal.note(
            "\(difference.calls) calls, \(difference.rescored) with another score; "
                + "mean score \(mean(difference.meanBefore)) → \(mean(difference.meanAfter))"
        )
        if !difference.changes.isEmpty { throw ExitCode(1) }
    }
}

struct RulesSchema: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of rule packs, for editors.",
        discussion: """
            Example:
              aftercall rules schema > rule-pack.schema.json
            """
    )

    func run() throws { Terminal.print(try ruleSchema()) }
}
