import Calls
import Quality
import Testing

private let talk = Measures(
    preset: "test",
    duration: Milliseconds(100_000),
    channels: [
        ChannelMeasures(
            role: .customer,
            speech: [span(0, 10_000), span(21_500, 22_000), span(50_000, 60_000)],
            speechLevel: -30
        ),
        ChannelMeasures(
            role: .agent,
            speech: [span(12_000, 20_000), span(21_000, 40_000)],
            music: [span(70_000, 90_000)],
            tones: [span(95_000, 96_000)],
            speechLevel: -18,
            sounds: [20, 35, 58].map { NamedSound(kind: .beep, span: span($0 * 1000, $0 * 1000 + 500)) }
        ),
    ],
    deadAir: [span(60_000, 70_000)],
    hold: [span(70_000, 90_000)]
)

@Suite struct `Measures in a rule` {
    @Test(arguments: [
        Judged("require: {monologue: {by: agent, longest: {at least: 28s}}}", .passed),
        Judged("require: {monologue: {by: agent, longest: {over: 28s}}}", .failed),
        Judged("require: {monologue: {by: customer, count: {at least: 2}}}", .passed),
        Judged("require: {latency: {by: agent, longest: {at least: 2s}}}", .passed),
        Judged("require: {latency: {by: customer, longest: {at most: 10s}}}", .passed),
        Judged("require: {latency: {by: customer, longest: {under: 10s}}}", .failed),
        Judged("require: {talk share: {by: agent, over: 0.56}}", .passed),
        Judged("require: {talk share: {by: agent, over: 0.57}}", .failed),
        Judged("require: {loudness: {by: customer, at most: -29}}", .passed),
        Judged("require: {music: {total: {at least: 20s}}}", .passed),
        Judged("require: {tones: {by: agent, count: {at least: 1}}}", .passed),
        Judged("require: {tones: {by: customer, count: {at least: 1}}}", .failed),
        Judged("require: {beep: {count: {at least: 1}, in: {first: 21s}}}", .passed),
        Judged("require: {beep: {count: {over: 3}}}", .failed),
        Judged("require: {dtmf: {by: agent, count: {at least: 1}}}", .failed),
        // First word at 0 s, last at 60 s; beeps at 20, 35 and 58 s.
        Judged("require: {without beep: {longest: {at most: 22.5s}}}", .passed),
        Judged("require: {without beep: {longest: {at most: 22s}}}", .failed),
        Judged("forbid: {without beep: {count: {over: 4}}}", .passed),
        Judged("require: {dead air: {total: {over: 5s}, in: {last share: 0.35}}}", .failed),
        Judged("require: {dead air: {total: {at least: 5s}, in: {last share: 0.35}}}", .passed),
        Judged("require: {hold: {count: {at least: 1}, in: {first: 60s}}}", .failed),
        Judged("require: {speaking rate: {by: agent, over: 100}}", .notApplicable, "no words"),
    ])
    func `are compared with limits`(_ judged: Judged) throws {
        let finding = try finding(judged.rule, measures: talk)
        #expect(finding.verdict == judged.verdict)
        #expect(finding.reason == judged.reason)
    }

    @Test func `count words or characters a minute of speech`() throws {
        // 27 s of the agent's speech: 54 words are 120 a minute.
        let said = transcript(turn(.agent, at: 12_000, String(repeating: "well ", count: 54)))
        #expect(
            try finding("require: {speaking rate: {by: agent, at least: 120}}", measures: talk, transcript: said)
                .verdict
                == .passed
        )
        #expect(
            try finding("require: {speaking rate: {by: agent, over: 120}}", measures: talk, transcript: said).verdict
                == .failed
        )
    }

    @Test(arguments: [
        Judged("require: {wait: {over: 20s}}", .passed), Judged("require: {wait: {over: 30s}}", .failed),
        Judged("require: {transfers: {at least: 1}}", .passed), Judged("require: {agent: ['8001']}", .passed),
        Judged("require: {time of day: {from: '08:00', until: '21:00'}}", .failed),
        Judged("require: {time of day: {from: '21:00', until: '08:00'}}", .passed),
        Judged("require: {time of day: {from: '00:17', until: '00:18'}}", .failed),
        Judged("require: {time of day: {from: '00:16', until: '00:17'}}", .passed),
        // 1 January 1970 was a Thursday.
        Judged("require: {weekday: [thursday]}", .passed), Judged("require: {weekday: [sunday, monday]}", .failed),
        Judged("scope: {from: 1970-01-01}\nrequire: {transfers: {at least: 1}}", .passed),
        Judged("scope: {from: 1970-01-02}\nrequire: {transfers: {at least: 1}}", .notApplicable, "date out of scope"),
        Judged("scope: {until: 1970-01-01}\nrequire: {transfers: {at least: 1}}", .notApplicable, "date out of scope"),
        Judged("require: {first speaker: customer}", .passed), Judged("require: {last speaker: customer}", .failed),
        Judged("require: {turns: {at least: 2}}", .passed), Judged("require: {turns: {over: 2}}", .failed),
    ])
    func `stand beside facts of the call`(_ judged: Judged) throws {
        var call = try someCall()
        (call.wait, call.transfers, call.agent) = (Milliseconds(30_000), 1, "8001")
        let said = transcript(turn(.customer, at: 0, "hello"), turn(.agent, at: 900, "yes"))
        let finding = try finding(judged.rule, call: call, transcript: said)
        #expect(finding.verdict == judged.verdict)
        #expect(finding.reason == judged.reason)
    }
}
