import Calls
import Foundation
import Report

/// What Prometheus' node exporter reads from a `.prom` file: how the last run went, and the figures of the last day.
struct RunMetrics {
    var ended: UTCTime
    var length: Duration
    var exitCode: Int32
    /// Nil for a run that failed.
    var summary: RunSummary?
    var stages: [RunStage: Duration] = [:]
    /// Of the last business day that has any.
    var figures: [KPI] = []
    /// As it stood in the file before: what a run that failed leaves as it is.
    var lastSuccess: UTCTime?

    /// Something was left out, but what could be done was done.
    private var isSuccess: Bool { exitCode == 0 || exitCode == 3 }

    /// The exposition format 0.0.4.
    var text: String {
        var lines: [String] = []
        func gauge(_ name: String, _ help: String, _ samples: [(labels: String, value: String)]) {
            guard !samples.isEmpty else { return }
            lines += ["# HELP aftercall_\(name) \(help)", "# TYPE aftercall_\(name) gauge"]
            lines += samples.map { "aftercall_\(name)\($0.labels) \($0.value)" }
        }
        func gauge(_ name: String, _ help: String, _ value: Int?) {
            gauge(name, help, value.map { [("", "\($0)")] } ?? [])
        }
        gauge("last_run_timestamp_seconds", "When the last run ended.", ended.milliseconds / 1000)
        let success = isSuccess ? ended : lastSuccess
        gauge(
            "last_success_timestamp_seconds",
            "When the last run ended that did all that can be done.",
            success.map { $0.milliseconds / 1000 }
        )
        gauge("run_exit_code", "Of the last run: 0 done, 3 done but something could not be used.", Int(exitCode))
        gauge("run_duration_seconds", "Of the last run.", [("", Self.seconds(length))])
        gauge(
            "run_stage_duration_seconds",
            "Of the parts of the last run.",
            RunStage.allCases.compactMap { stage in
                stages[stage].map { ("{stage=\"\(stage.rawValue)\"}", Self.seconds($0)) }
            }
        )
        gauge("calls_committed", "Calls that entered the archive or changed there.", summary?.committed)
        gauge("calls_heard", "Calls whose recording was listened to.", summary?.callsWithSound)
        gauge("rows_ingested", "Rows of CDRs that were read.", summary?.rowsRead)
        gauge("rows_rejected", "Rows of CDRs that could not be used.", summary?.rowsRejected)
        gauge("mishaps", "Things that could not be used.", summary?.mishaps.count)
        gauge("calls_due", "Calls whose time is up under the retention policy.", summary?.due)
        gauge("calls_destroyed", "Calls that were destroyed.", summary?.destroyed)
        gauge("kpi", "Figures of the last business day, in their unit.", figures.compactMap(Self.sample))
        gauge(
            "kpi_target",
            "What a figure ought to reach.",
            figures.compactMap { kpi in kpi.target.map { (Self.labels(kpi), "\($0.value)") } }
        )
        return lines.joined(separator: "\n") + "\n"
    }

    /// The time of the last success in a file that `text` made.
    static func lastSuccess(in text: String) -> UTCTime? {
        let name = "aftercall_last_success_timestamp_seconds "
        let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
        return line.flatMap { Int($0.dropFirst(name.count)) }.map { UTCTime(seconds: $0) }
    }

    private static func sample(_ kpi: KPI) -> (labels: String, value: String)? {
        kpi.value.map { (labels(kpi), "\($0)") }
    }

    private static func labels(_ kpi: KPI) -> String { "{kpi=\"\(kpi.id.rawValue)\",unit=\"\(kpi.id.unit.rawValue)\"}" }

    private static func seconds(_ length: Duration) -> String {
        "\(Milliseconds(seconds: length / .seconds(1)).seconds)"
    }
}
