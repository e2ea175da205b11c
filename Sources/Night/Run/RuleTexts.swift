import Quality
import Report

extension Site {
    /// What stands behind the rules in force; a pack that cannot be read now leaves a report without it.
    func explainRules(_ model: inout ReportModel) {
        model.scorecard = settings.scorecard
        for pack in (try? rulePacks()) ?? [] {
            for rule in pack.rules {
                model.ruleTexts["\(pack.id)/\(rule.id)"] = RuleText(
                    why: rule.reason.text.text(in: model.language.rawValue),
                    source: rule.reason.source,
                    checked: rule.reason.checked
                )
            }
        }
    }
}
