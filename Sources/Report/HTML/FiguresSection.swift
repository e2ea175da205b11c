import Calls

extension ReportModel {
    /// The strip of tiles that answers "how was the day" in one look.
    var figuresSection: Markup {
        let ids: [KPIID] = [
            .answerRate, serviceLevelID, .abandonmentRate, .asa, .aht, .peakConcurrency, .transferRate, .fcr, .csatTop2,
            .nps, .qaScore, .complianceRate, .talkOverShare, .deadAirShare, .offered,
        ]
        return """
            <section class="figures" id="figures" aria-labelledby="figures-title">
            <h2 id="figures-title" class="quiet">\(language.text(.keyFigures))</h2>
            <div class="tiles">\(ids.map { tile(kpi($0)) })</div>
            </section>
            """
    }

    private func tile(_ kpi: KPI) -> Markup {
        let state = kpi.value == nil ? " missing" : kpi.isSmallSample ? " weak" : ""
        let goal: Markup =
            kpi.target.map { "<span>\(language.text(.target)) \($0.text)</span> \(parts.verdict(kpi.meetsTarget))" }
            ?? .none
        return """
            <div class="tile\(state)"><p class="label">\(tileName(kpi.id))</p>
            <p class="value">\(parts.data(kpi))</p>\(meter(kpi))
            <p class="goal">\(goal)</p>
            <p class="detail">\(subtitle(kpi))</p>\(change(kpi))</div>

            """
    }

    private func tileName(_ id: KPIID) -> String {
        id == serviceLevelID
            ? language.text(.serviceLevel, id.name(language).replacing("-", with: "\u{2011}")) : id.name(language)
    }

    /// A thin line for a share, with its interval and the target's tick.
    private func meter(_ kpi: KPI) -> Markup {
        guard kpi.id.unit == .ratio, let value = kpi.value else { return .none }
        let tick: Markup = kpi.target.map { "<b style=\"left:\(Parts.percent($0.value))\"></b>" } ?? .none
        let style = kpi.meetsTarget == false ? " fail" : ""
        return
            "<div class=\"meter\(style)\" aria-hidden=\"true\"><i style=\"width:\(Parts.percent(value))\"></i>\(tick)</div>"
    }

    /// `+1.3 pp than 84.2 % on 2026-11-14`.
    private func change(_ kpi: KPI) -> Markup {
        guard let value = kpi.before, let text = kpi.change(language), let before else { return .none }
        let then = parts.data(value, kpi.id.unit.text(value), at: "kpis.\(kpi.id.rawValue).before")
        let note = language.markup(.beforeNote, then, "\(before.window.dates(in: timeZone))")
        return "<p class=\"change\"><b>\(text)</b> <span>\(note)</span></p>"
    }

    /// What the figure is made of, in a line.
    private func subtitle(_ kpi: KPI) -> Markup {
        if let gap = kpi.unavailable { return "\(gap.text(language))" }
        let place = "kpis.\(kpi.id.rawValue)"
        var facts: [Markup] = []
        switch kpi.id {
        case .answerRate:
            facts.append(
                language.markup(
                    .countedOf,
                    parts.data(tally[.answered], at: "kpis.answered.value"),
                    parts.data(tally[.offered], at: "kpis.offered.value")
                )
            )
        case .aht: facts.append(handlePartsText(kpi))
        case .csatTop2, .nps: facts += [interval(kpi), answersText(kpi)]
        case .asa, .qaScore, .talkOverShare, .deadAirShare, .complianceRate, .fcr:
            facts.append(
                language.markup(
                    .ofCalls,
                    parts.data(kpi.coverage.counted, at: place + ".counted"),
                    parts.data(kpi.coverage.of, at: place + ".of")
                )
            )
        case .abandonmentRate:
            facts.append(
                language.markup(.abandonedCount, parts.data(tally[.abandoned], at: "kpis.abandoned.value"))
            )
        default:
            if kpi.id == serviceLevelID { facts.append("\(language.text(.within, waitLimit))") }
            if !kpi.coverage.missing.isEmpty { facts.append(parts.coverage(kpi)) }
        }
        return facts.filter { !$0.text.isEmpty }.joined(" · ")
    }

    /// The 95 % interval; of the NPS as a margin.
    func interval(_ kpi: KPI) -> Markup {
        guard let interval = kpi.interval, let text = kpi.intervalText else { return .none }
        guard kpi.id != .nps else { return "\(text)" }
        let place = "kpis.\(kpi.id.rawValue)"
        return parts.data(interval.lowerBound, NumberText.percent(interval.lowerBound), at: place + ".low_95") + " – "
            + parts.data(interval.upperBound, NumberText.percent(interval.upperBound), at: place + ".high_95")
    }

    var waitLimit: String { CSVText.decimal(settings.answerWithin.seconds) }

    /// `talk 3:16 + ACW 34.5 s; hold not in source`.
    private func handlePartsText(_ kpi: KPI) -> Markup {
        let present = [KPIID.talk, .hold, .acw].filter { !kpi.absentParts.contains($0) }
        let sum = present.map { "\($0.part(language)) \(parts.data(self.kpi($0)))" as Markup }.joined(" + ")
        guard !kpi.absentParts.isEmpty else { return sum }
        let absent = kpi.absentParts.map { $0.part(language) }.joined(separator: language.listSeparator)
        return sum + "\(language == .english ? "; " : "；")\(language.text(.notInSource, absent))"
    }
}
