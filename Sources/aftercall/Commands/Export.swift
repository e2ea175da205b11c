import ArgumentParser
import Foundation
import Night
import Report

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the auditor's package, or the facts of all calls for DuckDB and Spark.",
        discussion: """
            Examples:
              aftercall export --output audit-november --since 2026-11-01 --until 2026-12-01
              aftercall export --output for-excel --for spreadsheet
              aftercall export --output facts.parquet --parquet

            The auditor's package is a folder of CSV tables with their hashes, a signature, and how to check them. Facts are one
            file: the table on which the SQL of every figure runs ('aftercall report --explain').
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @Option(name: .shortAndLong, help: "The new folder; of facts, the file.") var output: String
    @Option(help: "Only calls of this business day.") var date: String?
    @Option(help: "Only calls from this business day on.") var since: String?
    @Option(help: "Only calls before this business day.") var until: String?
    @Option(help: "en or zh (default: the site's).") var language: Settings.Language?
    @Option(name: .customLong("for"), help: "machine, or spreadsheet: protected from formulas and rounding, with BOM.")
    var reader: Reader = .machine
    @Flag(help: "Write facts, in this form, instead of the auditor's package.") var facts: FactFormat?

    enum Reader: String, ExpressibleByArgument, CaseIterable { case machine, spreadsheet }

    func run() throws {
        let site = try Site(options.workspace)
        let window =
            try WindowOptions(date: date, since: since, until: until).window(of: site)
            ?? site.wholeWindow()
        if let facts {
            try site.exportFacts(window, as: facts, to: URL(filePath: output))
            Terminal.print("The facts are in \(output).")
            return
        }
        let folder = URL(filePath: output, directoryHint: .isDirectory)
        try site.export(
            window,
            to: folder,
            language: language.map { $0 == .zh ? .chinese : .english },
            forSpreadsheet: reader == .spreadsheet
        )
        Terminal.print("The auditor's package is in \(folder.path); VERIFY.md says how to check it.")
    }
}

extension FactFormat: EnumerableFlag {}
