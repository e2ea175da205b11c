package import Calls

/// How many called in a quarter of an hour, and how many of them gave up.
package struct HistoryPoint: Hashable, Sendable {
    package var slot: UTCTime
    package var offered: Int
    package var abandoned: Int

    package init(slot: UTCTime, offered: Int, abandoned: Int) {
        (self.slot, self.offered, self.abandoned) = (slot, offered, abandoned)
    }
}

/// When people call: the hours of the week.
struct HeatMap {
    /// By weekday, Monday first, and hour.
    var cells = Array(repeating: Array(repeating: HeatCell(), count: 24), count: 7)

    /// From the first hour in which anyone called to the last; nil where nobody did.
    var hours: ClosedRange<Int>? {
        let used = (0..<24).filter { hour in cells.contains { $0[hour].offered > 0 } }
        guard let first = used.first, let last = used.last else { return nil }
        return first...last
    }
}

/// One hour of the week.
struct HeatCell {
    /// How many days of this weekday had a call at all.
    var days = 0
    var offered = 0
    var abandoned = 0

    /// Calls a day.
    var mean: Double? { days > 0 ? Double(offered) / Double(days) : nil }
    var abandonment: Double? { offered > 0 ? Double(abandoned) / Double(offered) : nil }
}

extension ReportModel {
    var heat: HeatMap {
        let points =
            history.isEmpty
            ? figures.slots.map {
                HistoryPoint(slot: $0.key, offered: $0.value[.offered], abandoned: $0.value[.abandoned])
            } : history
        var heat = HeatMap()
        var days = Array(repeating: Set<Int>(), count: 7)
        for point in points where point.offered > 0 {
            let time = local(point.slot)
            let row = (time.weekday + 6) % 7
            days[row].insert(time.dayNumber)
            heat.cells[row][time.hour].offered += point.offered
            heat.cells[row][time.hour].abandoned += point.abandoned
        }
        for (row, days) in days.enumerated() {
            for hour in 0..<24 { heat.cells[row][hour].days = days.count }
        }
        return heat
    }

    var heatTable: Table {
        let columns: [Table.Column] = [
            .init("weekday", language.text(.weekday), .integer), .init("hour", language.text(.hour), .integer),
            .init("days", language.text(.days), .integer), .init("offered", KPIID.offered.name(language), .integer),
            .init("abandoned", KPIID.abandoned.name(language), .integer),
            .init("offered_a_day", language.text(.callsADay), .number),
            .init("abandoned_share", language.text(.abandonedShare), .ratio),
        ]
        let heat = heat
        let hours = heat.hours.map(Array.init) ?? []
        let rows = heat.cells.enumerated().flatMap { day, cells in
            hours.map { hour -> [Cell] in
                let cell = cells[hour]
                return [
                    .integer(day + 1), .integer(hour), .integer(cell.days), .integer(cell.offered),
                    .integer(cell.abandoned), Cell(cell.mean), cell.abandonment.map(Cell.ratio) ?? .missing,
                ]
            }
        }
        return Table("heatmap", columns: columns, rows: rows, primaryKey: ["weekday", "hour"])
    }
}
