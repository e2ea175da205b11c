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
                    ("answered", "\(language.text(.answeredCalls)) (\(curve.answered.total))"),
                    ("abandoned", "\(language.text(.abandonedCalls)) (\(curve.abandoned.total))"),
                ]),
                table: table(curve)
            )
        let longer = curve.longer > 0 ? language.sentenceSeparator + language.text(.longerWaits, "\(curve.longer)") : ""
        return parts.section("waits", .waitTimes, language.text(.waitCaption) + longer, body, isWide: false)
    }

    private func picture(_ curve: WaitCurve) -> Markup {
        let name = language.text(.waitTimes)
        let limits = [("T", settings.answerWithin.seconds), ("s", settings.shortAbandon.seconds)]
        let lines = limits.filter { $0.1 <= curve.end }.enumerated().markup { row, limit in
            let (symbol, seconds) = limit
            let x = Parts.percent(seconds / curve.end)
            return """
                <line class="mark" x1="\(x)" x2="\(x)" y1="\(4 + 14 * row)" y2="206"/>\
                <text class="markname" x="\(x)" dx="5" y="\(13 + 14 * row)">\(symbol) = \(CSVText.decimal(seconds)) s</text>
                """
        }
        let levels = [0, 25, 50, 75, 100]
        let axis = levels.markup {
            "<text x=\"100%\" dx=\"-8\" y=\"\(210 - $0 * 172 / 100)\" text-anchor=\"end\">\($0)%</text>"
        }
        let grid = levels.markup {
            let y = 206 - $0 * 172 / 100
            return "<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"\(y)\" y2=\"\(y)\"/>"
        }
        let labels = Scale.timeTicks(upTo: curve.end, parts: 6).enumerated().markup { index, seconds in
            let anchor = index == 0 ? "start" : seconds >= curve.end ? "end" : "middle"
            let x = Parts.percent(seconds / curve.end)
            return """
                <text\(index % 2 == 1 ? " class=\"minor\"" : .none) x="\(x)" y="223" text-anchor="\(anchor)">\(
                    NumberText.clock(seconds))</text>
                """
        }
        return """
            <div class="plot"><svg class="axis" height="230" aria-hidden="true">\(axis)</svg>
            <svg class="area" height="230" role="img" aria-label="\(name)"><title>\(name)</title>
            <desc>\(language.text(.waitCaption))</desc>\(grid)
            <svg x="0" y="34" width="100%" height="172" viewBox="0 0 1000 100" preserveAspectRatio="none">
            <path class="curve abandoned" d="\(curve.path(curve.abandoned))"/>
            <path class="curve answered" d="\(curve.path(curve.answered))"/></svg>\(lines)\(labels)</svg></div>

            """
    }

    private func table(_ curve: WaitCurve) -> Markup {
        let steps = Scale.timeTicks(upTo: curve.end, parts: 12)
        return parts.table(
            headers: [language.text(.stillWaiting), language.text(.answeredCalls), language.text(.abandonedCalls)],
            isNumeric: [false, true, true],
            rows: steps.map { seconds in
                [
                    "&gt; \(NumberText.clock(seconds))", share(curve.answered, beyond: seconds),
                    share(curve.abandoned, beyond: seconds),
                ]
            }
        )
    }

    private func share(_ waits: WaitCurve.Waits, beyond seconds: Double) -> Markup {
        guard waits.total > 0 else { return "\(language.text(.notAvailable))" }
        return "\(NumberText.percent(Double(waits.count(beyond: seconds)) / Double(waits.total)))"
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
