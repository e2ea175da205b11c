/// How a site weighs its rules: sections that share out the points, each among the rules in it.
///
/// A section whose rules do not apply to a call has no part in that call's score. A rule in no section takes no points;
/// a fatal one still makes the score zero.
package struct Scorecard: Hashable, Sendable {
    package struct Section: Hashable, Sendable {
        package var name: String
        /// Against the other sections.
        package var weight: Double
        /// `pack/rule`; `*` stands for any run of characters.
        package var rules: [String]

        package init(name: String, weight: Double, rules: [String]) {
            self.name = name
            self.weight = weight
            self.rules = rules
        }

        package func holds(_ rule: String) -> Bool { rules.contains { rule.matches(wildcards: $0) } }
    }

    package var sections: [Section]

    package init(sections: [Section]) { self.sections = sections }

    /// The first section that names the rule; nil where none does.
    package func section(of rule: String) -> String? { sections.first { $0.holds(rule) }?.name }

    /// The findings with the points that each is worth in this call, so that those that apply add up to the weights of
    /// the sections that apply.
    package func weighed(_ findings: [Finding]) -> [Finding] {
        let places = findings.map { finding in sections.firstIndex { $0.holds(finding.rule) } }
        var applicable = [Double](repeating: 0, count: sections.count)
        for (finding, place) in zip(findings, places) where finding.verdict != .notApplicable {
            if let place { applicable[place] += finding.weight }
        }
        return zip(findings, places).map { finding, place in
            var finding = finding
            let isWorth = place.map { applicable[$0] > 0 } ?? false
            if let place, isWorth, finding.verdict != .notApplicable {
                finding.weight = sections[place].weight * finding.weight / applicable[place]
            } else {
                finding.weight = 0
            }
            return finding
        }
    }
}

/// What a call got in one part of the scorecard.
package struct SectionResult: Hashable, Sendable {
    /// The section's name; without a scorecard the pack's id.
    package var name: String
    /// 0 to 100; nil where no rule of it applied.
    package var score: Double?
    /// What it got of the points it could get in this call.
    package var points = 0.0
    package var possible = 0.0
    package var passed = 0
    package var failed = 0
    package var notApplicable = 0
    /// True where a rule failed that makes the whole score zero.
    package var isFatal = false
    package var findings: [Finding] = []
}

extension Evaluation {
    /// The evaluation by the sections of the site's scorecard, in its order; without one by packs, in order of their
    /// first findings.
    ///
    /// What stands in no section, and takes no points, comes last under an empty name.
    package func sections(_ scorecard: Scorecard?) -> [SectionResult] {
        var order = scorecard?.sections.map(\.name) ?? []
        var groups: [String: [Finding]] = [:]
        for finding in findings {
            let pack = finding.rule.split(separator: "/").first.map(String.init) ?? finding.rule
            let name = scorecard.map { $0.section(of: finding.rule) ?? "" } ?? pack
            if groups[name] == nil, !order.contains(name) { order.append(name) }
            groups[name, default: []].append(finding)
        }
        return order.filter { groups[$0] != nil }.map { SectionResult(name: $0, findings: groups[$0] ?? []) }
    }
}

extension SectionResult {
    fileprivate init(name: String, findings: [Finding]) {
        self.name = name
        self.findings = findings
        score = Evaluation(findings: findings).score
        for finding in findings {
            switch finding.verdict {
            case .passed:
                passed += 1
                points += finding.weight
                possible += finding.weight
            case .failed:
                failed += 1
                possible += finding.weight
                isFatal = isFatal || finding.isFatal
            case .notApplicable: notApplicable += 1
            }
        }
    }
}
