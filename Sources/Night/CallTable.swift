package import Calls
package import Report

/// Calls as rows, a line each.
package struct CallTable {
    package let table: Table

    package init(_ calls: [CallOutcome]) {
        table = Table(
            "calls",
            columns: [
                .init("call"), .init("start", nil, .time), .init("outcome"), .init("queue"), .init("agent"),
                .init("wait", nil, .seconds), .init("talk", nil, .seconds), .init("score", nil, .number),
                .init("dead_air", nil, .seconds), .init("talk_over", nil, .seconds), .init("failed"),
            ],
            rows: calls.map(Self.row),
            primaryKey: ["call"]
        )
    }

    private static func row(_ call: CallOutcome) -> [Cell] {
        let facts = call.facts
        let failed = call.evaluation?.findings.filter { $0.verdict == .failed }.map(\.title) ?? []
        return [
            Cell(facts.id.description), Cell(facts.start), Cell(facts.outcome.rawValue), Cell(facts.queue),
            Cell(facts.agent), Cell(facts.wait), Cell(facts.handle.talk), Cell(call.evaluation?.score),
            Cell(call.measures?.deadAir.totalLength), Cell(call.measures?.talkOver?.totalLength),
            Cell(failed.joined(separator: "; ")),
        ]
    }
}
