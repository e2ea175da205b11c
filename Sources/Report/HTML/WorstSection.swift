import Calls

extension ReportModel {
    /// The calls to listen to first; each leads to its own section.
    var worstCallsSection: Markup {
        let calls = worstCalls
        let nothing: Phrase = tally[.scored] == 0 ? .notScored : .noWorst
        let body: Markup =
            calls.isEmpty ? parts.empty(nothing) : "<ol class=\"worst\">\(calls.enumerated().map(entry))</ol>\n"
        return parts.section("worst", .worstCalls, language.text(.worstCaption), body)
    }

    private func entry(_ index: Int, _ call: CallOutcome) -> Markup {
        let anchor = call.anchor
        return """
            <li><a class="score \(grade(call))" href="#\(anchor)" aria-label="\(language.text(.score)) \(scoreText(call))">\(
                score(index, call))</a>
            <div class="who"><a href="#\(anchor)">\(call.facts.id.description)</a>
            <span>\(whoAndWhen(call))</span></div>
            <ul class="chips">\(call.failures.map { chip($0, anchor) })</ul>
            <p class="measures">\(measures(index, call))</p></li>

            """
    }

    private func chip(_ finding: Finding, _ anchor: String) -> Markup {
        let times = finding.evidence.map(\.span.start).sorted()
        let shown = times.prefix(3).map { NumberText.clock($0) }.joined(separator: language.listSeparator)
        let more = times.count > 3 ? " +\(times.count - 3)" : ""
        return """
            <li class="severity \(finding.severity.rawValue)">\(finding.title)\
            \(shown.isEmpty ? .none : " <time>\(shown)\(more)</time>")</li>
            """
    }

    /// Agent, queue and start.
    func whoAndWhen(_ call: CallOutcome) -> String {
        let start = local(call.facts.start)
        let when = isOneDay ? start.clockWithSeconds : start.date + " " + start.clock
        return [call.facts.agent, call.facts.queue, when].compactMap { $0 }.joined(separator: " · ")
    }

    func scoreText(_ call: CallOutcome) -> String {
        call.evaluation?.score.map { NumberText.fixed($0, 0) } ?? language.text(.notAvailable)
    }

    /// A colour for the score beside its number.
    func grade(_ call: CallOutcome) -> String {
        guard let score = call.evaluation?.score else { return "none" }
        return score < 50 ? "low" : score < 85 ? "middle" : "high"
    }

    private func score(_ index: Int, _ call: CallOutcome) -> Markup {
        guard let score = call.evaluation?.score else { return "\(language.text(.notAvailable))" }
        return parts.data(score, scoreText(call), at: "worst_calls.\(index).score")
    }

    private func measures(_ index: Int, _ call: CallOutcome) -> Markup {
        let figures: [(Phrase, Milliseconds?, String)] = [
            (.deadAir, call.deadAir, "dead_air_s"), (.talkOver, call.talkOver, "talk_over_s"),
        ]
        return figures.map { phrase, length, column -> Markup in
            guard let seconds = length?.seconds else {
                return "\(language.text(phrase)) \(language.text(.notAvailable))"
            }
            let data = parts.data(seconds, NumberText.duration(seconds), at: "worst_calls.\(index).\(column)")
            return "\(language.text(phrase)) \(data)"
        }
        .joined(" · ")
    }
}

extension CallOutcome {
    /// The fragment of the call's section; call ids are safe in URLs.
    var anchor: String { "call-" + facts.id.description }
}
