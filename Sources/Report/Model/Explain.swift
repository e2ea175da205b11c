package import Calls

extension ReportModel {
    /// The definition of a figure, the counts it is made of, what it leaves out and why, and example calls; UTF-8 text.
    package func explain(_ id: KPIID) -> [UInt8] {
        let kpi = kpi(id)
        var lines = ["\(id.rawValue): \(kpi.title(language))", ""]
        func add(_ label: Phrase, _ text: String) { lines.append("\(language.text(label)): \(text)") }
        add(.formula, id.formula(language, settings))
        add(.value, [kpi.text(language), note(kpi)].filter { !$0.isEmpty }.joined(separator: ", "))
        if let value = kpi.value { add(.unrounded, "\(CSVText.decimal(value)) \(id.unit.rawValue)") }
        if let target = kpi.target { add(.target, "\(target.text) \(verdict(kpi))") }
        add(.coverage, language.text(.countedOf, String(kpi.coverage.counted), String(kpi.coverage.of)))
        for missing in kpi.coverage.missing {
            lines.append("  " + language.text(.missingCalls, missing.gap.text(language), String(missing.calls)))
        }
        lines += ["", language.text(.counts) + ":"]
        for count in kpi.counts {
            lines.append("  \(count.counter.name(language)) = \(count.text(language))")
            lines.append("    \(language.text(.examples)): \(examplesText(of: count.counter))")
        }
        return Array((lines.map(DisplayWidth.printable).joined(separator: "\n") + "\n").utf8)
    }

    /// The first calls of the window that add to a counter.
    package func examples(of counter: Counter, limit: Int = 3) -> [CallID] {
        var ids: [CallID] = []
        for call in calls where (counter.amount(of: call, by: settings) ?? 0) != 0 {
            guard ids.count < limit else { break }
            ids.append(call.facts.id)
        }
        return ids
    }

    private func examplesText(of counter: Counter) -> String {
        let ids = examples(of: counter)
        return ids.isEmpty ? language.text(.noExamples) : ids.map(\.description).joined(separator: ", ")
    }
}
