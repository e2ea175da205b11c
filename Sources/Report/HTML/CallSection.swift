import Calls

extension ReportModel {
    /// One call by itself: who and when, what was heard, what was found, what was said.
    func callSection(_ call: CallOutcome) -> Markup {
        let title = language.text(.callTitle, call.facts.id.description)
        return """
            <section class="card wide call" id="\(call.anchor)" aria-labelledby="\(call.anchor)-title">
            <p class="back"><a href="#worst">↑ \(language.text(.backToList))</a></p>
            <h2 id="\(call.anchor)-title"><span class="score \(grade(call))">\(scoreText(call))</span> \(title)</h2>
            <p class="caption">\(whoAndWhen(call)) · \(lengths(call))</p>
            \(timeline(call))
            <div class="columns"><div><h3>\(language.text(.findings))</h3>\(findings(call))</div>
            <div><h3>\(language.text(.words))</h3>\(words(call))</div></div>
            </section>

            """
    }

    private func lengths(_ call: CallOutcome) -> String {
        var facts: [String] = []
        if let wait = call.facts.wait { facts.append("\(language.text(.wait)) \(NumberText.duration(wait.seconds))") }
        if let length = call.measures?.duration {
            facts.append("\(language.text(.duration)) \(NumberText.duration(length.seconds))")
        }
        if let talkOver = call.talkOver {
            facts.append("\(language.text(.talkOver)) \(NumberText.duration(talkOver.seconds))")
        }
        if let deadAir = call.deadAir {
            facts.append("\(language.text(.deadAir)) \(NumberText.duration(deadAir.seconds))")
        }
        return facts.joined(separator: " · ")
    }

    private func timeline(_ call: CallOutcome) -> Markup {
        guard let measures = call.measures, measures.duration > .zero else { return parts.empty(.noSound) }
        let timeline = Timeline(measures: measures, call: call, language: language)
        return parts.figure(timeline.picture, legend: parts.legend(timeline.legend), table: timeline.table(parts))
    }

    private func findings(_ call: CallOutcome) -> Markup {
        guard !call.failures.isEmpty else { return parts.empty(.noFindings) }
        let items = call.failures.enumerated().markup { index, finding in
            let spans = finding.evidence.map(\.span).sorted()
            let shown = spans.prefix(8).map {
                "\(NumberText.clock($0.start)) (\(NumberText.duration($0.length.seconds)))"
            }
            let more = spans.count > 8 ? " " + language.text(.more, "\(spans.count - 8)") : ""
            return """
                <li><span class="number">\(index + 1)</span>
                <div><b>\(finding.title)</b> <span class="severity \(finding.severity.rawValue)">\(
                    finding.severity.text(language))</span>
                <small>\(finding.rule) v\(finding.version)</small>
                <p class="times">\(shown.joined(separator: language.listSeparator))\(more)</p></div></li>

                """
        }
        return "<ul class=\"findings\">\(items)</ul>\n"
    }

    private func words(_ call: CallOutcome) -> Markup {
        guard let transcript = call.transcript, !transcript.turns.isEmpty else { return parts.empty(.noWords) }
        let numbers = evidenceNumbers(call)
        let turns = transcript.turns.enumerated().markup { index, turn in
            let marks = (numbers[index] ?? []).markup { "<span class=\"number\">\($0)</span> " }
            let style = numbers[index] == nil ? turn.role.rawValue : turn.role.rawValue + " found"
            return """
                <li class="\(style)"><time>\(NumberText.clock(turn.span.start))</time>
                <b>\(turn.role.text(language))</b> <span>\(marks)\(turn.text)</span></li>

                """
        }
        return "<ol class=\"words\" tabindex=\"0\" lang=\"\(transcript.language)\">\(turns)</ol>\n"
    }

    /// The numbers of the findings that each turn is evidence for.
    private func evidenceNumbers(_ call: CallOutcome) -> [Int: [Int]] {
        var numbers: [Int: [Int]] = [:]
        for (index, finding) in call.failures.enumerated() {
            for turn in Set(finding.evidence.compactMap(\.turn)) { numbers[turn, default: []].append(index + 1) }
        }
        return numbers
    }
}

extension PartyRole {
    func text(_ language: Language) -> String {
        switch self {
        case .agent: language.text(.agent)
        case .customer: language.text(.customer)
        case .other: language.text(.other)
        }
    }
}
