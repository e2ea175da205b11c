import Calls

extension ReportModel {
    /// Survey answers with the width of what they leave open.
    var customersSection: Markup {
        let hasAnswers = tally[.csatAnswers] + tally[.npsAnswers] > 0
        // Alone in its row, it takes all of it.
        let isWide = figures.journeys.isEmpty
        let both: Markup =
            isWide
            ? "<div class=\"columns\"><div>\(satisfaction)</div><div>\(promoters)</div></div>"
            : satisfaction + promoters
        let body = hasAnswers ? both : parts.empty(.noSurveys)
        return parts.section("customers", .customers, language.text(.customersCaption), body, isWide: isWide)
    }

    private var satisfaction: Markup {
        let top = kpi(.csatTop2)
        guard let value = top.value, let interval = top.interval else { return .none }
        let total = Double(max(1, tally[.csatAnswers]))
        let answered = Counter.csatScale.map { (answer: $0.csatAnswer, count: tally[$0]) }
        let stack = answered.markup { answer, count in
            "<i class=\"csat\(answer)\" style=\"width:\(Parts.percent(Double(count) / total))\"></i>"
        }
        let legend = parts.legend(
            answered.map {
                (
                    "csat\($0.answer)",
                    "\($0.answer): \(parts.data($0.count, at: "csat_answers.\($0.answer - 1)"))" as Markup
                )
            }
        )
        let mean = kpi(.csatMean)
        return """
            <div class="survey\(top.isSmallSample ? " weak" : "")">
            <h3>\(top.id.name(language)) <b>\(parts.data(top))</b></h3>
            <p class="detail">\(language.markup(.confidence, self.interval(top))) · \(
                language.markup(.mean, parts.data(mean))) · \(answersText(top))</p>
            <div class="stack" aria-hidden="true">\(stack)</div>\(legend)
            \(whisker(value: value, interval: interval, from: 0, to: 1, labels: ["0 %", "50 %", "100 %"]))
            </div>

            """
    }

    private var promoters: Markup {
        let score = kpi(.nps)
        guard let value = score.value, let interval = score.interval else { return .none }
        let total = Double(tally[.npsAnswers])
        let groups: [(Counter, Phrase, String)] = [
            (.detractors, .detractors, "abandoned"), (.passives, .passives, "other"),
            (.promoters, .promoters, "answered"),
        ]
        let stack = groups.markup { counter, phrase, style in
            let share = Parts.percent(Double(tally[counter]) / total)
            return "<i class=\"\(style)\" style=\"width:\(share)\" title=\"\(language.text(phrase))\"></i>"
        }
        let legend = parts.legend(
            groups.map { counter, phrase, style in
                (
                    style,
                    "\(language.text(phrase)) \(parts.data(tally[counter], at: "kpis.nps.counts.\(counter)"))"
                        as Markup
                )
            }
        )
        return """
            <div class="survey\(score.isSmallSample ? " weak" : "")">
            <h3>\(score.id.name(language)) <b>\(parts.data(score))</b></h3>
            <p class="detail">\(language.markup(.confidence, self.interval(score))) · \(answersText(score))</p>
            <div class="stack" aria-hidden="true">\(stack)</div>\(legend)
            \(whisker(value: value, interval: interval, from: -100, to: 100, labels: ["-100", "0", "100"]))
            </div>

            """
    }

    /// How many answered, with a warning where they are few.
    func answersText(_ kpi: KPI) -> Markup {
        let count = parts.data(kpi.coverage.counted, at: "kpis.\(kpi.id.rawValue).counted")
        return language.markup(kpi.isSmallSample ? .smallSample : .responses, count)
    }

    /// A value on its scale with its 95 % interval.
    private func whisker(
        value: Double,
        interval: ClosedRange<Double>,
        from: Double,
        to: Double,
        labels: [String]
    ) -> Markup {
        let place = { (value: Double) in Parts.percent((value - from) / (to - from)) }
        let (low, middle, high) = (place(interval.lowerBound), place(value), place(interval.upperBound))
        let anchors = ["start", "middle", "end"]
        let names = zip(labels.indices, labels).markup { index, label in
            "<text x=\"\(index * 50)%\" y=\"36\" text-anchor=\"\(anchors[index])\">\(label)</text>"
        }
        return """
            <svg class="area whisker" height="40" role="img" aria-label="\(language.text(.confidence, labels.joined(separator: " – ")))">
            <line class="grid" x1="0" x2="100%" y1="22" y2="22"/>
            <line class="whisk" x1="\(low)" x2="\(high)" y1="11" y2="11"/>
            <line class="whisk" x1="\(low)" x2="\(low)" y1="6" y2="16"/>
            <line class="whisk" x1="\(high)" x2="\(high)" y1="6" y2="16"/>
            <circle class="answered" cx="\(middle)" cy="11" r="6"/>\(names)</svg>
            """
    }
}
