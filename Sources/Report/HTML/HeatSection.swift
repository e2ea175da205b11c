import Calls

extension ReportModel {
    /// When people call: the mean calls of each hour of the week.
    var heatSection: Markup {
        let heat = heat
        guard let hours = heat.hours else { return .none }
        let caption = language.text(.heatCaption, history.isEmpty ? window.dates(in: timeZone) : historyDates)
        let body = heatGrid(heat, hours) { cell in
            (cell.mean, { NumberText.fixed($0, $0 < 9.95 ? 1 : 0) }, "offered_a_day")
        }
        let abandoned = heatGrid(heat, hours) { cell in
            (cell.abandonment, { NumberText.percent($0, decimals: 0) }, "abandoned_share")
        }
        return parts.section(
            "heat",
            .heatmap,
            caption,
            body + "<details><summary>\(language.text(.abandonedShare))</summary>\(abandoned)</details>\n"
        )
    }

    private var historyDates: String {
        let starts = history.map(\.slot)
        guard let first = starts.min(), let last = starts.max() else { return "" }
        return Window(start: first, end: last + Figures.slot).dates(in: timeZone)
    }

    private func heatGrid(
        _ heat: HeatMap,
        _ hours: ClosedRange<Int>,
        _ value: (HeatCell) -> (value: Double?, text: (Double) -> String, column: String)
    ) -> Markup {
        let most = heat.cells.flatMap { $0.compactMap { value($0).value } }.max() ?? 0
        let head = hours.markup { "<th scope=\"col\" class=\"num\">\($0)</th>" }
        let body = heat.cells.enumerated().markup { day, cells in
            let fields = hours.markup { hour in
                let (share, text, column) = value(cells[hour])
                guard let share else { return "<td></td>" }
                let place = "heatmap.\(day * hours.count + hour - hours.lowerBound).\(column)"
                let depth = NumberText.fixed(most > 0 ? 45 * share / most : 0, 0)
                return "<td class=\"num\" style=\"--heat:\(depth)%\">\(parts.data(share, text(share), at: place))</td>"
            }
            return "<tr><th scope=\"row\">\(label(.weekday(day + 1)))</th>\(fields)</tr>\n"
        }
        return """
            <div class="scroll" tabindex="0"><table class="heat"><thead><tr><th scope="col">\(
                language.text(.weekday))</th>\(head)</tr></thead>
            <tbody>\(body)</tbody></table></div>

            """
    }
}
