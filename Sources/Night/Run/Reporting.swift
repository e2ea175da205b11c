import Archive
package import Calls
package import Foundation
package import Report
import Vault

extension Site {
    /// The report over a window of business days, from what the archive holds.
    package func reportModel(_ window: Window, language: Language? = nil) throws -> ReportModel {
        let outcomes = try archive.outcomes(CallQuery(since: window.start, until: window.end))
        return ReportModel(
            outcomes: outcomes,
            window: window,
            timeZone: settings.site.timeZone,
            language: language ?? settings.site.reportLanguage,
            targets: [
                Target(.answerRate, .atLeast, settings.report.answerRateTarget),
                Target(.serviceLevel(.shortAbandonsExcluded), .atLeast, settings.report.serviceLevelTarget),
            ],
            settings: KPISettings(
                answerWithin: Milliseconds(settings.report.serviceLevelThreshold * 1000),
                shortAbandon: Milliseconds(settings.report.shortAbandon * 1000)
            ),
            quality: try dataQuality(of: outcomes),
            asOf: outcomes.map(\.facts.start).max(),
            site: settings.site.name
        )
    }

    /// What became of the files that these calls came from; quarantined files belong to no call and are counted always.
    private func dataQuality(of outcomes: [CallOutcome]) throws -> DataQuality {
        let used = Set(outcomes.flatMap(\.facts.sources).map(\.file))
        let sources = try archive.sources()
        let read = sources.filter { used.contains($0.sha256) && $0.state == .sealed }
        let names = Set(read.map(\.sha256))
        return DataQuality(
            filesRead: read.count,
            filesQuarantined: sources.count { $0.state == .quarantined },
            rowsRead: read.reduce(0) { $0 + $1.rows },
            rowsRejected: try archive.rejectedRows().count { names.contains($0.source) },
            // Line 0 stands for a file that lay beside the recording.
            orphanRecordings: outcomes.count { $0.facts.sources.allSatisfy { $0.line == 0 } }
        )
    }

    /// The business day of an instant, as `2026-11-22`.
    package func day(of time: UTCTime) -> String { LocalTime(time, in: settings.site.timeZone).date }

    /// Writes the files of one day's report and says where.
    @discardableResult
    package func writeReport(ofDay day: String) throws -> URL {
        guard let window = Window(date: day, in: settings.site.timeZone) else { throw NightError.badDate(day) }
        let model = try reportModel(window)
        let folder = workspace.reports.appending(path: day)
        let files: [(String, [UInt8])] = [
            ("report.html", model.render(.html)),
            ("report.json", model.render(.json)),
            ("kpis.csv", model.render(.csv)),
            ("agents.csv", model.render(.csv, view: .by(.agent))),
            ("queues.csv", model.render(.csv, view: .by(.queue))),
            ("worst-calls.csv", model.render(.csv, view: .worstCalls)),
        ]
        for (name, bytes) in files {
            try AtomicFile.write(bytes.span, to: folder.appending(path: name), replacing: true)
        }
        return folder.appending(path: "report.html")
    }

    /// The last business day of which there are calls; nil for an empty archive.
    package func lastDay() throws -> String? {
        try archive.lastStart().map(day)
    }
}

extension Settings.Site {
    package var reportLanguage: Language { language == .zh ? .chinese : .english }
}

extension Night {
    /// Writes the reports of every business day that the run touched.
    func report(on summary: inout RunSummary) throws {
        let days = Set(summary.touched.map(site.day)).sorted()
        for day in days { try site.writeReport(ofDay: day) }
        summary.reportedDays = days
    }
}
