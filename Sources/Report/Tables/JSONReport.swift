import Calls
import Foundation

extension ReportModel {
    /// The whole report; the names and meanings of its members are a contract (`aftercall.report/1`).
    var json: JSONValue {
        .object([
            ("schema", .string("aftercall.report/1")),
            ("site", .string(site)),
            ("since", .string(local(window.start).iso8601)),
            ("until", .string(local(window.end).iso8601)),
            ("time_zone", .string(timeZone.identifier)),
            ("as_of", JSONValue(asOf.map { local($0).iso8601 })),
            ("kpis", .object(kpis.map { ($0.id.rawValue, json($0)) })),
            ("by_agent", json(table(.by(.agent)))),
            ("by_queue", json(table(.by(.queue)))),
            ("by_day", json(table(.by(.day)))),
            ("by_interval_30", json(table(.by(.interval(minutes: 30))))),
            ("by_hour", json(table(.by(.hour)))),
            ("by_weekday", json(table(.by(.weekday)))),
            ("by_week", json(table(.by(.week)))),
            ("by_month", json(table(.by(.month)))),
            ("by_channel", json(table(.by(.channel)))),
            ("by_campaign", json(table(.by(.campaign)))),
            ("by_team", teams.isEmpty ? .null : json(table(.by(.team)))),
            ("volume", json(volumeTable)),
            ("handle_times", json(handleTable)),
            ("waits", json(waitTable)),
            ("heatmap", json(heatTable)),
            ("staffing", json(staffingTable)),
            ("csat_answers", .array(Counter.csatScale.map { .integer(tally[$0]) })),
            ("before", before.map(json) ?? .null),
            ("worst_calls", json(table(.worstCalls))),
            ("rules", json(table(.rules))),
            ("masks", json(table(.masks))),
            ("ivr_journeys", json(table(.journeys))),
            (
                "recordings",
                .object(RecordingIssue.Kind.allCases.map { ($0.rawValue, .integer(figures.recordingIssues[$0] ?? 0)) })
            ),
            ("data_quality", qualityJSON),
        ])
    }

    private func json(_ table: Table) -> JSONValue { table.json(timeZone) }

    private func json(_ kpi: KPI) -> JSONValue {
        .object([
            ("value", JSONValue(kpi.value)),
            ("unit", .string(kpi.id.unit.rawValue)),
            ("unavailable", JSONValue(kpi.unavailable?.rawValue)),
            ("low_95", JSONValue(kpi.interval?.lowerBound)),
            ("high_95", JSONValue(kpi.interval?.upperBound)),
            ("counts", .object(kpi.counts.map { ("\($0.counter)", .integer($0.amount)) })),
            ("before", JSONValue(kpi.before)),
            ("sql", .string(sql(kpi.id))),
            ("counted", .integer(kpi.coverage.counted)),
            ("of", .integer(kpi.coverage.of)),
            ("missing", .object(kpi.coverage.missing.map { ($0.gap.rawValue, .integer($0.calls)) })),
            ("absent_parts", .array(kpi.absentParts.map { .string($0.rawValue) })),
            ("target", kpi.target.map(json) ?? .null),
            ("meets_target", kpi.meetsTarget.map(JSONValue.boolean) ?? .null),
            (
                "formula",
                .object([
                    ("en", .string(kpi.id.formula(.english, settings))),
                    ("zh-CN", .string(kpi.id.formula(.chinese, settings))),
                ])
            ),
        ])
    }

    private func json(_ target: Target) -> JSONValue {
        .object([("bound", .string(target.bound.rawValue)), ("value", .number(target.value))])
    }

    private func json(_ before: Comparison) -> JSONValue {
        .object([
            ("since", .string(local(before.window.start).iso8601)),
            ("until", .string(local(before.window.end).iso8601)),
        ])
    }

    private var qualityJSON: JSONValue {
        let problems = problems.map { digest in
            JSONValue.object([
                ("stage", .string(digest.problem.stage)), ("message", .string(digest.problem.message)),
                ("mend", .string(digest.problem.mend)), ("calls", .integer(digest.calls)),
            ])
        }
        return .object(
            qualityCounts.map { ($0.id, JSONValue($0.count)) } + [
                ("problems", .array(problems)),
                ("presets", .object(figures.presets.map { ($0.key, .integer($0.value)) })),
                ("faults", .object(faults.map { ($0.fault.rawValue, .integer($0.calls)) })),
            ]
        )
    }
}
