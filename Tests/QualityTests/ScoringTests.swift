import Calls
import Quality
import Testing

private func evaluation(_ score: Double, isFatal: Bool = false) -> Calls.Evaluation {
    func finding(_ weight: Double, _ verdict: Verdict, isFatal: Bool = false) -> Finding {
        Finding(
            rule: "a/\(verdict)",
            version: 1,
            title: "",
            severity: .minor,
            weight: weight,
            isFatal: isFatal,
            verdict: verdict
        )
    }
    return Calls.Evaluation(
        findings: [finding(score, .passed), finding(100 - score, .failed, isFatal: isFatal)].filter { $0.weight > 0 }
    )
}

@Suite struct `Score of calls` {
    @Test func `gives a mean and how sure it is`() {
        var summary = ScoreSummary()
        #expect(summary.mean == nil)
        for score in [60.0, 70, 80, 90] { summary.add(evaluation(score)) }
        summary.add(Calls.Evaluation(findings: []))
        #expect(summary.calls == 4)
        #expect(summary.mean == 75)
        // t(3) = 3.182, s = 12.91.
        #expect(summary.interval.map { abs($0.lowerBound - 54.46) < 0.01 && abs($0.upperBound - 95.54) < 0.01 } == true)
    }

    @Test func `counts calls that a fatal rule failed`() {
        var summary = ScoreSummary()
        summary.add(evaluation(60, isFatal: true))
        #expect(summary.fatal == 1)
        #expect(summary.mean == 0)
    }

    private func finding(_ rule: String, _ verdict: Verdict, weight: Double = 10, isFatal: Bool = false) -> Finding {
        Finding(
            rule: rule,
            version: 1,
            title: "",
            severity: .minor,
            weight: weight,
            isFatal: isFatal,
            verdict: verdict
        )
    }

    @Test func `has a section for each pack`() {
        let sections = Calls.Evaluation(
            findings: [
                finding("b/1", .passed), finding("a/1", .failed), finding("b/2", .failed),
                finding("c/1", .notApplicable),
            ]
        ).sections(nil)
        #expect(sections.map(\.name) == ["b", "a", "c"])
        #expect(sections.map(\.score) == [50, 0, nil])
    }

    private let card = Scorecard(sections: [
        .init(name: "Opening", weight: 20, rules: ["service-*/greeting", "service-*/name"]),
        .init(name: "Law", weight: 70, rules: ["law/*"]),
        .init(name: "Closing", weight: 10, rules: ["service-*/closing"]),
    ])

    @Test func `shares out points by section, and a section that does not apply has no part`() {
        let weighed = card.weighed([
            finding("service-en/greeting", .passed, weight: 30), finding("service-en/name", .failed, weight: 10),
            finding("law/notice", .passed, weight: 5), finding("law/identity", .notApplicable, weight: 5),
            finding("service-en/closing", .notApplicable), finding("signals/churn", .failed, weight: 50),
        ])
        #expect(weighed.map(\.weight) == [15, 5, 70, 0, 0, 0])
        let evaluation = Calls.Evaluation(findings: weighed)
        // 85 of the 90 points that could be had.
        #expect(evaluation.score.map { abs($0 - 100 * 85 / 90) < 1e-9 } == true)
        let sections = evaluation.sections(card)
        #expect(sections.map(\.name) == ["Opening", "Law", "Closing", ""])
        #expect(sections.map(\.score) == [75, 100, nil, nil])
        #expect(sections.map(\.points) == [15, 70, 0, 0])
        #expect(sections.map(\.possible) == [20, 70, 0, 0])
    }

    @Test func `lets a fatal rule make the score zero, also one in no section`() {
        let weighed = card.weighed([
            finding("law/notice", .passed), finding("payment/code", .failed, isFatal: true),
        ])
        #expect(Calls.Evaluation(findings: weighed).score == 0)
    }

    @Test(arguments: [
        ("a/b", "a/b", true), ("a/*", "a/b", true), ("*", "a/b", true), ("a-*/b", "a-en/b", true),
        ("a-*/b", "a-en/bc", false), ("a/b*b", "a/b", false), ("*a*a*", "a", false), ("*n*t*", "law/notice", true),
        ("a/b", "a/bc", false), ("", "a/b", false),
    ])
    func `names rules by patterns`(_ pattern: String, _ rule: String, _ isHeld: Bool) {
        #expect(Scorecard.Section(name: "s", weight: 1, rules: [pattern]).holds(rule) == isHeld)
    }

    @Test func `weighs what rules find`() throws {
        let card = Scorecard(sections: [.init(name: "All", weight: 40, rules: ["p/*"])])
        let set = RuleSet([try pack("require: {transfers: {at most: 1}}")], scorecard: card)
        let evaluation = set.evaluate(call: try someCall(), measures: nil, transcript: nil)
        #expect(evaluation.findings.map(\.weight) == [40])
        #expect(evaluation.score == 100)
    }
}

@Suite struct `Agreement with people` {
    @Test func `is Cohen's kappa`() {
        // The example of Cohen's paper in two classes: 20 and 15 together, 5 and 10 apart: kappa .4.
        var agreement = Agreement()
        for (rule, person, count) in [
            (Verdict.passed, Verdict.passed, 20), (.failed, .failed, 15), (.passed, .failed, 5), (.failed, .passed, 10),
        ] {
            for _ in 0..<count { agreement.add(rule: rule, person: person) }
        }
        agreement.add(rule: .notApplicable, person: .passed)
        #expect(agreement.calls == 50)
        #expect(agreement.share == 0.7)
        #expect(agreement.kappa.map { abs($0 - 0.4) < 1e-9 } == true)
    }

    @Test func `says nothing where both always say the same`() {
        var agreement = Agreement()
        #expect(agreement.kappa == nil)
        agreement.add(rule: .passed, person: .passed)
        #expect(agreement.share == 1)
        #expect(agreement.kappa == nil)
    }
}

@Suite struct `Sample of calls` {
    private let calls = (0..<60).compactMap { number in
        // One agent has fifty of the sixty calls.
        CallID("c\(number)").map { (id: $0, agent: number < 50 ? "busy" : "calm\(number % 2)") }
    }

    @Test func `hears every agent about equally often`() {
        let chosen = fairSample(of: calls, heard: [:], count: 9, seed: 1)
        let agents = Dictionary(grouping: chosen) { id in calls.first { $0.id == id }?.agent ?? "" }
        #expect(agents.mapValues(\.count) == ["busy": 3, "calm0": 3, "calm1": 3])
        let later = fairSample(of: calls, heard: ["busy": 3, "calm0": 3], count: 3, seed: 1)
        #expect(Set(later.compactMap { id in calls.first { $0.id == id }?.agent }) == ["calm1"])
    }

    @Test func `is the same for the same seed, in whatever order the calls come`() {
        let some = fairSample(of: calls, heard: [:], count: 9, seed: 5)
        #expect(fairSample(of: calls.reversed(), heard: [:], count: 9, seed: 5) == some)
        #expect(fairSample(of: calls, heard: [:], count: 9, seed: 6) != some)
        #expect(fairSample(of: calls, heard: [:], count: 100, seed: 5).count == 60)
    }
}
