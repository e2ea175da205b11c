import Archive
import ArgumentParser
import Calls
import Foundation
import Night
import Report

extension CallsCommand {
    struct Assurance: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "assurance",
            abstract: "Say whether every answered call has a sound recording, and every recording a call.",
            discussion: """
                Missing, unreadable, orphaned, short, long, one-way, silent, altered and late recordings, each with who can mend
                it. The table counts them; CSV and JSON list the calls.

                Examples:
                  aftercall calls assurance --date 2026-11-21
                  aftercall calls assurance --since 2026-11-01 --format csv > issues.csv
                """
        )

        @OptionGroup var options: WorkspaceOptions
        @Option(help: "Only calls of this business day.") var date: String?
        @Option(help: "Only calls from this business day on.") var since: String?
        @Option(help: "Only calls before this business day.") var until: String?
        @Option(help: "table, csv or json.") var format: TableFormat = .table

        func run() throws {
            let site = try Site(options.workspace, isReadOnly: true)
            let window = try WindowOptions(date: date, since: since, until: until).window(of: site)
            let calls = try site.archive.outcomes(CallQuery(since: window?.start, until: window?.end))
            let assurance = RecordingAssurance(calls)
            let zone = site.settings.site.timeZone
            if format == .table { Terminal.print(table: assurance.summaryTable, format, zone: zone) }
            if format != .table || !assurance.issues.isEmpty {
                Terminal.print(table: assurance.issueTable, format, zone: zone)
            }
        }
    }
}
