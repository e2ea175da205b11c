import Calls

/// What was found in a call, with its places, beside the words it was found in.
extension ReportModel {
    /// What the call got in each section of the scorecard; nothing where it has no score.
    func sections(_ call: CallOutcome) -> Markup {
        let sections = (call.evaluation?.sections(scorecard) ?? []).filter { $0.score != nil || $0.failed > 0 }
        guard !sections.isEmpty else { return .none }
        let rows = sections.markup { section in
            let name = section.name.isEmpty ? language.text(.otherRules) : section.name
            let points = language.text(
                .pointsOf,
                NumberText.fixed(section.points, 1),
                NumberText.fixed(section.possible, 1)
            )
            return """
                <tr><th scope="row">\(name)</th><td class="num">\(section.score.map { NumberText.fixed($0, 0) } ?? "–")</td>
                <td class="num">\(points)</td><td class="num">\(section.passed)</td><td class="num">\(section.failed)</td>
                <td class="num">\(section.notApplicable)</td></tr>

                """
        }
        let heads = [Phrase.score, .points, .passed, .failed, .notApplicable].markup {
            "<th scope=\"col\" class=\"num\">\(language.text($0))</th>"
        }
        return """
            <div class="scroll"><table class="sections"><thead><tr><th scope="col">\(language.text(.sections))</th>\(heads)</tr></thead>
            <tbody>\(rows)</tbody></table></div>

            """
    }

    func findings(_ call: CallOutcome) -> Markup {
        guard !call.failures.isEmpty else { return parts.empty(.noFindings) }
        let items = call.failures.enumerated().markup { index, finding in
            """
            <li><span class="number">\(index + 1)</span>
            <div><b>\(finding.title)</b> <span class="severity \(finding.severity.rawValue)">\(
                finding.severity.text(language))</span>
            <small>\(finding.rule) v\(finding.version)</small>
            \(reason(finding))<p class="times">\(places(of: finding, call))</p></div></li>

            """
        }
        return "<ul class=\"findings\">\(items)</ul>\n"
    }

    /// Why there is the rule, where the report knows.
    private func reason(_ finding: Finding) -> Markup {
        guard let rule = ruleTexts[finding.rule] else { return .none }
        let source = language.text(.ruleSource, rule.source, rule.checked)
        return "<p class=\"why\">\(rule.why) <small>\(source)</small></p>"
    }

    /// The first places, each a link to the words if there are any, and what was measured there.
    private func places(of finding: Finding, _ call: CallOutcome) -> Markup {
        let evidence = finding.evidence.sorted { $0.span < $1.span }
        let shown = evidence.prefix(8).map { evidence -> Markup in
            let length = NumberText.duration(evidence.span.length.seconds)
            let time = "\(NumberText.clock(evidence.span.start)) (\(length))"
            guard let turn = evidence.turn, isShown(turn, of: call) else { return "\(time)" }
            return "<a href=\"#\(anchor(of: turn, call))\">\(time)</a>"
        }
        let more = evidence.count > 8 ? " " + language.text(.more, "\(evidence.count - 8)") : ""
        return shown.joined("\(language.listSeparator)") + "\(more)\(measured(evidence))"
    }

    private func measured(_ evidence: [Evidence]) -> String {
        let first = evidence.first { $0.value != nil }
        guard let value = first?.value, let limit = first?.threshold else { return "" }
        return language.listSeparator
            + language.text(.measuredAgainst, NumberText.fixed(value, 2), NumberText.fixed(limit, 2))
    }

    private func isShown(_ turn: Int, of call: CallOutcome) -> Bool {
        call.transcript?.turns.indices.contains(turn) ?? false
    }

    private func anchor(of turn: Int, _ call: CallOutcome) -> String { "turn-\(turn)-\(call.anchor)" }

    // MARK: Words

    func words(_ call: CallOutcome) -> Markup {
        guard let transcript = call.transcript, !transcript.turns.isEmpty else { return parts.empty(.noWords) }
        let evidence = evidenceByTurn(call)
        let turns = transcript.turns.enumerated().markup { index, turn in
            let found = evidence[index]
            let numbers = Set(found?.map { $0.number } ?? []).sorted().markup { "<span class=\"number\">\($0)</span> " }
            let style = found == nil ? turn.role.rawValue : turn.role.rawValue + " found"
            let text = Self.marked(turn, found?.map { $0.span } ?? [])
            return """
                <li class="\(style)" id="\(anchor(of: index, call))"><time>\(NumberText.clock(turn.span.start))</time>
                <b>\(turn.role.text(language))</b> <span>\(numbers)\(text)</span></li>

                """
        }
        return "<ol class=\"words\" tabindex=\"0\" lang=\"\(transcript.language)\">\(turns)</ol>\n"
    }

    /// The places of findings in each turn, with the findings' numbers.
    private func evidenceByTurn(_ call: CallOutcome) -> [Int: [(number: Int, span: TimeSpan)]] {
        var found: [Int: [(number: Int, span: TimeSpan)]] = [:]
        for (index, finding) in call.failures.enumerated() {
            for evidence in finding.evidence {
                if let turn = evidence.turn { found[turn, default: []].append((index + 1, evidence.span)) }
            }
        }
        return found
    }

    /// A turn's words, of which those are marked that lie within one of the spans.
    private static func marked(_ turn: Turn, _ spans: [TimeSpan]) -> Markup {
        let (text, ranges) = turn.textAndRanges
        guard !spans.isEmpty else { return "\(text)" }
        let scalars = Array(text.unicodeScalars)
        func piece(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
        func isMarked(_ word: Int) -> Bool {
            let span = turn.words[word].span
            return spans.contains { $0.start < span.end && span.start < $0.end }
        }
        var markup = Markup.none
        var index = 0
        var end = 0
        while index < ranges.count {
            guard isMarked(index) else {
                index += 1
                continue
            }
            var last = index
            while last + 1 < ranges.count, isMarked(last + 1) { last += 1 }
            let range = ranges[index].lowerBound..<ranges[last].upperBound
            markup += "\(piece(end..<range.lowerBound))<mark>\(piece(range))</mark>"
            end = range.upperBound
            index = last + 1
        }
        return markup + "\(piece(end..<scalars.count))"
    }
}
