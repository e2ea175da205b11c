import Calls
import Foundation
import Testing
import Vault

/// A call with something in every field that the archive keeps.
func sampleOutcome(_ id: String = "ast-1795377224.100", start: Int = 1_795_377_224_000) throws -> CallOutcome {
    let start = UTCTime(milliseconds: start)
    var call = Call(
        id: try #require(CallID(id)),
        start: start,
        answered: start + Milliseconds(7000),
        end: start + Milliseconds(67_000),
        direction: .inbound,
        outcome: .answered
    )
    call.dialled = "4008001234"
    call.queue = "billing"
    call.agent = "8001"
    call.wait = Milliseconds(7000)
    call.handle = HandleTime(talk: Milliseconds(50_000), hold: Milliseconds(10_000))
    call.hungUpBy = .customer
    call.transfers = 1
    call.survey = Survey(csat: 4, nps: 10)
    call.legs = [Leg(kind: .queue, name: "billing", start: start), Leg(kind: .agent, name: "8001", start: start)]
    call.sources = [SourceLine(file: String(repeating: "a", count: 64), line: 3)]
    let finding = Finding(
        rule: "service/greeting",
        version: 2,
        title: "Greets",
        severity: .minor,
        weight: 2,
        verdict: .failed,
        evidence: [Evidence(span: span(0, 15_000), channel: 1, turn: 0, value: 1, threshold: 2)]
    )
    return CallOutcome(
        facts: CallFacts(of: call, customer: "P-ABC"),
        recording: String(repeating: "b", count: 64),
        measures: measures,
        transcript: Transcript(
            language: "zh",
            origin: "json",
            turns: [Turn(role: .agent, channel: 1, words: [Word("您好", span(400, 900), confidence: 0.5)])]
        ),
        evaluation: Evaluation(findings: [finding]),
        masks: [
            MaskEntry(
                place: "transcript",
                turn: 0,
                channel: 1,
                span: span(1, 2),
                type: "CARD",
                operator: "keep",
                token: "P-X",
                rule: "card"
            ),
            MaskEntry(place: "cdr.customer", type: "PHONE", operator: "pseudonym", rule: "field"),
        ],
        problems: [Problem(stage: "recording", message: "it is short", mend: "copy it again")]
    )
}

private var measures: Measures {
    Measures(
        preset: "default",
        duration: Milliseconds(60_000),
        channels: [
            ChannelMeasures(role: .customer, speech: [span(0, 1000), span(2000, 3000)], speechLevel: -20.5),
            ChannelMeasures(role: .agent, music: [span(5000, 9000)], tones: [span(1, 2)]),
        ],
        silence: [span(3000, 5000)],
        deadAir: [span(10_000, 14_000)],
        talkOver: [span(900, 1500)],
        interruptions: [Interruption(channel: 1, span: span(900, 1500))],
        hold: [span(5000, 9000)],
        faults: [.clipping, .lowLevel]
    )
}

func span(_ start: Int, _ end: Int) -> TimeSpan {
    TimeSpan(start: Milliseconds(start), end: Milliseconds(end))
}

/// A folder that is gone when the value ends.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "aftercall-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}
