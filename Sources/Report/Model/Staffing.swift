package import Calls

/// How many agents half an hour would have needed, beside how many were on calls.
package struct StaffingRow: Hashable, Sendable {
    package var start: UTCTime
    package var offered: Int
    /// Seconds; of the half-hour, or of the whole window where no call of it gives one.
    package var handle: Double
    package var needed: ErlangC
    package var peak: Int?
}

extension ReportModel {
    /// The half-hours in which anyone called, checked by Erlang C against the service level's target.
    package var staffing: [StaffingRow] {
        let target = targets.first { $0.kpi == serviceLevelID }?.value ?? 0.8
        guard let usual = kpi(.aht).value else { return [] }
        return groups(by: .interval(minutes: 30)).compactMap { group in
            guard case .start(let start) = group.key else { return nil }
            let handle = group.tally.kpi(.aht).value ?? usual
            let needed = ErlangC.staffing(
                calls: Double(group.tally[.offered]),
                seconds: 1800,
                handle: handle,
                level: target,
                within: settings.answerWithin.seconds
            )
            return needed.map {
                StaffingRow(
                    start: start,
                    offered: group.tally[.offered],
                    handle: handle,
                    needed: $0,
                    peak: group.tally.peak
                )
            }
        }
    }

    var staffingTable: Table {
        let columns: [Table.Column] = [
            .init("start", language.text(.interval), .time),
            .init("offered", KPIID.offered.name(language), .integer),
            .init("aht_s", KPIID.aht.name(language), .seconds),
            .init("erlangs", language.text(.erlangs), .number),
            .init("agents_needed", language.text(.agentsNeeded), .integer),
            .init("expected_service_level", language.text(.expectedLevel), .ratio),
            .init("peak_concurrency", KPIID.peakConcurrency.name(language), .integer),
        ]
        let rows: [[Cell]] = staffing.map { row in
            let level = row.needed.serviceLevel(within: settings.answerWithin.seconds)
            return [
                .time(row.start), .integer(row.offered), .seconds(row.handle), .number(row.needed.load),
                // The last digits of an exponential differ from one C library to another.
                .integer(row.needed.agents), .ratio((level * 1e6).rounded() / 1e6), Cell(row.peak),
            ]
        }
        return Table("staffing", columns: columns, rows: rows, primaryKey: ["start"])
    }
}
