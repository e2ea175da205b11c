import Calls
import Testing

@Suite struct `Recording assurance` {
    /// Answered after 10 s, 60 s of talk; recorded whole, both parties heard.
    static func call(_ change: (inout CallOutcome) -> Void = { _ in }) throws -> CallOutcome {
        let start = UTCTime(seconds: 1_772_413_200)
        let call = Call(
            id: try #require(CallID("ast-1")),
            start: start,
            answered: start + Milliseconds(10_000),
            end: start + Milliseconds(70_000),
            outcome: .answered,
            queue: "sales",
            agent: "301",
            sources: [SourceLine(file: "aa", line: 3)]
        )
        let speech = [TimeSpan(start: .zero, end: Milliseconds(30_000))]
        var outcome = CallOutcome(
            facts: CallFacts(of: call, customer: nil),
            recording: "ff",
            measures: Measures(
                preset: "default",
                duration: Milliseconds(60_000),
                channels: [
                    ChannelMeasures(role: .customer, speech: speech), ChannelMeasures(role: .agent, speech: speech),
                ]
            )
        )
        change(&outcome)
        return outcome
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var kinds: [RecordingIssue.Kind]
        var change: @Sendable (inout CallOutcome) -> Void

        init(_ name: String, _ kinds: RecordingIssue.Kind..., change: @escaping @Sendable (inout CallOutcome) -> Void) {
            testDescription = name
            self.kinds = kinds
            self.change = change
        }
    }

    static func absent(_ call: inout CallOutcome) {
        call.recording = nil
        call.measures = nil
    }

    static func note(_ message: String, stage: String = "recording", _ call: inout CallOutcome) {
        call.problems.append(Problem(stage: stage, message: message, mend: "mend"))
    }

    static let cases = [
        Case("sound") { _ in },
        Case("3 s short of a minute") { $0.measures?.duration = Milliseconds(57_000) },
        Case("a little more", .short) { $0.measures?.duration = Milliseconds(56_999) },
        Case("from the first ring on") { $0.measures?.duration = Milliseconds(70_000) },
        Case("longer than the call", .long) { $0.measures?.duration = Milliseconds(73_001) },
        Case("missing", .missing, change: absent),
        Case("named, and not there", .missing) {
            absent(&$0)
            note(Problem.absentRecording, &$0)
        },
        Case("nobody answered") {
            absent(&$0)
            $0.facts.outcome = .abandoned
        },
        Case("no sound file", .unreadable) {
            absent(&$0)
            note("not a sound file", &$0)
        },
        Case("no switch speaks of it", .orphaned) {
            $0.facts.sources = [SourceLine(file: "bb", line: 0)]
            $0.facts.answered = nil
            $0.facts.end = nil
        },
        Case("silent", .silent) { call in
            for index in 0..<2 { call.measures?.channels[index].speech = [] }
            call.measures?.faults = [.oneWayAudio]
        },
        Case("one way", .oneWay) { $0.measures?.faults = [.oneWayAudio] },
        Case("altered and late", .altered, .late) {
            note(Problem.alteredRecording, &$0)
            note("late", stage: Problem.lateRecording, &$0)
        },
    ]

    @Test(arguments: cases) func `names what is wrong with a recording`(_ example: Case) throws {
        let assurance = RecordingAssurance([try Self.call(example.change)])
        #expect(assurance.issues.map(\.kind) == example.kinds)
        #expect(assurance.issues.allSatisfy { $0.agent == "301" && $0.queue == "sales" })
    }

    @Test func `counts what was answered and what was recorded`() throws {
        let assurance = RecordingAssurance([
            try Self.call(), try Self.call(Self.absent), try Self.call { $0.facts.outcome = .abandoned },
            try Self.call { $0.facts.duplicateOf = CallID("ast-1") },
            try Self.call {
                $0.facts.duplicateOf = CallID("ast-1")
                Self.absent(&$0)
            },
        ])
        #expect(assurance.answered == 2)
        #expect(assurance.recorded == 1)
        #expect(assurance.coverage == 0.5)
        #expect(assurance.count(of: .missing) == 1)
        #expect(assurance.issues.map(\.owner) == [.recorder])
        #expect(RecordingAssurance().coverage == nil)
    }
}
