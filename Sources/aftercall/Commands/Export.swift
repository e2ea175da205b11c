import ArgumentParser
import Foundation
import Night
import Report

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the auditor's package, or the facts of all calls for DuckDB and Spark.",
        discussion: """
            Examples:
              aftercall export --output audit-november --since 2026-11-01 --until 2026-12-01
              aftercall export --output for-excel --for spreadsheet
              aftercall export --output for-wps.zip --for spreadsheet --encoding gb18030
              aftercall export --output facts.parquet --parquet
              aftercall export --output shifts.parquet --parquet --table shift

            The auditor's package is a folder of CSV tables with their hashes, a signature, and how to check them; where the
            output's name ends in .zip, one file. Facts are one file: the table on which the SQL of every figure runs ('aftercall report --explain').
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @Option(name: .shortAndLong, help: "The new folder, or file that ends in .zip; of facts, the file.") var output:
        String
    @Option(help: "Only calls of this business day.") var date: String?
    @Option(help: "Only calls from this business day on.") var since: String?
    @Option(help: "Only calls before this business day.") var until: String?
    @Option(help: "en or zh (default: the site's).") var language: Settings.Language?
    @Option(name: .customLong("for"), help: "machine, or spreadsheet: protected from formulas and rounding, with BOM.")
    var reader: Reader = .machine
    @Option(help: "utf-8, or for a spreadsheet in mainland China gb18030.") var encoding: PackageForm.Encoding = .utf8
    @Flag(help: "Write facts, in this form, instead of the auditor's package.") var facts: FactFormat?

    @Option(help: "Of facts: fact, a row a call; or shift, the time that agents were there for calls.")
    var table: FactTable = .fact

    enum Reader: String, ExpressibleByArgument, CaseIterable { case machine, spreadsheet }

    func validate() throws {
        guard encoding == .utf8 || reader == .spreadsheet else {
            throw ValidationError("--encoding gb18030 goes with --for spreadsheet")
        }
    }

    func run() throws {
        let site = try Site(options.workspace)
        let window =
            try WindowOptions(date: date, since: since, until: until).window(of: site)
            ?? site.wholeWindow()
        if let facts {
            try site.exportFacts(window, table, as: facts, to: URL(filePath: output))
            Terminal.say("The facts are in \(output).")
            return
        }
        let isZip = output.lowercased().hasSuffix(".zip")
        let target = URL(filePath: output, directoryHint: isZip ? .notDirectory : .isDirectory)
        try site.export(
            window,
            to: target,
            language: language.map { $0 == .zh ? .chinese : .english },
            as: PackageForm(forSpreadsheet: reader == .spreadsheet, encoding: encoding, isZip: isZip)
        )
        Terminal.say("The auditor's package is in \(target.path); VERIFY.md says how to check it.")
    }
}

extension FactFormat: EnumerableFlag {}
extension FactTable: ExpressibleByArgument {}

extension PackageForm.Encoding: ExpressibleByArgument {}
