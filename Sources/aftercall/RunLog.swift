import Foundation
import Night

/// A run as JSON lines on standard error, for whoever collects logs; no names and no numbers are in it.
struct RunLog: Sendable {
    private let begun = ContinuousClock.now

    func write(_ event: RunEvent) {
        switch event {
        case .started: line("started")
        // One line for each call would be a log of calls; every hundredth is enough to see it move.
        case .progress(let done, let total) where done % 100 == 0 || done == total:
            line("progress", ["done": done, "total": total])
        case .progress: break
        case .ended(let stage, let length):
            line("stage", ["stage": stage.rawValue, "seconds": length / .seconds(1)])
        }
    }

    func write(_ mishap: Mishap) {
        var fields = ["subject": mishap.subject, "problem": mishap.problem, "mend": mishap.mend]
        fields["place"] = mishap.place
        line("mishap", level: "warning", fields)
    }

    func ended(exitCode: Int32, _ summary: RunSummary?) {
        var fields: [String: any Sendable] = ["exit": Int(exitCode), "seconds": begun.duration(to: .now) / .seconds(1)]
        if let summary {
            fields["calls"] = summary.committed
            fields["rows"] = summary.rowsRead
            fields["rejected"] = summary.rowsRejected
            fields["mishaps"] = summary.mishaps.count
            fields["destroyed"] = summary.destroyed
        }
        line("ended", level: exitCode == 0 ? "info" : exitCode == 3 ? "warning" : "error", fields)
    }

    private func line(_ event: String, level: String = "info", _ fields: [String: any Sendable] = [:]) {
        var object: [String: any Sendable] = fields
        object["ts"] = Date().formatted(.iso8601)
        object["level"] = level
        object["event"] = event
        guard let json = try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys) else { return }
        try? FileHandle.standardError.write(contentsOf: json + Data("\n".utf8))
    }
}
