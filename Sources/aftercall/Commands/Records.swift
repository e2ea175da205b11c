import ArgumentParser
import Calls
import Foundation
import Night
import Report

struct Records: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "records",
        abstract: "Say what files of switch records hold, before they go into the inbox.",
        discussion: """
            Reads CDRs, queue logs and surveys as the night would, puts their rows together to calls and changes nothing. With a
            workspace, its time zone and mapping files are used.

            Examples:
              aftercall records /var/log/asterisk/cdr-csv/Master.csv /var/log/asterisk/queue_log
              aftercall records --calls --format csv export.csv
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @Argument(help: "The files, which may tell of the same calls.", completion: .file()) var files: [String]
    @Flag(help: "List the calls; without numbers and names.") var calls = false
    @Option(help: "table, csv or json.") var format: TableFormat = .table

    func run() throws {
        let site = options.workspace.exists ? try Site(options.workspace, isReadOnly: true) : nil
        let zone = site?.settings.site.timeZone ?? .gmt
        var list: [Call] = []
        let records = try SwitchRecords(files.map { URL(filePath: $0) }, site: site) { call in
            if calls { list.append(call) }
        }
        if calls {
            list.sort { ($0.start, $0.id) < ($1.start, $1.id) }
            Terminal.print(table: SwitchRecords.callTable(list), format, zone: zone)
        } else {
            Terminal.print(table: records.fileTable, format, zone: zone)
            if format == .table { Terminal.print(table: records.outcomeTable, format, zone: zone) }
        }
        for mishap in records.mishaps.prefix(20) { Complaint(mishap).print() }
        if records.hasFaults { throw ExitCode(3) }
    }
}
