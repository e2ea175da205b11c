import Calls
import Report
import Testing

@Suite struct `Sound and quality figures` {
    private func heard(
        _ id: String,
        seconds: Double,
        deadAir: [TimeSpan] = [],
        talkOver: [TimeSpan]? = nil,
        hold: [TimeSpan] = []
    ) -> CallOutcome {
        let measures = Measures(
            preset: "default",
            duration: Milliseconds(seconds: seconds),
            channels: [],
            deadAir: deadAir,
            talkOver: talkOver,
            hold: hold
        )
        return CallOutcome(facts: .sample(id), recording: "00", measures: measures)
    }

    private var tally: Tally {
        Tally([
            heard(
                "two",
                seconds: 100,
                deadAir: [.seconds(10, 14)],
                talkOver: [.seconds(1, 3)],
                hold: [.seconds(50, 70)]
            ),
            heard("mono", seconds: 120, deadAir: [.seconds(0, 6)]), CallOutcome(facts: .sample("none")),
            CallOutcome(facts: .sample("unread"), recording: "00"),
        ])
    }

    @Test func `take dead air as a share of the time that is not hold`() {
        #expect(tally.kpi(.deadAirShare).value == 10.0 / 200)
    }

    @Test func `claim talk-over on two channels only, and say why the others are missing`() {
        let kpi = tally.kpi(.talkOverShare)
        #expect(kpi.value == 2.0 / 80)
        #expect(kpi.coverage.counted == 1)
        #expect(kpi.coverage.missing.map(\.gap) == [.noRecording, .notHeard, .oneChannel])
        #expect(kpi.coverage.missing.map(\.calls) == [1, 1, 1])
    }

    @Test func `have no talk-over where every recording is mono`() {
        let kpi = Tally([heard("mono", seconds: 60)]).kpi(.talkOverShare)
        #expect(kpi.value == nil)
        #expect(kpi.unavailable == .oneChannel)
    }

    @Test func `average the scores there are`() {
        func finding(_ verdict: Verdict) -> Finding {
            Finding(rule: "r", version: 1, title: "R", severity: .minor, weight: 1, verdict: verdict)
        }
        let scored = [
            CallOutcome(facts: .sample("a"), evaluation: Evaluation(findings: [finding(.passed), finding(.failed)])),
            CallOutcome(facts: .sample("b"), evaluation: Evaluation(findings: [finding(.passed)])),
            CallOutcome(facts: .sample("c"), evaluation: Evaluation(findings: [finding(.notApplicable)])),
        ]
        let kpi = Tally(scored).kpi(.qaScore)
        #expect(kpi.value == 75)
        #expect(kpi.coverage.counted == 2)
        #expect(kpi.coverage.of == 3)
    }

    @Test func `count words only where some were said`() {
        let silent = Transcript(language: "en", origin: "t", turns: [Turn(role: .agent, words: [])])
        let spoken = Transcript(language: "en", origin: "t", turns: [.said(.agent, "hello", from: 0, to: 1)])
        let tally = Tally([
            CallOutcome(facts: .sample("a"), transcript: silent), CallOutcome(facts: .sample("b"), transcript: spoken),
        ])
        #expect(tally.kpi(.callsWithWords).value == 0.5)
    }
}
