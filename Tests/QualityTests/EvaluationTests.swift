import Calls
import Quality
import Testing

private let twoChannels = Measures(
    preset: "test",
    duration: Milliseconds(100_000),
    channels: [ChannelMeasures(role: .customer), ChannelMeasures(role: .agent)],
    silence: [span(0, 1000), span(20_000, 35_000)],
    deadAir: [span(20_000, 35_000), span(50_000, 54_000)],
    talkOver: [span(60_000, 62_000)],
    interruptions: [
        Interruption(channel: 1, span: span(60_000, 62_000)), Interruption(channel: 0, span: span(70_000, 71_000)),
    ],
    hold: []
)

private let oneChannel = Measures(
    preset: "test",
    duration: Milliseconds(100_000),
    channels: [ChannelMeasures(role: .other)],
    deadAir: [span(20_000, 35_000)]
)

/// A rule and the verdict that it must come to.
struct Judged: Sendable, CustomTestStringConvertible {
    var rule: String
    var verdict: Verdict
    var reason: String?
    var testDescription: String { rule }

    init(_ rule: String, _ verdict: Verdict, _ reason: String? = nil) {
        self.rule = rule
        self.verdict = verdict
        self.reason = reason
    }
}

@Suite struct `Evaluation` {
    @Test(arguments: [
        Judged("forbid: {dead air: {longest: {over: 15s}}}", .passed),
        Judged("forbid: {dead air: {longest: {at least: 15s}}}", .failed),
        Judged("forbid: {dead air: {total: {over: 18s}}}", .failed),
        Judged("forbid: {dead air: {count: {over: 2}}}", .passed),
        Judged("require: {silence: {share: {at most: 0.16}}}", .passed),
        Judged("require: {silence: {share: {under: 0.16}}}", .failed),
        Judged("forbid: {talk-over: {share: {at least: 0.02}}}", .failed),
        Judged("forbid: {interruptions: {count: {over: 1}}}", .failed),
        Judged("forbid: {interruptions: {by: agent, count: {over: 1}}}", .passed),
        Judged("forbid: {hold: {longest: {over: 1ms}}}", .passed),
    ])
    func `measures against limits`(_ judged: Judged) throws {
        #expect(try finding(judged.rule, measures: twoChannels).verdict == judged.verdict)
    }

    @Test func `shows the place, the value and the limit of what was measured`() throws {
        let longest = try finding("forbid: {dead air: {longest: {over: 10s}}}", measures: twoChannels)
        #expect(longest.evidence == [Evidence(span: span(20_000, 35_000), value: 15, threshold: 10)])
        let count = try finding("forbid: {dead air: {count: {over: 1}}}", measures: twoChannels)
        #expect(count.evidence.map(\.span) == [span(20_000, 35_000), span(50_000, 54_000)])
        #expect(count.evidence.map(\.value) == [2, 2])
    }

    @Test(arguments: [
        Judged("require: {any of: [hello]}", .notApplicable, "no words"),
        Judged("require: {none of: [hello]}", .notApplicable, "no words"),
        Judged("require: {sequence: [{any of: [a]}, {any of: [b]}]}", .notApplicable, "no words"),
        Judged("forbid: {talk-over: {count: {over: 0}}}", .notApplicable, "one channel"),
        Judged("forbid: {interruptions: {count: {over: 0}}}", .notApplicable, "one channel"),
        Judged("forbid: {dead air: {longest: {over: 10s}}}", .failed),
        Judged("require: {queue: sales}", .notApplicable, "queue not known"),
        Judged("require: {hung up by: agent}", .notApplicable, "not known who hung up"),
        Judged("require: {duration: {over: 10s}}", .passed),
        Judged("scope: {queue: sales}\nrequire: {duration: {over: 10s}}", .notApplicable, "queue not known"),
        Judged(
            "scope: {direction: outbound}\nrequire: {duration: {over: 10s}}",
            .notApplicable,
            "direction out of scope"
        ),
        Judged("scope: {outcome: abandoned}\nrequire: {duration: {over: 10s}}", .notApplicable, "outcome out of scope"),
        Judged("applies if: {duration: {under: 10s}}\nrequire: {any of: [a]}", .notApplicable, "precondition not met"),
    ])
    func `says why a rule is not applicable`(_ judged: Judged) throws {
        let finding = try finding(judged.rule, measures: oneChannel)
        #expect(finding.verdict == judged.verdict)
        #expect(finding.reason == judged.reason)
    }

    @Test(arguments: [
        // T holds, F fails, U is unknown: nobody said which queue it was.
        Judged("require: {and: [T, T]}", .passed), Judged("require: {and: [T, F]}", .failed),
        Judged("require: {and: [T, U]}", .notApplicable), Judged("require: {and: [F, U]}", .failed),
        Judged("require: {or: [F, T]}", .passed), Judged("require: {or: [F, F]}", .failed),
        Judged("require: {or: [T, U]}", .passed), Judged("require: {or: [F, U]}", .notApplicable),
        Judged("require: {not: F}", .passed), Judged("require: {not: U}", .notApplicable),
        Judged("require: {at least: 2, of: [T, F, T]}", .passed),
        Judged("require: {at least: 2, of: [T, F, F]}", .failed),
        Judged("require: {at least: 2, of: [T, F, U]}", .notApplicable),
        Judged("require: {at least: 2, of: [T, T, U]}", .passed),
        Judged("require: {and: [{or: [F, T]}, {not: {and: [T, F]}}]}", .passed),
    ])
    func `reasons with what is unknown`(_ judged: Judged) throws {
        let rule = judged.rule.replacing("T", with: "{direction: inbound}")
            .replacing("F", with: "{direction: outbound}").replacing("U", with: "{queue: sales}")
        #expect(try finding(rule).verdict == judged.verdict)
    }

    @Test(arguments: [
        ("en", "en-US", Verdict.passed), ("zh", "zh-CN", .passed), ("zh", "en", .notApplicable),
        ("en", "eng", .notApplicable),
    ])
    func `asks for the language of the words`(language: String, spoken: String, verdict: Verdict) throws {
        let said = transcript(turn(.agent, at: 0, "hello"), language: spoken)
        #expect(try finding("require: {any of: [hello]}", language: language, transcript: said).verdict == verdict)
    }

    @Test func `takes a transcript without words for none`() throws {
        let finding = try finding("forbid: {any of: [hello]}", transcript: transcript(turn(.agent, at: 0, "")))
        #expect(finding.reason == "no words")
    }

    @Test func `does not guess who speaks`() throws {
        let said = transcript(turn(.other, at: 0, "hello"))
        #expect(try finding("require: {any of: [hello], by: agent}", transcript: said).verdict == .notApplicable)
        #expect(try finding("require: {any of: [hello]}", transcript: said).verdict == .passed)
    }

    @Test func `scores by weight and lets a fatal rule decide`() throws {
        let good = try pack("require: {direction: inbound}")
        let bad = try pack("require: {direction: outbound}")
        let fatal = try pack("fatal: true\nrequire: {direction: outbound}")
        let unknown = try pack("require: {queue: sales}")
        let call = try someCall()
        func score(_ packs: RulePack...) -> Double? {
            RuleSet(packs).evaluate(call: call, measures: nil, transcript: nil).score
        }
        #expect(score(good, good, good, bad, unknown) == 75)
        #expect(score(good, good, good, fatal) == 0)
        #expect(score(unknown) == nil)
    }

    @Test func `names rule, version and what the rule says`() throws {
        #expect(
            try finding("fatal: true\nrequire: {direction: inbound}")
                == Finding(
                    rule: "p/r",
                    version: 7,
                    title: "Rule",
                    severity: .major,
                    weight: 5,
                    isFatal: true,
                    verdict: .passed
                )
        )
    }
}
