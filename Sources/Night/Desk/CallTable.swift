package import Calls
package import Report

/// Calls as rows, a line each.
package struct CallTable {
    package let table: Table

    /// `isBrief` leaves out what does not fit a terminal of 100 columns.
    package init(_ calls: [CallOutcome], isBrief: Bool = false) {
        let columns: [(column: Table.Column, isBrief: Bool, cell: (CallOutcome) -> Cell)] = [
            (.init("call"), true, { Cell($0.facts.id.description) }),
            (.init("start", nil, .time), true, { Cell($0.facts.start) }),
            (.init("outcome"), true, { Cell($0.facts.outcome.rawValue) }),
            (.init("queue"), true, { Cell($0.facts.queue) }),
            (.init("agent"), true, { Cell($0.facts.agent) }),
            (.init("wait", nil, .seconds), false, { Cell($0.facts.wait) }),
            (.init("talk", nil, .seconds), true, { Cell($0.facts.handle.talk) }),
            (.init("hold", nil, .seconds), false, { Cell($0.facts.handle.hold) }),
            (.init("dead_air", nil, .seconds), false, { Cell($0.measures?.deadAir.totalLength) }),
            (.init("talk_over", nil, .seconds), false, { Cell($0.measures?.talkOver?.totalLength) }),
            (.init("score", nil, .number), true, { Cell($0.evaluation?.score) }),
            (.init("fails", nil, .integer), true, { Cell($0.failures) }),
        ]
        let shown = columns.filter { !isBrief || $0.isBrief }
        table = Table(
            "calls",
            columns: shown.map(\.column),
            rows: calls.map { call in shown.map { $0.cell(call) } },
            primaryKey: ["call"]
        )
    }
}

extension CallOutcome {
    /// Rules that the call failed; nil where none applied.
    fileprivate var failures: Int? { evaluation?.findings.count { $0.verdict == .failed } }
}
