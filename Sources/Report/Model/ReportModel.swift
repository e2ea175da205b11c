package import Calls
package import Foundation

/// Everything a report says, computed from masked calls alone: same input in any order, same bytes out.
///
/// It reads no clock: the moment it speaks for is given as `asOf`. Call ids are unique within `outcomes`.
package struct ReportModel: Sendable {
    /// The calls that started within the window, by start and id.
    package let calls: [CallOutcome]
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
    /// All calls of the window together.
    package let tally: Tally
    /// How many of the worst calls are listed.
    package let worstCallLimit: Int

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
        // An outcome is a large value: what is sorted are its keys.
        let keys = outcomes.indices.map { (start: outcomes[$0].facts.start, id: outcomes[$0].facts.id, index: $0) }
        let calls = keys.filter { window.contains($0.start) }
            .sorted { ($0.start, $0.id) < ($1.start, $1.id) }.map { outcomes[$0.index] }
        self.calls = calls
        self.window = window
        self.timeZone = timeZone
        self.language = language
        self.targets = targets
        self.settings = settings
        self.quality = quality
        self.asOf = asOf
        self.site = site
        self.worstCallLimit = worstCallLimit
        tally = Tally(calls, settings: settings)
    }

    /// The figure over all calls of the window.
    package func kpi(_ id: KPIID) -> KPI { tally.kpi(id, targets: targets) }

    /// Every figure, in the order of the catalogue.
    package var kpis: [KPI] { KPIID.allCases.map(kpi) }

    var serviceLevelID: KPIID { .serviceLevel(settings.serviceLevel) }

    func local(_ time: UTCTime) -> LocalTime { LocalTime(time, in: timeZone) }
}
