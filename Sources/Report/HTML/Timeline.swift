import Calls

/// A recording drawn as lanes: who speaks when, both at once, nobody, on hold, and where sound was muted.
struct Timeline {
    let measures: Measures
    let call: CallOutcome
    let language: Language

    private static let lane = 22
    private static let gap = 6
    private static let top = 22

    private var lanes: [(offset: Int, element: ChannelMeasures)] {
        // The agent above the customer, whatever the order of channels.
        let order: [PartyRole] = [.agent, .customer, .other]
        return measures.channels.prefix(8).enumerated().sorted { first, second in
            let ranks = [first, second].map { order.firstIndex(of: $0.element.role) ?? order.count }
            return (ranks[0], first.offset) < (ranks[1], second.offset)
        }.map { ($0.offset, $0.element) }
    }

    private var bottom: Int { Self.top + lanes.count * (Self.lane + Self.gap) - Self.gap }

    var legend: [(style: String, text: String)] {
        var entries = [("agent", PartyRole.agent.text(language)), ("customer", PartyRole.customer.text(language))]
        if lanes.contains(where: { $0.element.role == .other }) {
            entries.append(("neutral", PartyRole.other.text(language)))
        }
        if measures.talkOver?.isEmpty == false { entries.append(("talkover", language.text(.talkOver))) }
        if !measures.deadAir.isEmpty { entries.append(("deadair", language.text(.deadAir))) }
        if !measures.hold.isEmpty { entries.append(("hold", language.text(.hold))) }
        if call.masks.contains(where: { $0.span != nil }) { entries.append(("muted", language.text(.masked))) }
        return entries.map { (style: $0.0, text: $0.1) }
    }

    var picture: Markup {
        let name = language.text(.timeline, call.facts.id.description)
        let labels = lanes.enumerated().markup { row, lane in
            "<text x=\"0\" y=\"\(y(row) + 15)\">\(lane.element.role.text(language))</text>"
        }
        let speech = lanes.enumerated().markup { row, lane in
            let style = lane.element.role == .other ? "neutral" : lane.element.role.rawValue
            // What lies closer together than one could see is drawn as one.
            let spans = lane.element.speech.merged(
                closingGapsBelow: Milliseconds(max(1, measures.duration.count / 400))
            )
            let loudness = lane.element.loudness
            let wave = Waveform.picture(loudness, style: style, y: y(row), height: Self.lane)
            return spans.markup { rect(loudness.isEmpty ? style : style + " pale", $0, y: y(row), height: Self.lane) }
                + wave
        }
        return """
            <div class="plot timeline"><svg class="axis" height="\(bottom + 26)" aria-hidden="true">\(labels)</svg>
            <svg class="area" height="\(bottom + 26)" role="img" aria-label="\(name)"><title>\(name)</title>
            <desc>\(legend.map(\.text).joined(separator: language.listSeparator))</desc>
            \(lanes.indices.markup { "<rect class=\"lane\" x=\"0\" y=\"\(y($0))\" width=\"100%\" height=\"\(Self.lane)\"/>" })
            \(bands("deadair", measures.deadAir, .deadAir))\(bands("hold", measures.hold, .hold))\(speech)
            \(bands("talkover", measures.talkOver ?? [], .talkOver))\(muted)\(markers)\(axis)</svg></div>

            """
    }

    private func y(_ row: Int) -> Int { Self.top + row * (Self.lane + Self.gap) }

    private func share(_ position: Milliseconds) -> Double {
        Double(position.count) / Double(max(1, measures.duration.count))
    }

    private func rect(_ style: String, _ span: TimeSpan, y: Int, height: Int, title: String? = nil) -> Markup {
        let start = share(span.start)
        let width = max(0.0008, min(1, share(span.end)) - start)
        let shape: Markup = """
            <rect class="\(style)" x="\(Parts.percent(start))" y="\(y)" width="\(Parts.percent(width))" height="\(height)"
            """
        return title.map { shape + "><title>\($0)</title></rect>" } ?? shape + "/>"
    }

    private func bands(_ style: String, _ spans: [TimeSpan], _ phrase: Phrase) -> Markup {
        spans.merged().markup { span in
            let title = "\(language.text(phrase)) \(NumberText.clock(span.start))–\(NumberText.clock(span.end))"
            return rect(style, span, y: Self.top, height: bottom - Self.top, title: title)
        }
    }

    private var muted: Markup {
        call.masks.markup { mask in
            guard let span = mask.span else { return .none }
            let row = lanes.firstIndex { $0.offset == mask.channel }
            return rect(
                "muted",
                span,
                y: row.map { y($0) + Self.lane - 5 } ?? bottom - 5,
                height: 5,
                title: "\(language.text(.masked)) \(mask.type)"
            )
        }
    }

    /// The numbers of the findings above the first moment that each points to; close ones share a place.
    private var markers: Markup {
        let firsts = call.failures.enumerated().compactMap { index, finding in
            finding.evidence.map(\.span.start).min().map { (number: index + 1, x: share($0)) }
        }
        var labels: [(numbers: [Int], x: Double)] = []
        for first in firsts.sorted(by: { ($0.x, $0.number) < ($1.x, $1.number) }) {
            if let last = labels.last, first.x - last.x < 0.03 {
                labels[labels.count - 1].numbers.append(first.number)
            } else {
                labels.append(([first.number], first.x))
            }
        }
        return labels.markup { label in
            let x = Parts.percent(label.x)
            let text = label.numbers.sorted().map(String.init).joined(separator: " ")
            return """
                <text class="marker" x="\(x)" y="14">\(text)</text>\
                <line class="marker" x1="\(x)" x2="\(x)" y1="17" y2="\(bottom)"/>
                """
        }
    }

    private var axis: Markup {
        let ticks = Scale.timeTicks(upTo: measures.duration.seconds, parts: 8)
        return ticks.enumerated().markup { index, seconds in
            let share = seconds / max(0.001, measures.duration.seconds)
            let anchor = index == 0 ? "start" : share > 0.97 ? "end" : "middle"
            return """
                <text\(index % 2 == 1 ? " class=\"minor\"" : .none) x="\(Parts.percent(share))" y="\(bottom + 18)" \
                text-anchor="\(anchor)">\(NumberText.clock(seconds))</text>
                """
        }
    }

    /// What the picture shows, in order of time.
    func table(_ parts: Parts) -> Markup {
        let talkOver = (measures.talkOver ?? []).map { ($0, Phrase.talkOver) }
        let muted = call.masks.compactMap { mask in mask.span.map { ($0, Phrase.masked) } }
        let events =
            measures.deadAir.map { ($0, Phrase.deadAir) } + talkOver + measures.hold.map { ($0, .hold) } + muted
        let sorted = events.sorted { ($0.0, language.text($0.1)) < ($1.0, language.text($1.1)) }
        return parts.table(
            headers: [Phrase.from, .to, .item].map { language.text($0) },
            isNumeric: [true, true, false],
            rows: sorted.map { span, phrase in
                ["\(NumberText.clock(span.start))", "\(NumberText.clock(span.end))", "\(language.text(phrase))"]
            }
        )
    }
}
