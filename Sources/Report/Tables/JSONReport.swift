import Calls
import Foundation

extension ReportModel {
    /// The whole report; the names and meanings of its members are a contract (`aftercall.report/1`).
    var json: JSONValue {
        .object([
            "schema": .string("aftercall.report/1"),
            "site": .string(site),
            "since": .string(local(window.start).iso8601),
            "until": .string(local(window.end).iso8601),
            "time_zone": .string(timeZone.identifier),
            "as_of": JSONValue(asOf.map { local($0).iso8601 }),
            "kpis": .object(Dictionary(uniqueKeysWithValues: kpis.map { ($0.id.rawValue, json($0)) })),
            "by_agent": json(table(.by(.agent))),
            "by_queue": json(table(.by(.queue))),
            "by_day": json(table(.by(.day))),
            "by_interval_30": json(table(.by(.interval(minutes: 30)))),
            "worst_calls": json(table(.worstCalls)),
            "rules": json(table(.rules)),
            "masks": json(table(.masks)),
            "data_quality": qualityJSON,
        ])
    }

    private func json(_ kpi: KPI) -> JSONValue {
        .object([
            "value": JSONValue(kpi.value),
            "unit": .string(kpi.id.unit.rawValue),
            "unavailable": JSONValue(kpi.unavailable?.rawValue),
            "low_95": JSONValue(kpi.interval?.lowerBound),
            "high_95": JSONValue(kpi.interval?.upperBound),
            "counts": .object(
                Dictionary(uniqueKeysWithValues: kpi.counts.map { ("\($0.counter)", .integer($0.amount)) })
            ),
            "counted": .integer(kpi.coverage.counted),
            "of": .integer(kpi.coverage.of),
            "missing": .object(
                Dictionary(
                    uniqueKeysWithValues: kpi.coverage.missing.map { ($0.gap.rawValue, .integer($0.calls)) }
                )
            ),
            "absent_parts": .array(kpi.absentParts.map { .string($0.rawValue) }),
            "target": kpi.target.map { target in
                .object(["bound": .string(target.bound.rawValue), "value": .number(target.value)])
            } ?? .null,
            "meets_target": kpi.meetsTarget.map(JSONValue.boolean) ?? .null,
            "formula": .object([
                "en": .string(kpi.id.formula(.english, settings)), "zh-CN": .string(kpi.id.formula(.chinese, settings)),
            ]),
        ])
    }

    private func json(_ table: Table) -> JSONValue {
        .array(
            table.rows.map { row in
                .object(Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.id), row.map(json))))
            }
        )
    }

    private func json(_ cell: Cell) -> JSONValue {
        switch cell {
        case .missing: .null
        case .text(let text): .string(text)
        case .integer(let value): .integer(value)
        case .number(let value), .ratio(let value), .seconds(let value): .number(value)
        case .time(let time): .string(local(time).iso8601)
        case .boolean(let value): .boolean(value)
        }
    }

    private var qualityJSON: JSONValue {
        .object([
            "files_read": JSONValue(quality.filesRead),
            "files_quarantined": JSONValue(quality.filesQuarantined),
            "rows_read": JSONValue(quality.rowsRead),
            "rows_rejected": JSONValue(quality.rowsRejected),
            "rows_duplicate": JSONValue(quality.rowsDuplicate),
            "orphan_recordings": JSONValue(quality.orphanRecordings),
            "calls": .integer(tally[.calls]),
            "handled": .integer(tally[.handled]),
            "handled_without_recording": .integer(tally[.handled] - tally[.recorded]),
            "handled_without_words": .integer(tally[.handled] - tally[.withWords]),
            "handled_without_score": .integer(tally[.handled] - tally[.scored]),
            "problems": .array(
                problems.map { digest in
                    .object([
                        "stage": .string(digest.problem.stage), "message": .string(digest.problem.message),
                        "mend": .string(digest.problem.mend), "calls": .integer(digest.calls),
                    ])
                }
            ),
            "faults": .object(
                Dictionary(uniqueKeysWithValues: faults.map { ($0.fault.rawValue, .integer($0.calls)) })
            ),
        ])
    }
}
