import ArgumentParser
import Calls
import Foundation
import Night
import Report

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "The night: ingest, analyse, score, mask, seal, report, retain.",
        discussion: """
            Works on all that waits in the inbox. Under cron it says nothing when all is well. Cut off at any instant,
            the next run finishes what this one began.

            Examples:
              aftercall run
              aftercall run --date 2026-11-21
              aftercall run --engine spark --master spark://head:7077
              0 2 * * *  aftercall  /usr/bin/aftercall run --home /var/lib/aftercall
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @Option(help: "Only calls of this business day, such as 2026-11-21.") var date: String?
    @Option(help: "Only calls from this business day on.") var since: String?
    @Option(help: "Only calls before this business day.") var until: String?
    @Option(help: "Calls worked on at once (default: the number of cores).") var jobs: Int?
    @Option(help: "What all workers together may use, in MB (default: no limit).") var memory: Int?
    @Option(help: "Give up on a call after this many seconds.") var timeLimit = 3600
    @Option(help: "Have a cluster do the work: 'spark', or the path of an engine.") var engine: String?
    @Option(help: "Where the cluster is, as in spark://host:7077.") var master: String?
    @Option(help: "Give up on the cluster after this many seconds.") var engineTimeLimit = 36_000
    @Option(help: "A folder for the facts as Parquet, which the cluster writes.") var facts: String?
    @Flag(help: "Print the calls that wait, a line for 'map' each, and change nothing.") var plan = false
    @Flag(help: "Say what would be done, and change nothing.") var dryRun = false
    @Flag(name: .customLong("log-json"), help: "Say what happens as JSON lines on standard error.") var logJSON = false
    @Flag(name: .shortAndLong, help: "Say what was done, even where nobody watches.") var verbose = false

    func run() async throws {
        let site = try Site(options.workspace)
        let window = try WindowOptions(date: date, since: since, until: until).window(of: site)
        if plan { return try Night.plan(site, window: window).forEach(Terminal.print) }
        let options = RunOptions(
            window: window,
            jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
            isDryRun: dryRun,
            timeLimit: .seconds(timeLimit),
            memory: memory.map { $0 << 20 },
            engine: try engine.map(cluster)
        )
        try await WatchedNight(site: site, options: options, log: logJSON ? RunLog() : nil).run { summary in
            if verbose || !Terminal.isUnattended { Terminal.say(text(of: summary, site)) }
        }
    }

    private func cluster(_ name: String) throws -> ClusterEngine {
        let url = name == "spark" ? ShippedFiles.sparkEngine : URL(filePath: name)
        guard let url, FileManager.default.isExecutableFile(atPath: url.path) else {
            throw ValidationError("--engine is 'spark' or the path of a program; '\(name)' is neither here")
        }
        return ClusterEngine(
            program: url,
            master: master,
            timeLimit: .seconds(engineTimeLimit),
            facts: facts.map { URL(filePath: $0, directoryHint: .isDirectory).absoluteURL }
        )
    }

    private func text(of summary: RunSummary, _ site: Site) -> String {
        if dryRun { return "\(summary.planned) calls would be worked on; nothing was changed." }
        var lines: [String] = []
        if summary.changedNothing {
            lines.append("Nothing new: the archive and the reports are as they were.")
        } else {
            lines.append(
                "\(summary.committed) calls entered the archive: \(summary.callsWithSound) heard, "
                    + "\(summary.callsWithWords) with words, \(summary.masks) masks."
            )
            if summary.alreadyKnown > 0 { lines.append("\(summary.alreadyKnown) files were known already.") }
            for day in summary.reportedDays {
                lines.append("Report: \(site.workspace.reports.appending(path: "\(day)/report.html").path)")
            }
        }
        if summary.rowsRejected > 0 {
            lines.append("\(summary.rowsRejected) of \(summary.rowsRead) rows were refused.")
        }
        if summary.destroyed > 0 {
            lines.append("\(summary.destroyed) calls were destroyed under the retention policy.")
        }
        if summary.due > 0 { lines.append("\(summary.due) calls are due for destruction: 'aftercall retain plan'.") }
        return lines.joined(separator: "\n")
    }
}

/// A span of business days on the command line.
struct WindowOptions {
    var date: String?
    var since: String?
    var until: String?

    /// Nil where no day was given.
    func window(of site: Site) throws -> Window? {
        let zone = site.settings.site.timeZone
        func start(of day: String) throws -> Window {
            guard let window = Window(date: day, in: zone) else { throw NightError.badDate(day) }
            return window
        }
        if let date { return try start(of: date) }
        guard since != nil || until != nil else { return nil }
        return Window(
            start: try since.map { try start(of: $0).start } ?? .init(milliseconds: 0),
            end: try until.map { try start(of: $0).start } ?? .init(milliseconds: .max / 2)
        )
    }
}
