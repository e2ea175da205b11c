extension KPI {
    /// The difference to the same weekdays before, in the unit of the figure; shares in percentage points.
    func change(_ language: Language) -> String? {
        guard let value, let before else { return nil }
        let difference = value - before
        let size = size(of: abs(difference), language)
        // What rounds to nothing goes neither way.
        let isNothing = !size.contains { ("1"..."9").contains($0) }
        return (isNothing ? "±" : difference < 0 ? "−" : "+") + size
    }

    private func size(of difference: Double, _ language: Language) -> String {
        switch id.unit {
        case .ratio: NumberText.fixed(difference * 100, 1) + (language == .english ? " pp" : " 个百分点")
        case .calls: NumberText.grouped(Int(difference))
        case .seconds: NumberText.duration(difference)
        case .csat, .ces: NumberText.fixed(difference, 2)
        case .points, .nps, .perHour: NumberText.fixed(difference, 1)
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
