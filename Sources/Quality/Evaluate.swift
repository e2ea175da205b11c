package import Calls

/// Judges one call by every rule of `packs`, in their order.
///
/// It is a pure function: the same call and rules give the same findings. Nothing that was said or measured is an
/// error; a rule that cannot be judged is not applicable and says why.
///
/// - Parameters:
///   - packs: The rules in force.
///   - call: The facts, of which no personal data is used.
///   - measures: Nil for a call without a recording.
///   - transcript: Nil for a call without words.
///   - titles: The language of the findings' titles, English where a rule has none in it.
/// - Returns: One finding a rule, each named `pack/rule`.
package func evaluate(
    _ packs: [RulePack],
    call: Call,
    measures: Measures?,
    transcript: Transcript?,
    titles: String = "en"
) -> Evaluation {
    let subject = Subject(call: call, measures: measures, transcript: transcript)
    let language = subject.transcript == nil ? nil : transcript?.language
    return Evaluation(
        findings: packs.flatMap { pack in
            pack.rules.map { subject.finding($0, of: pack, language: language, titles: titles) }
        }
    )
}

/// More places than these say nothing new to a reader.
private let maximumEvidence = 20

extension Subject {
    func finding(_ rule: Rule, of pack: RulePack, language: String?, titles: String = "en") -> Finding {
        let (verdict, reason, evidence) = verdict(rule, language: language)
        return Finding(
            rule: "\(pack.id)/\(rule.id)",
            version: rule.version,
            title: rule.title.text(in: titles),
            severity: rule.severity,
            weight: rule.weight,
            isFatal: rule.isFatal,
            verdict: verdict,
            reason: reason,
            evidence: Array(evidence.prefix(maximumEvidence))
        )
    }

    private func verdict(_ rule: Rule, language: String?) -> (Verdict, String?, [Evidence]) {
        if let reason = rule.scope.refusal(of: call, language: language) { return (.notApplicable, reason, []) }
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
}

extension Scope {
    /// Why a call is outside; nil where it is inside.
    ///
    /// Without words there is no language; then only what needs words can tell that they are missing.
    fileprivate func refusal(of call: Call, language: String?) -> String? {
        if !outcomes.isEmpty, !outcomes.contains(call.outcome) { return "outcome out of scope" }
        if !directions.isEmpty, !directions.contains(call.direction) { return "direction out of scope" }
        if !queues.isEmpty {
            guard let queue = call.queue else { return "queue not known" }
            if !queues.contains(queue) { return "queue out of scope" }
        }
        if !languages.isEmpty, let language, !languages.contains(where: { admits($0, language) }) {
            return "language out of scope"
        }
        return nil
    }

    private func admits(_ wanted: String, _ language: String) -> Bool {
        let wanted = wanted.lowercased()
        let language = language.lowercased()
        return language == wanted || language.hasPrefix(wanted + "-")
    }
}
