import Quality
import Report

extension Site {
    /// What stands behind the rules in force, by their names in findings; a pack that cannot be read now is left out.
    func ruleTexts(in language: Language) -> [String: RuleText] {
        var texts: [String: RuleText] = [:]
        for pack in (try? rulePacks()) ?? [] {
            for rule in pack.rules {
                texts["\(pack.id)/\(rule.id)"] = RuleText(
                    why: rule.reason.text.text(in: language.rawValue),
                    source: rule.reason.source,
                    checked: rule.reason.checked
                )
            }
        }
        return texts
    }
}
