import Archive
import ArgumentParser
import Calls
import Foundation
import Night
import Report

struct Runs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "The nights so far: what each did, and how long its parts took.",
        discussion: """
            A run that found nothing to do is not listed. One that was cut off is finished by the next.

            Examples:
              aftercall runs
              aftercall runs --last 365 --format csv > nights.csv
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @Option(help: "How many, the newest first.") var last = 14
    @Option(help: "table, csv or json.") var format: TableFormat = .table

    func run() throws {
        let site = try Site(options.workspace, isReadOnly: true)
        let runs = try site.archive.runs(last: max(last, 0))
        if runs.isEmpty, format == .table { return Terminal.say("No run yet: 'aftercall run'.") }
        Terminal.print(table: Table(runs: runs), format, zone: site.settings.site.timeZone)
    }
}
