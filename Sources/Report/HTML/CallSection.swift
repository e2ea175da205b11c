import Calls

extension ReportModel {
    /// One call by itself: who and when, what was heard, what was found, what was said.
    func callSection(_ call: CallOutcome, isAlone: Bool = false) -> Markup {
        let title = language.text(.callTitle, call.facts.id.description)
        return """
            <section class="card wide call" id="\(call.anchor)" aria-labelledby="\(call.anchor)-title">
            \(isAlone ? .none : back)
            <h2 id="\(call.anchor)-title"><span class="score \(grade(call))">\(scoreText(call))</span> \(title)</h2>
            <p class="caption">\(whoAndWhen(call)) · \(lengths(call))</p>
            <div class="beside"><div>\(timeline(call))
            \(sections(call))<h3>\(language.text(.findings))</h3>\(findings(call))</div>
            <div><h3>\(language.text(.words))</h3>\(words(call))</div></div>
            </section>

            """
    }

    private var back: Markup { "<p class=\"back\"><a href=\"#worst\">↑ \(language.text(.backToList))</a></p>" }

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
        // What counts as either depends on it.
        if let preset = call.measures?.preset { facts.append("\(language.text(.preset)) \(preset)") }
        return facts.joined(separator: " · ")
    }

    private func timeline(_ call: CallOutcome) -> Markup {
        guard let measures = call.measures, measures.duration > .zero else { return parts.empty(.noSound) }
        let timeline = Timeline(measures: measures, call: call, language: language)
        return parts.figure(timeline.picture, legend: parts.legend(timeline.legend), table: timeline.table(parts))
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
