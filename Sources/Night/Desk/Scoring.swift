package import Archive
package import Calls
package import Quality

/// What calls are grouped by when their scores are summed up.
package enum ScoreGroup: String, Sendable, CaseIterable { case agent, team, queue, section, rule }

/// Scores of one group.
package struct GroupScore: Sendable {
    package var name: String
    package var summary: ScoreSummary
    package var passed = 0
    package var failed = 0
    package var notApplicable = 0
}

/// What an agent should work on: a rule that failed often, with calls to hear.
package struct CoachingPoint: Sendable {
    package var agent: String
    package var rule: String
    package var title: String
    package var failed = 0
    package var judged = 0
    /// Points lost by it: weight times failures.
    package var lost = 0.0
    package var calls: [CallID] = []
}

extension Site {
    /// Mean scores with their intervals, by agent, team, queue, section of the scorecard or rule, in order of names.
    ///
    /// Without a scorecard the packs are its sections.
    package func scores(by group: ScoreGroup, _ query: CallQuery) throws -> [GroupScore] {
        var groups: [String: GroupScore] = [:]
        func add(_ name: String, _ evaluation: Evaluation) {
            var score = groups[name] ?? GroupScore(name: name, summary: ScoreSummary())
            score.summary.add(evaluation)
            score.passed += evaluation.findings.count { $0.verdict == .passed }
            score.failed += evaluation.findings.count { $0.verdict == .failed }
            score.notApplicable += evaluation.findings.count { $0.verdict == .notApplicable }
            groups[name] = score
        }
        try forEachCall(query) { call in
            guard let evaluation = call.evaluation else { return }
            switch group {
            case .agent: if let agent = call.facts.agent { add(agent, evaluation) }
            case .team:
                if let agent = call.facts.agent, let team = settings.report.teams[agent] { add(team, evaluation) }
            case .queue: if let queue = call.facts.queue { add(queue, evaluation) }
            case .rule: for finding in evaluation.findings { add(finding.rule, Evaluation(findings: [finding])) }
            case .section:
                for section in evaluation.sections(settings.scorecard) where !section.name.isEmpty {
                    add(section.name, Evaluation(findings: section.findings))
                }
            }
        }
        return groups.values.sorted { $0.name < $1.name }
    }

    /// What each agent lost most points by, the most first, with up to three calls to hear.
    package func coaching(_ query: CallQuery, each count: Int) throws -> [CoachingPoint] {
        var points: [String: [String: CoachingPoint]] = [:]
        try forEachCall(query) { call in
            guard let agent = call.facts.agent, let evaluation = call.evaluation else { return }
            for finding in evaluation.findings where finding.verdict != .notApplicable && finding.weight > 0 {
                var point =
                    points[agent]?[finding.rule]
                    ?? CoachingPoint(agent: agent, rule: finding.rule, title: finding.title)
                point.judged += 1
                if finding.verdict == .failed {
                    point.failed += 1
                    point.lost += finding.weight
                    if point.calls.count < 3 { point.calls.append(call.facts.id) }
                }
                points[agent, default: [:]][finding.rule] = point
            }
        }
        return points.sorted { $0.key < $1.key }.flatMap { _, rules in
            rules.values.filter { $0.failed > 0 }.sorted { ($1.lost, $0.rule) < ($0.lost, $1.rule) }.prefix(count)
        }
    }
}
