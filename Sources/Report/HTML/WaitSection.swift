import Calls

extension ReportModel {
    /// How long callers waited: who was answered, who gave up, and when.
    var waitSection: Markup {
        let curve = WaitCurve(tally)
        let body =
            curve.isEmpty
            ? parts.empty(.noWaits)
            : parts.figure(
                picture(curve),
                legend: parts.legend([
                    ("answered", "\(language.text(.answeredCalls)) (\(known(.answeredWaitKnown)))" as Markup),
                    ("abandoned", "\(language.text(.abandonedCalls)) (\(known(.abandonedWaitKnown)))"),
                ]),
                table: parts.table(waitTable, at: "waits", of: self)
            )
        let longer = curve.longer > 0 ? language.sentenceSeparator + language.text(.longerWaits, "\(curve.longer)") : ""
        return parts.section("waits", .waitTimes, language.text(.waitCaption) + longer, body, isWide: false)
    }

    private func known(_ counter: Counter) -> Markup {
        parts.data(tally[counter], at: "kpis.service_level_1.counts.\(counter)")
    }

    private func picture(_ curve: WaitCurve) -> Markup {
        let limits = [("T", settings.answerWithin.seconds), ("s", settings.shortAbandon.seconds)]
        let chart = CurveChart(
            curves: [
                .init(style: "abandoned", path: curve.path(curve.abandoned)),
                .init(style: "answered", path: curve.path(curve.answered)),
            ],
            levels: [0, 25, 50, 75, 100].map { .init(position: Double($0) / 100, text: "\($0)%") },
            labels: Scale.timeTicks(upTo: curve.end, parts: 6).map {
                .init(position: $0 / curve.end, text: NumberText.clock($0))
            },
            marks: limits.filter { $0.1 <= curve.end }.map { symbol, seconds in
                .init(position: seconds / curve.end, text: "\(symbol) = \(CSVText.decimal(seconds)) s")
            }
        )
        return chart.picture(name: language.text(.waitTimes), description: language.text(.waitCaption))
    }

    /// The shares of callers still waiting after so long.
    var waitTable: Table {
        let curve = WaitCurve(tally)
        let columns: [Table.Column] = [
            .init("beyond_s", language.text(.stillWaiting), .seconds),
            .init("answered_share", language.text(.answeredCalls), .ratio),
            .init("abandoned_share", language.text(.abandonedCalls), .ratio),
        ]
        let steps = curve.isEmpty ? [] : Scale.timeTicks(upTo: curve.end, parts: 12)
        let rows = steps.map { seconds -> [Cell] in
            [.seconds(seconds)]
                + [curve.answered, curve.abandoned].map { waits in
                    waits.share(beyond: seconds).map(Cell.ratio) ?? .missing
                }
        }
        return Table("waits", columns: columns, rows: rows, primaryKey: ["beyond_s"])
    }
}

/// The known waits of those who were answered and of those who gave up, in seconds rounded up.
struct WaitCurve {
    /// How often each wait occurs, the shortest first.
    struct Waits {
        var steps: [(seconds: Int, count: Int)]
        var total: Int

        init(_ histogram: [Int: Int]) {
            steps = histogram.sorted { $0.key < $1.key }.map { (seconds: $0.key, count: $0.value) }
            total = steps.reduce(0) { $0 + $1.count }
        }

        func count(beyond seconds: Double) -> Int {
            steps.reduce(0) { $0 + (Double($1.seconds) > seconds ? $1.count : 0) }
        }

        func share(beyond seconds: Double) -> Double? {
            total > 0 ? Double(count(beyond: seconds)) / Double(total) : nil
        }
    }

    let answered: Waits
    let abandoned: Waits
    /// Where the picture ends: far enough for 98 % of all waits and for three times the limit.
    let end: Double

    init(_ tally: Tally) {
        answered = Waits(tally.answeredWaits)
        abandoned = Waits(tally.abandonedWaits)
        let all = tally.answeredWaits.merging(tally.abandonedWaits, uniquingKeysWith: +)
        let late = Double(Statistics.percentile(0.98, of: all) ?? 0)
        end = Scale.ticks(upTo: max(1, late, 3 * tally.settings.answerWithin.seconds), parts: 6).last ?? 60
    }

    var isEmpty: Bool { answered.total + abandoned.total == 0 }
    var longer: Int { answered.count(beyond: end) + abandoned.count(beyond: end) }

    /// Steps down from all to none, on a field of 1000 by 100.
    func path(_ waits: Waits) -> String {
        guard waits.total > 0 else { return "M0 0" }
        var path = "M0 0"
        var left = waits.total
        for step in waits.steps {
            guard Double(step.seconds) <= end else { break }
            left -= step.count
            let x = NumberText.fixed(Double(step.seconds) / end * 1000, 1)
            path += "H\(x)V\(NumberText.fixed(100 * (1 - Double(left) / Double(waits.total)), 2))"
        }
        return left > 0 ? path + "H1000" : path
    }
}
