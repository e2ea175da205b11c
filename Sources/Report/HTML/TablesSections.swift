import Calls

extension ReportModel {
    var agentsSection: Markup {
        parts.section("agents", .agents, language.text(.agentsCaption), groupTable(.agent))
    }

    var queuesSection: Markup {
        parts.section("queues", .queues, language.text(.queuesCaption), groupTable(.queue))
    }

    /// Only where there is more than one day to compare.
    var daysSection: Markup {
        guard !isOneDay else { return .none }
        return parts.section("days", .days, language.text(.daysCaption), groupTable(.day))
    }

    /// A row a group; columns that nobody has a value for are left out and named below.
    private func groupTable(_ grouping: Grouping) -> Markup {
        let hasTrends = grouping == .agent && trends.values.contains { $0.count > 1 }
        let groups = groups(by: grouping)
        guard !groups.isEmpty else { return parts.empty(.noVolume) }
        let ids = grouping.kpis(serviceLevel: serviceLevelID)
        let figures = groups.map { group in ids.map { group.tally.kpi($0, targets: targets) } }
        let used = ids.indices.filter { column in figures.contains { $0[column].value != nil } }
        let longest = figures.flatMap(\.self).filter { $0.id == .aht }.compactMap(\.value).max() ?? 0
        let table = parts.table(
            headers: [language.text(grouping.heading)] + (hasTrends ? [language.text(.trend)] : [])
                + used.map { ids[$0].name(language) },
            isNumeric: [false] + (hasTrends ? [false] : []) + used.map { _ in true },
            rows: zip(groups, figures).enumerated().map { index, group in
                let trend = hasTrends ? [sparkline(group.0.key)] : []
                let cells = used.map { column in
                    let place = "by_\(grouping.name).\(index).\(ids[column].column(language).id)"
                    return cell(group.1[column], longest: longest, at: place)
                }
                return [Markup("\(label(group.0.key))")] + trend + cells
            },
            style: "scorecard"
        )
        let unused = ids.indices.filter { !used.contains($0) }.map { ids[$0].name(language) }
        guard !unused.isEmpty else { return table }
        let list = unused.joined(separator: language.listSeparator)
        return table + "<p class=\"note\">\(language.text(.notInSource, list))</p>\n"
    }

    /// Handle time by day, up to this one.
    private func sparkline(_ key: KPIGroup.Key) -> Markup {
        guard case .name(let agent) = key, let points = trends[agent] else { return .none }
        let values = points.compactMap { point in point.handle.map { (local(point.day).date.dropFirst(5), $0) } }
        let texts = values.map { "\($0.0) \(NumberText.duration($0.1))" }
        let name = "\(KPIID.aht.name(language)): \(texts.joined(separator: language.listSeparator))"
        return Sparkline(values: values.map(\.1), name: name).picture
    }

    private func cell(_ kpi: KPI, longest: Double, at place: String) -> Markup {
        guard let value = kpi.value else { return "<span class=\"na\">\(kpi.text(language))</span>" }
        let text = parts.data(kpi, at: place)
        switch kpi.id {
        case .aht: return parts.gauge(longest > 0 ? value / longest : 0, text)
        case .csatTop2, .nps:
            let style = kpi.isSmallSample ? " class=\"weak\"" : "" as Markup
            return "<span\(style)>\(text) <small>n=\(kpi.coverage.counted)</small></span>"
        default: break
        }
        return kpi.meetsTarget == false ? "<span class=\"missed\">\(text)</span> \(parts.verdict(false))" : text
    }

    /// One day under six formulas: why a service level without its formula says nothing.
    var serviceLevelsSection: Markup {
        let rows = ServiceLevelFormula.allCases.map { formula -> [Markup] in
            let kpi = kpi(.serviceLevel(formula))
            let isUsed = formula == settings.serviceLevel
            let name: Markup = isUsed ? "<strong>\(formula.name) ◂</strong>" : "\(formula.name)"
            return [
                name, "<code>\(formula.symbols)</code>",
                parts.gauge(kpi.value ?? 0, parts.data(kpi), isUsed: isUsed),
            ]
        }
        let table = parts.table(
            headers: [language.text(.figure), language.text(.formula), language.text(.value)],
            isNumeric: [false, false, true],
            rows: rows,
            style: "levels"
        )
        let caption = language.text(
            .serviceLevelsCaption,
            waitLimit,
            CSVText.decimal(settings.shortAbandon.seconds)
        )
        return parts.section("levels", .serviceLevels, caption, table, isWide: false)
    }

    var rulesSection: Markup {
        let rows = rules.enumerated().map { index, rule -> [Markup] in
            let name: Markup = "\(rule.title) <small>\(rule.rule) v\(rule.version)</small>"
            let fatal: Markup = rule.isFatal ? " · \(language.text(.fatal))" : .none
            return [
                name,
                "<span class=\"severity \(rule.severity.rawValue)\">\(rule.severity.text(language))</span>\(fatal)",
                rule.passRate.map {
                    parts.gauge($0, parts.data($0, NumberText.percent($0), at: "rules.\(index).pass_rate"))
                }
                    ?? "<span class=\"na\">\(language.text(.notAvailable))</span>",
                parts.data(rule.failed, at: "rules.\(index).failed"),
                parts.data(rule.notApplicable, at: "rules.\(index).not_applicable"),
            ]
        }
        let headers: [Phrase] = [.rule, .severity, .passRate, .failed, .notApplicable]
        let body =
            rules.isEmpty
            ? parts.empty(.noRules)
            : parts.table(
                headers: headers.map { language.text($0) },
                isNumeric: [false, false, true, true, true],
                rows: rows,
                style: "roomy"
            )
        return parts.section("rules", .rules, language.text(.rulesCaption), body)
    }

    var privacySection: Markup {
        let most = masks.map(\.masks).max() ?? 1
        let rows = masks.enumerated().map { index, mask -> [Markup] in
            [
                "<code>\(mask.type)</code>",
                parts.gauge(
                    Double(mask.masks) / Double(max(1, most)),
                    parts.data(mask.masks, at: "masks.\(index).masks")
                ),
                parts.data(mask.calls, at: "masks.\(index).calls"), "\(mask.placesText)",
            ]
        }
        let headers: [Phrase] = [.maskType, .masks, .calls, .places]
        let body =
            masks.isEmpty
            ? parts.empty(.noMasks)
            : parts.table(
                headers: headers.map { language.text($0) },
                isNumeric: [false, true, true, false],
                rows: rows,
                style: "roomy"
            )
        return parts.section("privacy", .privacy, language.text(.privacyCaption), body)
    }
}
