import Calls
import Testbench

/// Calls with every combination of what a source may know and leave unsaid, over some days; always the same.
struct RandomCalls {
    var random: SplitMix64
    let start: UTCTime
    let days: Int

    init(seed: UInt64, start: UTCTime, days: Int) {
        random = SplitMix64(seed: seed)
        (self.start, self.days) = (start, days)
    }

    mutating func outcomes(_ count: Int) -> [CallOutcome] { (0..<count).compactMap { outcome($0) } }

    private mutating func outcome(_ number: Int) -> CallOutcome? {
        guard let id = CallID("random-\(number)") else { return nil }
        var call = Call(
            id: id,
            start: start + Milliseconds(below(days * 86_400_000)),
            direction: pick([.inbound, .inbound, .inbound, .outbound, .internal]),
            channel: pick([.voice, .voice, .voice, .chat, .email]),
            outcome: pick(Outcome.allCases + [.answered, .answered, .answered, .abandoned])
        )
        call.queue = pick(["cards", "loans", "信用卡", nil])
        call.campaign = pick(["spring", nil, nil])
        call.agent = pick(["8001", "8002", "8003", nil])
        call.wait = maybe { Milliseconds($0.pick([0, 4999, 5000, 5001, 20_000, 20_001, $0.below(90_000)])) }
        if call.outcome == .answered || call.outcome == .open {
            call.answered = maybe { [start = call.start] in start + Milliseconds($0.below(60_000)) }
            call.handle.talk = maybe { Milliseconds($0.below(900_000)) }
            call.handle.hold = maybe { Milliseconds($0.below(60_000)) }
            call.handle.acw = maybe { Milliseconds($0.below(60_000)) }
        }
        call.end = call.answered.flatMap { answered in
            maybe { answered + Milliseconds($0.below(3_600_000)) }
        }
        call.transfers = pick([0, 0, 0, 1, 2])
        call.survey = Survey(
            csat: maybe { 1 + $0.below(5) },
            nps: maybe { $0.below(11) },
            ces: maybe { 1 + $0.below(7) }
        )
        call.legs =
            below(3) == 0 ? menus(from: call.start) : []
        call.sources = below(4) == 0 ? [] : [SourceLine(file: String(repeating: "c", count: 64), line: below(3))]
        if below(8) == 0 { call.duplicateOf = CallID("random-\(below(400))") }
        let customer = pick((0..<20).map { Optional("P-\($0)") } + [nil])
        return CallOutcome(
            facts: CallFacts(of: call, customer: customer),
            recording: below(2) == 0 ? nil : String(repeating: "d", count: 64),
            measures: maybe { $0.measures() },
            transcript: maybe { $0.transcript() },
            evaluation: maybe { $0.evaluation() },
            masks: (0..<below(4)).map { _ in mask() },
            problems: (0..<below(2)).map { _ in
                Problem(stage: pick(["recording", "speech"]), message: "it is short", mend: "copy it again")
            }
        )
    }

    private mutating func menus(from start: UTCTime) -> [Leg] {
        (0...below(3)).map { _ in
            Leg(kind: .ivr, name: pick(["main", "billing", nil]), start: start, end: start + Milliseconds(below(9000)))
        }
    }

    private mutating func measures() -> Measures {
        let duration = Milliseconds(1000 + below(600_000))
        var measures = Measures(
            preset: "default",
            duration: duration,
            channels: [
                ChannelMeasures(role: .customer, keys: spans(duration)),
                ChannelMeasures(role: .agent, speech: spans(duration), music: spans(duration)),
            ],
            deadAir: spans(duration),
            talkOver: maybe { $0.spans(duration) },
            hold: spans(duration),
            faults: Fault.allCases.filter { _ in below(5) == 0 }
        )
        measures.noteMenuDelays()
        measures.channels[0].keys = nil
        return measures
    }

    private mutating func spans(_ duration: Milliseconds) -> [TimeSpan] {
        let edges = (0..<2 * below(4)).map { _ in Milliseconds(below(duration.count)) }.sorted()
        return stride(from: 0, to: edges.count, by: 2).map { TimeSpan(start: edges[$0], end: edges[$0 + 1]) }
    }

    private mutating func transcript() -> Transcript {
        let words = below(3) == 0 ? [] : [Word("hello", TimeSpan(start: .zero, end: Milliseconds(400)))]
        return Transcript(language: "en", origin: "test", turns: [Turn(role: .agent, words: words)])
    }

    private mutating func evaluation() -> Evaluation {
        let rules: [(String, Severity, Double, Bool)] = [
            ("greeting", .minor, 1, false), ("notice", .critical, 3, false), ("promise", .major, 2, true),
        ]
        return Evaluation(
            findings: rules.map { rule, severity, weight, isFatal in
                Finding(
                    rule: rule,
                    version: 1 + below(2),
                    title: "Rule \(rule)",
                    severity: severity,
                    weight: weight,
                    isFatal: isFatal,
                    verdict: pick(Verdict.allCases)
                )
            }
        )
    }

    private mutating func mask() -> MaskEntry {
        MaskEntry(
            place: pick(["transcript", "audio", "cdr.customer"]),
            type: pick(["CARD", "PHONE"]),
            operator: "replace",
            rule: "test"
        )
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

    /// A value three times in four.
    private mutating func maybe<Value>(_ make: (inout Self) -> Value) -> Value? { below(4) == 0 ? nil : make(&self) }
}
