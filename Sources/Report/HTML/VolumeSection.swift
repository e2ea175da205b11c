import Calls

extension ReportModel {
    /// Offered calls by the time they came in: answered, abandoned, and not answered for another reason.
    var volumeSection: Markup {
        let bins = volumeBins
        let unit =
            bins.minutes >= 1440 ? language.text(.perDay) : language.text(.perMinutes, String(bins.minutes))
        let body =
            tally[.offered] == 0
            ? parts.empty(.noVolume)
            : parts.figure(
                volumePicture(bins.groups, minutes: bins.minutes),
                legend: parts.legend([
                    ("answered", language.text(.answeredCalls)), ("abandoned", language.text(.abandonedCalls)),
                    ("other", language.text(.otherLost)),
                ]),
                table: parts.table(volumeTable, at: "volume", of: self)
            )
        return parts.section("volume", .volume, language.text(.volumeCaption, unit), body)
    }

    /// Bins that make a picture: the finest of a quarter of an hour to a day that gives at most 64 bars around the busy hours.
    private var volumeBins: (minutes: Int, groups: [KPIGroup]) {
        let offered = figures.slots.filter { $0.value[.offered] > 0 }.keys
        guard let first = offered.min(), let last = offered.max() else { return (30, []) }
        let busy = (last + Figures.slot - first).count / 60_000
        guard let minutes = [15, 30, 60].first(where: { busy / $0 < 62 }) else { return (1440, groups(by: .day)) }
        // A quarter of an hour of calls should not look like a wall: leave air on both sides.
        let air = Milliseconds(max(1, (12 - busy / minutes) / 2) * minutes * 60_000)
        let frame = Window(start: max(window.start, first + (.zero - air)), end: min(window.end, last + air))
        return (minutes, timed(intervals(minutes: minutes, in: frame)))
    }

    private func volumePicture(_ groups: [KPIGroup], minutes: Int) -> Markup {
        let tallest = groups.map { $0.tally[.offered] }.max() ?? 0
        let chart = BarChart(
            bars: groups.map { group in
                let tally = group.tally
                let rest = tally[.offered] - tally[.answered] - tally[.abandoned]
                let label = label(group, minutes: minutes)
                let counts = "\(tally[.answered]) / \(tally[.abandoned]) / \(rest)"
                return BarChart.Bar(
                    label: isLabelled(group, of: groups.count, minutes: minutes) ? label : nil,
                    title: "\(label): \(counts)",
                    stack: [("answered", tally[.answered]), ("abandoned", tally[.abandoned]), ("other", rest)]
                )
            },
            ticks: Scale.ticks(upTo: Double(tallest), parts: 4)
        )
        return chart.picture(name: language.text(.volume), description: headline)
    }

    /// The bins of the picture.
    var volumeTable: Table {
        let ids: [KPIID] = [.offered, .answered, .abandoned, .answerRate, serviceLevelID, .asa]
        let columns = [Table.Column("start", language.text(.interval), .time)] + ids.map { $0.column(language) }
        let rows = volumeBins.groups.map { group -> [Cell] in
            guard case .start(let start) = group.key else { return [] }
            return [.time(start)] + ids.map { group.tally.kpi($0).cell }
        }
        return Table("volume", columns: columns, rows: rows, primaryKey: ["start"])
    }

    private func label(_ group: KPIGroup, minutes: Int) -> String {
        guard case .start(let start) = group.key else { return "" }
        let time = local(start)
        guard minutes < 1440 else { return String(time.date.dropFirst(5)) }
        return isOneDay ? time.clock : time.date.dropFirst(5) + " " + time.clock
    }

    /// At most eight bars have a label, at round times of the day.
    private func isLabelled(_ group: KPIGroup, of bars: Int, minutes: Int) -> Bool {
        guard case .start(let start) = group.key else { return false }
        guard minutes < 1440 else {
            let step = (bars + 7) / 8
            // Half a day more, since a day in March has but 23 hours.
            return ((start - window.start).count + 43_200_000) / 86_400_000 % step == 0
        }
        let steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440]
        let step = steps.first { $0 >= minutes && bars * minutes / $0 <= 8 } ?? 1440
        let time = local(start)
        return (time.hour * 60 + time.minute) % step == 0
    }
}
