package import Archive
import Calls
package import Report

extension Table {
    /// Runs with the length of each part.
    package init(runs: [RunRecord]) {
        let stages = RunStage.allCases.map(\.rawValue)
        self.init(
            "runs",
            columns: [
                .init("run", nil, .integer), .init("started", nil, .time), .init("ended", nil, .time), .init("outcome"),
                .init("calls", nil, .integer), .init("rows_read", nil, .integer), .init("rows_rejected", nil, .integer),
                .init("mishaps", nil, .integer), .init("destroyed", nil, .integer),
            ] + stages.map { .init("\($0)_s", nil, .seconds) },
            rows: runs.map { run in
                let lengths = Dictionary(run.stages.map { ($0.name, $0.length) }, uniquingKeysWith: +)
                return [
                    Cell(run.id), Cell(run.started), Cell(run.ended), Cell(run.outcome?.rawValue), Cell(run.committed),
                    Cell(run.rowsRead), Cell(run.rowsRejected), Cell(run.mishaps), Cell(run.destroyed),
                ] + stages.map { Cell(lengths[$0]) }
            },
            primaryKey: ["run"]
        )
    }
}
