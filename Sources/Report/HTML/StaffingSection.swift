import Calls

extension ReportModel {
    /// How many calls were connected at once, and how many agents Erlang C would have asked for.
    var staffingSection: Markup {
        let slots = busySlots
        let body =
            slots.isEmpty
            ? parts.empty(.noHandle)
            : parts.figure(
                staffingPicture(slots),
                legend: parts.legend([
                    ("answered", KPIID.peakConcurrency.name(language)), ("abandoned", language.text(.agentsNeeded)),
                ]),
                table: parts.table(staffingTable, at: "staffing", of: self)
            )
        let limit = language.text(.staffingCaption, waitLimit, KPIID.Unit.ratio.text(staffingTarget))
        return parts.section("staffing", .staffing, limit, body, isWide: false)
    }

    private var staffingTarget: Double { targets.first { $0.kpi == serviceLevelID }?.value ?? 0.8 }

    /// The quarters from the first with a call to the last; of several days, those of the busiest.
    private var busySlots: [(start: UTCTime, peak: Int)] {
        let used = figures.slots.filter { $0.value[.offered] > 0 || ($0.value.peak ?? 0) > 0 }
        guard let busiest = used.max(by: { ($0.value.peak ?? 0, $1.key) < ($1.value.peak ?? 0, $0.key) }) else {
            return []
        }
        let date = local(busiest.key).date
        let day = used.keys.filter { local($0).date == date }.sorted()
        guard let first = day.first, let last = day.last else { return [] }
        let count = (last - first).count / Figures.slot.count + 1
        return (0..<count).map { index in
            let start = first + Milliseconds(index * Figures.slot.count)
            return (start, figures.slots[start]?.peak ?? 0)
        }
    }

    private func staffingPicture(_ slots: [(start: UTCTime, peak: Int)]) -> Markup {
        let needed = Dictionary(staffing.map { ($0.start, $0.needed.agents) }) { first, _ in first }
        let wanted = slots.map { slot in
            needed[Window.intervalStart(of: slot.start, minutes: 30, in: timeZone)] ?? 0
        }
        let ticks = Scale.ticks(upTo: Double(max(1, slots.map(\.peak).max() ?? 0, wanted.max() ?? 0)), parts: 4)
        let top = ticks.last ?? 1
        let chart = CurveChart(
            curves: [
                .init(style: "abandoned", path: steps(wanted, top)),
                .init(style: "answered", path: steps(slots.map(\.peak), top)),
            ],
            levels: ticks.map { .init(position: $0 / top, text: NumberText.fixed($0, 0)) },
            labels: clockLabels(slots.map(\.start))
        )
        let date = slots.first.map { local($0.start).date } ?? ""
        return chart.picture(name: language.text(.staffing), description: date)
    }

    private func steps(_ values: [Int], _ top: Double) -> String {
        let width = 1000 / Double(values.count)
        var path = "M0 100"
        for (index, value) in values.enumerated() {
            path += "V\(NumberText.fixed(100 * (1 - Double(value) / top), 2))"
            path += "H\(NumberText.fixed(Double(index + 1) * width, 1))"
        }
        return path
    }

    /// Full hours, at most eight of them.
    private func clockLabels(_ starts: [UTCTime]) -> [CurveChart.Label] {
        let step = [1, 2, 3, 4, 6].first { starts.count / (4 * $0) <= 7 } ?? 6
        return starts.enumerated().compactMap { index, start in
            let time = local(start)
            guard time.minute == 0, time.hour % step == 0 else { return nil }
            return .init(position: Double(index) / Double(starts.count), text: time.clock)
        }
    }
}
