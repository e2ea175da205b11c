import Archive
package import Calls
package import Foundation
package import Report
import Vault

extension Site {
    /// The report over a window of business days, from what the archive holds.
    ///
    /// It reads sums; where they are not up to date, as after a run that was cut off, it counts the calls themselves.
    /// `isWhole` brings every call of the window along, as the auditor's package needs them; `isPage` what only
    /// a page shows: what the agents' fortnight was like, and what stands behind the rules.
    package func reportModel(
        _ window: Window,
        language: Language? = nil,
        isWhole: Bool = false,
        isPage: Bool = true
    ) throws -> ReportModel {
        let reader = figuresReader
        let figures = try reader.figures(window)
        let calls =
            if figures != nil, !isWhole {
                try archive.worstCalls(in: window.times, limit: 10)
            } else {
                try archive.outcomes(
                    CallQuery(
                        since: window.start + Milliseconds(-86_400_000),
                        until: window.end + kpiSettings.repeatWithin + Milliseconds(1)
                    )
                )
            }
        var model = ReportModel(
            figures: try figures ?? counted(calls, window),
            calls: calls,
            window: window,
            timeZone: settings.site.timeZone,
            language: language ?? settings.site.reportLanguage,
            targets: targets,
            settings: kpiSettings,
            quality: try figures == nil
                ? dataQuality(of: calls.filter { window.contains($0.facts.start) }) : dataQuality(window),
            asOf: try archive.lastStart(in: window.times),
            site: settings.site.name
        )
        model.teams = settings.report.teams
        model.scorecard = settings.scorecard
        model.before = try reader.comparison(with: window)
        if isPage {
            model.trends = try reader.trends(window)
            model.ruleTexts = ruleTexts(in: model.language)
        }
        model.history = try reader.history(window)
        model.settledTo = try archive.lastStart()
        return model
    }

    /// What the sums would say, from the calls themselves.
    private func counted(_ calls: [CallOutcome], _ window: Window) throws -> Figures {
        Figures(
            calls,
            in: window,
            day: { Window.midnight(atOrBefore: $0, in: settings.site.timeZone) },
            staffed: try archive.staffed(in: window.times),
            settings: kpiSettings
        )
    }

    var kpiSettings: KPISettings {
        KPISettings(
            answerWithin: Milliseconds(settings.report.serviceLevelThreshold * 1000),
            shortAbandon: Milliseconds(settings.report.shortAbandon * 1000),
            repeatWithin: Milliseconds(settings.report.repeatDays * 86_400_000)
        )
    }

    private var targets: [Target] {
        [
            Target(.answerRate, .atLeast, settings.report.answerRateTarget),
            Target(.serviceLevel(.shortAbandonsExcluded), .atLeast, settings.report.serviceLevelTarget),
        ]
    }

    /// Where `explain` finds example calls.
    package func examples(_ window: Window) -> ExampleSource {
        let settings = kpiSettings
        return ExampleSource(
            calls: { counter, limit in
                try archive.examples(
                    counter.sql(settings),
                    of: counter.table(window, settings),
                    in: window.times,
                    limit: limit
                )
            },
            busiest: { try archive.busiest(in: window.times) }
        )
    }

    private func dataQuality(_ window: Window) throws -> DataQuality {
        let counts = try archive.sourceCounts(in: window.times)
        return DataQuality(
            filesRead: counts.filesRead,
            filesQuarantined: counts.filesQuarantined,
            rowsRead: counts.rowsRead,
            rowsRejected: counts.rowsRejected,
            orphanRecordings: counts.orphanRecordings
        )
    }

    /// One call as an HTML page of its own.
    package func callPage(of call: CallOutcome) throws -> String {
        let day = day(of: call.facts.start)
        guard let window = Window(date: day, in: settings.site.timeZone) else { throw NightError.badDate(day) }
        var model = ReportModel(
            outcomes: [call],
            window: window,
            timeZone: settings.site.timeZone,
            language: settings.site.reportLanguage
        )
        model.scorecard = settings.scorecard
        model.ruleTexts = ruleTexts(in: model.language)
        guard let page = model.callPage(of: call.facts.id) else { throw NightError.noSuchCall }
        return String(decoding: page, as: UTF8.self)
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

    /// A window without open ends: from the first call's day to the last one's.
    package func bounded(_ window: Window) throws -> Window {
        guard let first = try archive.firstStart(), let last = try archive.lastStart() else { return window }
        let zone = settings.site.timeZone
        let start = max(window.start, Window.midnight(atOrBefore: first, in: zone))
        return Window(start: start, end: min(window.end, Window.day(of: last, in: zone).end))
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
        try site.refreshFigures()
        let days = Set(summary.touched.map(site.day)).sorted()
        for day in days { try site.writeReport(ofDay: day) }
        summary.reportedDays = days
    }
}
