import Calls

extension ReportModel {
    /// How long calls took: a histogram whose bins widen, with the percentiles on it.
    var handleSection: Markup {
        let times = tally.completeHandleTimes
        let body =
            times.isEmpty
            ? parts.empty(.noHandle)
            : parts.figure(handlePicture(times), table: handleTables)
        let note = kpi(.aht).absentParts.isEmpty ? "" : language.sentenceSeparator + kpi(.aht).title(language)
        return parts.section("handle", .handleTimes, language.text(.handleCaption) + note, body, isWide: false)
    }

    private func handlePicture(_ times: [Int: Int]) -> Markup {
        let bins = HandleBins(times)
        let step = (bins.bins.count + 7) / 8
        let chart = BarChart(
            bars: bins.bins.enumerated().map { index, bin in
                let range = NumberText.clock(bin.from) + "–" + NumberText.clock(bin.to)
                return BarChart.Bar(
                    label: index % step == 0 ? NumberText.clock(bin.from) : nil,
                    title: "\(range): \(bin.count)",
                    stack: [("answered", bin.count)]
                )
            },
            ticks: Scale.ticks(upTo: Double(bins.bins.map(\.count).max() ?? 0), parts: 4),
            marks: [(KPIID.handleP50, "p50"), (.handleP90, "p90"), (.handleP95, "p95")].compactMap { id, name in
                kpi(id).value.map {
                    BarChart.Mark(position: bins.position(of: $0), text: "\(name) \(NumberText.duration($0))")
                }
            }
        )
        return chart.picture(name: language.text(.handleTimes), description: language.text(.handleCaption))
    }

    /// The bins of the picture.
    var handleTable: Table {
        let columns: [Table.Column] = [
            .init("from_s", language.text(.from), .seconds), .init("to_s", language.text(.to), .seconds),
            .init("calls", language.text(.calls), .integer),
        ]
        let rows = HandleBins(tally.completeHandleTimes).bins.map { bin -> [Cell] in
            [.seconds(bin.from), .seconds(bin.to), .integer(bin.count)]
        }
        return Table("handle_times", columns: columns, rows: rows, primaryKey: ["from_s"])
    }

    private var handleTables: Markup {
        let marks = [KPIID.handleP50, .handleP90, .handleP95].map { kpi($0) }
        let percentiles = parts.table(
            headers: marks.map { $0.id.name(language) },
            isNumeric: marks.map { _ in true },
            rows: [marks.map { parts.data($0) }]
        )
        return percentiles + parts.table(handleTable, at: "handle_times", of: self)
    }
}

/// Handle times in bins of equal look and growing length, from the first that is used to the last.
struct HandleBins {
    struct Bin {
        /// In seconds, half-open.
        var from: Double
        var to: Double
        var count: Int
    }

    private(set) var bins: [Bin] = []

    private static let edges: [Double] = [
        0, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1200, 1800, 2700, 3600, 5400, 7200,
        14_400, 28_800, 86_400,
    ]

    /// `times`: how often each length in whole seconds occurs.
    init(_ times: [Int: Int]) {
        var counts = Array(repeating: 0, count: Self.edges.count)
        for (time, count) in times {
            let index = Self.edges.lastIndex { $0 <= Double(time) } ?? 0
            counts[index] += count
        }
        guard let first = counts.firstIndex(where: { $0 > 0 }), let last = counts.lastIndex(where: { $0 > 0 }) else {
            return
        }
        // A bin of air on each side keeps one single bar from filling the picture.
        for index in max(0, first - 1)...min(Self.edges.count - 1, last + 1) {
            let end = index + 1 < Self.edges.count ? Self.edges[index + 1] : Self.edges[index] * 2
            bins.append(Bin(from: Self.edges[index], to: end, count: counts[index]))
        }
    }

    /// Where a length lies across the picture, 0 to 1.
    func position(of seconds: Double) -> Double {
        guard let index = bins.lastIndex(where: { $0.from <= seconds }) else { return 0 }
        let bin = bins[index]
        let within = min(1, (seconds - bin.from) / (bin.to - bin.from))
        return (Double(index) + within) / Double(bins.count)
    }
}
