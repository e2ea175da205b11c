extension KPI {
    /// The difference to the same weekdays before, in the unit of the figure; shares in percentage points.
    func change(_ language: Language) -> String? {
        guard let value, let before else { return nil }
        let difference = value - before
        let sign = difference < 0 ? "−" : "+"
        let size = abs(difference)
        switch id.unit {
        case .ratio: return sign + NumberText.fixed(size * 100, 1) + (language == .english ? " pp" : " 个百分点")
        case .calls: return sign + NumberText.grouped(Int(size))
        case .seconds: return sign + NumberText.duration(size)
        case .csat, .ces: return sign + NumberText.fixed(size, 2)
        case .points, .nps, .perHour: return sign + NumberText.fixed(size, 1)
        }
    }
}

extension ReportModel {
    /// `84.2 % on 2026-11-14 (+1.3 pp)`.
    func changeText(_ kpi: KPI) -> String? {
        guard let before, let value = kpi.before, let change = kpi.change(language) else { return nil }
        return language.text(.beforeNote, kpi.id.unit.text(value), before.window.dates(in: timeZone)) + " (\(change))"
    }
}
