import Calls

extension ReportModel {
    /// The strip of tiles that answers "how was the day" in one look.
    var figuresSection: Markup {
        let ids: [KPIID] = [
            .answerRate, serviceLevelID, .abandonmentRate, .asa, .aht, .csatTop2, .nps, .qaScore, .talkOverShare,
            .deadAirShare,
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
            <p class="detail">\(Parts.prose(subtitle(kpi)))</p></div>

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

    /// What the figure is made of, in a line.
    private func subtitle(_ kpi: KPI) -> String {
        if let gap = kpi.unavailable { return gap.text(language) }
        var facts: [String] = []
        switch kpi.id {
        case .answerRate: facts.append(language.text(.countedOf, "\(tally[.answered])", "\(tally[.offered])"))
        case .aht: facts.append(handlePartsText(kpi))
        case .csatTop2, .nps:
            facts += [kpi.intervalText ?? "", answersText(kpi)]
        case .asa, .qaScore, .talkOverShare, .deadAirShare:
            facts.append(language.text(.ofCalls, "\(kpi.coverage.counted)", "\(kpi.coverage.of)"))
        case .abandonmentRate: facts.append(language.text(.abandonedCount, "\(tally[.abandoned])"))
        default:
            if kpi.id == serviceLevelID { facts.append(language.text(.within, waitLimit)) }
            if !kpi.coverage.missing.isEmpty {
                facts.append(language.text(.ofCalls, "\(kpi.coverage.counted)", "\(kpi.coverage.of)"))
            }
        }
        return facts.filter { !$0.isEmpty }.joined(separator: " · ")
    }

    var waitLimit: String { CSVText.decimal(settings.answerWithin.seconds) }

    /// `talk 3:16 + ACW 34.5 s; hold not in source`.
    private func handlePartsText(_ kpi: KPI) -> String {
        let present = [KPIID.talk, .hold, .acw].filter { !kpi.absentParts.contains($0) }
        let sum = present.map { "\($0.part(language)) \(self.kpi($0).text(language))" }.joined(separator: " + ")
        guard !kpi.absentParts.isEmpty else { return sum }
        let absent = kpi.absentParts.map { $0.part(language) }.joined(separator: language.listSeparator)
        return sum + (language == .english ? "; " : "；") + language.text(.notInSource, absent)
    }
}
