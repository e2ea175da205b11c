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
                .init("failed", nil, .integer),
            ],
            rows: calls.map(Self.row),
            primaryKey: ["call"]
        )
    }

    private static func row(_ call: CallOutcome) -> [Cell] {
        let facts = call.facts
        return [
            Cell(facts.id.description), Cell(facts.start), Cell(facts.outcome.rawValue), Cell(facts.queue),
            Cell(facts.agent), Cell(facts.wait), Cell(facts.handle.talk), Cell(call.evaluation?.score),
            Cell(call.evaluation?.findings.count { $0.verdict == .failed }),
        ]
    }
}
