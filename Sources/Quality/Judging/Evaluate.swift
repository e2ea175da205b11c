internal import Calls

/// More places than these say nothing new to a reader.
private let maximumEvidence = 20

extension Subject {
    func finding(_ ready: RuleSet.ReadyRule, titles: String = "en") -> Finding {
        let rule = ready.rule
        let (verdict, reason, evidence) = verdict(rule)
        return Finding(
            rule: ready.name,
            version: rule.version,
            title: rule.title.text(in: titles),
            severity: rule.severity,
            weight: rule.weight,
            isFatal: rule.isFatal,
            verdict: verdict,
            reason: reason,
            evidence: evidence.count > maximumEvidence ? Array(evidence.prefix(maximumEvidence)) : evidence
        )
    }

    private func verdict(_ rule: Rule) -> (Verdict, String?, [Evidence]) {
        if let reason = refusal(rule.scope) { return (.notApplicable, reason, []) }
        if let precondition = rule.precondition {
            switch judge(precondition).truth {
            case .holds: break
            case .fails: return (.notApplicable, "precondition not met", [])
            case .unknown(let reason): return (.notApplicable, reason, [])
            }
        }
        let judgement = judge(rule.condition)
        switch (judgement.truth, rule.demand) {
        case (.unknown(let reason), _): return (.notApplicable, reason, [])
        case (.holds, .require), (.fails, .forbid): return (.passed, nil, judgement.evidence)
        case (.fails, .require), (.holds, .forbid): return (.failed, nil, judgement.evidence)
        }
    }

    /// Why the call is outside of a scope; nil where it is inside.
    ///
    /// Without words there is no language; then only what needs words can tell that they are missing.
    func refusal(_ scope: Scope) -> String? {
        if !scope.outcomes.isEmpty, !scope.outcomes.contains(call.outcome) { return "outcome out of scope" }
        if !scope.directions.isEmpty, !scope.directions.contains(call.direction) { return "direction out of scope" }
        if !scope.queues.isEmpty {
            guard let queue = call.queue else { return "queue not known" }
            if !scope.queues.contains(queue) { return "queue out of scope" }
        }
        if !scope.languages.isEmpty, let language, !scope.languages.contains(where: { admits($0, language) }) {
            return "language out of scope"
        }
        guard scope.from != nil || scope.until != nil else { return nil }
        let day = day
        return scope.from.map { day < $0 } ?? false || scope.until.map { day >= $0 } ?? false
            ? "date out of scope" : nil
    }

    private func admits(_ wanted: String, _ language: String) -> Bool {
        if wanted == language { return true }
        let wanted = wanted.lowercased()
        let language = language.lowercased()
        return language == wanted || language.hasPrefix(wanted + "-")
    }
}
