import ArgumentParser
import Calls
import Foundation
import Night
import Quality
import Report
import StrictYAML

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "List, check, test and explain rule packs.",
        discussion: """
            Examples:
              aftercall rules list
              aftercall rules lint rules/my-pack.yaml
              aftercall rules test
              aftercall rules explain service-en/greeting ast-1795377224.100
              aftercall rules coverage --since 2026-11-01
              aftercall rules diff new/my-pack.yaml --since 2026-11-01
              aftercall rules schema > rule-pack.schema.json
            """,
        subcommands: [
            List.self, Lint.self, Test.self, RulesExplain.self, RulesCoverage.self, RulesDiff.self, RulesSchema.self,
        ]
    )

    struct Packs: ParsableArguments {
        @OptionGroup var options: WorkspaceOptions
        @Argument(help: "Packs, or folders of packs (default: the workspace's).") var paths: [String] = []

        func packs() throws -> [RulePack] {
            let packs =
                paths.isEmpty
                ? try Site(options.workspace, isReadOnly: true).rulePacks()
                : try paths.flatMap { try RulePack.all(at: URL(filePath: $0)) }
            guard !packs.isEmpty else { throw NightError.noRulePacks }
            return packs
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "Say which rules are in force.")

        @OptionGroup var packs: Packs
        @Option(help: "table, csv or json.") var format: TableFormat = .table

        func run() throws {
            let rows = try packs.packs().flatMap { pack in
                pack.rules.map { rule in
                    [
                        Cell("\(pack.id)/\(rule.id)"), Cell(rule.version), Cell(rule.severity.rawValue),
                        Cell(rule.weight), Cell(pack.languages.joined(separator: " ")), Cell(rule.title.en),
                    ]
                }
            }
            let columns: [Table.Column] = [
                .init("rule"), .init("version", nil, .integer), .init("severity"), .init("weight", nil, .number),
                .init("languages"), .init("title"),
            ]
            Terminal.print(table: Table("rules", columns: columns, rows: rows), format, zone: .gmt)
        }
    }

    struct Lint: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "lint", abstract: "Find mistakes in rule packs.")

        @OptionGroup var packs: Packs

        func run() throws {
            let problems = try packs.packs().flatMap { $0.lint() }
            for problem in problems {
                Terminal.remark("\(problem)")
                if let hint = problem.hint { Terminal.remark(hint) }
            }
            if !problems.isEmpty { throw ExitCode(65) }
            Terminal.say("no mistakes")
        }
    }

    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "test",
            abstract: "Run the tests that the rules carry.",
            discussion: """
                With --mutations each rule is also changed in every small way that matters, one at a time: a phrase left
                out, a window moved, a limit shifted. A change that no test notices is printed; it may go wrong unseen.

                Example:
                  aftercall rules test --mutations rules/my-pack.yaml
                """
        )

        @OptionGroup var packs: Packs
        @Flag(help: "Also say which small changes of the rules no test would notice.") var mutations = false

        func run() throws {
            let packs = try packs.packs()
            let results = packs.flatMap { $0.runTests() }
            for result in results where !result.passed {
                Terminal.note(
                    "\(result.file):\(result.line): \(result.rule): '\(result.test)' gave \(result.verdict.rawValue), "
                        + "expected \(result.expected.rawValue)\(result.reason.map { " (\($0))" } ?? "")"
                )
            }
            let failed = results.count { !$0.passed }
            Terminal.say("\(results.count - failed) passed, \(failed) failed")
            let unnoticed = mutations ? packs.flatMap { $0.unnoticedMutations() } : []
            for mutation in unnoticed { Terminal.note(Terminal.translate(mutation.description)) }
            if mutations { Terminal.say("\(unnoticed.count) changes that no test notices") }
            if failed > 0 || !unnoticed.isEmpty { throw ExitCode(1) }
        }
    }
}
