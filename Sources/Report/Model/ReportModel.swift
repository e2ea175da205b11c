package import Calls
package import Foundation

/// Everything a report says, from masked calls and sums over them alone: same input in any order, same bytes out.
///
/// It reads no clock: the moment it speaks for is given as `asOf`.
package struct ReportModel: Sendable {
    /// Calls that are there in whole, by start and id: all of the window where it was made from calls, otherwise those
    /// to listen to first.
    package let calls: [CallOutcome]
    package let figures: Figures
    package let window: Window
    /// The site's: days and intervals are cut in it.
    package let timeZone: TimeZone
    package let language: Language
    package let targets: [Target]
    package let settings: KPISettings
    package let quality: DataQuality
    /// When the archive was read; nil leaves it out.
    package let asOf: UTCTime?
    /// The site's name, shown in the title; empty leaves it out.
    package let site: String
    /// How many of the worst calls are listed.
    package let worstCallLimit: Int
    /// The latest call that anything is known of: who called after the window.
    package var settledTo: UTCTime?
    /// The team of each agent.
    package var teams: [String: String] = [:]
    /// The sections of the scores; nil where each rule pack is one.
    package var scorecard: Scorecard?
    /// What stands behind each rule, by its name in findings.
    package var ruleTexts: [String: RuleText] = [:]
    /// What the figures are held against: the same weekdays before.
    package var before: Comparison?
    /// The last weeks by quarter of an hour: when people call; empty where only the window is known.
    package var history: [HistoryPoint] = []
    /// By agent, what the days up to this one were like; nil is an agent without a name.
    package var trends: [String?: [TrendPoint]] = [:]

    package init(
        figures: Figures,
        calls: [CallOutcome],
        window: Window,
        timeZone: TimeZone,
        language: Language = .english,
        targets: [Target] = Target.standard,
        settings: KPISettings = .standard,
        quality: DataQuality = DataQuality(),
        asOf: UTCTime? = nil,
        site: String = "",
        worstCallLimit: Int = 10
    ) {
        self.figures = figures
        // An outcome is a large value: what is sorted are its keys.
        let keys = calls.indices.map { (start: calls[$0].facts.start, id: calls[$0].facts.id, index: $0) }
        self.calls = keys.filter { window.contains($0.start) }
            .sorted { ($0.start, $0.id) < ($1.start, $1.id) }.map { calls[$0.index] }
        self.window = window
        self.timeZone = timeZone
        self.language = language
        self.targets = targets
        var settings = settings
        settings.presets = figures.presets.keys.sorted()
        self.settings = settings
        self.quality = quality
        self.asOf = asOf
        self.site = site
        self.worstCallLimit = worstCallLimit
    }

    /// Counts the calls of the window among `outcomes`, whose ids are unique.
    package init(
        outcomes: [CallOutcome],
        window: Window,
        timeZone: TimeZone,
        language: Language = .english,
        targets: [Target] = Target.standard,
        settings: KPISettings = .standard,
        quality: DataQuality = DataQuality(),
        asOf: UTCTime? = nil,
        site: String = "",
        worstCallLimit: Int = 10
    ) {
        let day = { (time: UTCTime) in Window.midnight(atOrBefore: time, in: timeZone) }
        self.init(
            figures: Figures(outcomes, in: window, day: day, settings: settings),
            calls: outcomes,
            window: window,
            timeZone: timeZone,
            language: language,
            targets: targets,
            settings: settings,
            quality: quality,
            asOf: asOf,
            site: site,
            worstCallLimit: worstCallLimit
        )
    }

    /// All calls of the window together.
    package var tally: Tally { figures.all }

    /// The figure over all calls of the window.
    package func kpi(_ id: KPIID) -> KPI {
        var kpi = tally.kpi(id, targets: targets)
        kpi.before = before?.tally.kpi(id).value
        return kpi
    }

    /// Every figure, in the order of the catalogue.
    package var kpis: [KPI] { KPIID.allCases.map(kpi) }

    var serviceLevelID: KPIID { .serviceLevel(settings.serviceLevel) }

    func local(_ time: UTCTime) -> LocalTime { LocalTime(time, in: timeZone) }
}

/// Why there is a rule: its text in law or policy, in the report's language, and who last looked it up when.
package struct RuleText: Hashable, Sendable {
    package var why: String
    package var source: String
    /// ISO 8601 date, `YYYY-MM-DD`.
    package var checked: String

    package init(why: String, source: String, checked: String) {
        self.why = why
        self.source = source
        self.checked = checked
    }
}

/// An earlier window with the same weekdays.
package struct Comparison: Hashable, Sendable {
    package var window: Window
    package var tally: Tally

    package init(window: Window, tally: Tally) {
        self.window = window
        self.tally = tally
    }
}

/// One day of an agent.
package struct TrendPoint: Hashable, Sendable {
    package var day: UTCTime
    /// Mean handle time in seconds; nil where no call gave one.
    package var handle: Double?
    /// Mean QA score; nil where no call was scored.
    package var score: Double?

    package init(day: UTCTime, handle: Double?, score: Double?) {
        self.day = day
        self.handle = handle
        self.score = score
    }
}
