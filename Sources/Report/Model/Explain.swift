package import Calls
import Foundation

/// Where an explanation finds the calls behind a count.
package struct ExampleSource {
    /// The first calls of the window that add to a counter, at most so many.
    package var calls: (Counter, Int) throws -> [CallID]
    /// The moment at which most calls were connected, and those calls; nil where none was.
    package var busiest: () throws -> (at: UTCTime, calls: [CallID])?

    package init(
        calls: @escaping (Counter, Int) throws -> [CallID],
        busiest: @escaping () throws -> (at: UTCTime, calls: [CallID])?
    ) {
        self.calls = calls
        self.busiest = busiest
    }
}

extension ReportModel {
    /// The calls that the model itself holds, where it was made from calls.
    package var ownExamples: ExampleSource {
        let calls = calls.filter { $0.facts.duplicateOf == nil }
        let again = FollowUps(calls.map(\.facts), within: settings.repeatWithin)
        return ExampleSource(
            calls: { counter, limit in
                let adding = calls.lazy.filter { call in
                    let counted = CountedCall(call, calledAgain: again[call.facts.id])
                    return (counter.amount(of: counted, by: settings) ?? 0) != 0
                }
                return adding.prefix(limit).map(\.facts.id)
            },
            busiest: { nil }
        )
    }

    /// The definition of a figure, the counts that make it, what it leaves out and why, its SQL and example calls.
    package func explain(_ id: KPIID, examples: ExampleSource) throws -> [UInt8] {
        let kpi = kpi(id)
        var lines = ["\(id.rawValue): \(kpi.title(language))", ""]
        func add(_ label: Phrase, _ text: String) { lines.append("\(language.text(label)): \(text)") }
        add(.formula, id.formula(language, settings))
        add(.value, [kpi.text(language), note(kpi)].filter { !$0.isEmpty }.joined(separator: ", "))
        if let value = kpi.value { add(.unrounded, "\(CSVText.decimal(value)) \(id.unit.rawValue)") }
        if let sum = arithmetic(kpi) { lines.append("  = \(sum)") }
        if let target = kpi.target { add(.target, "\(target.text) \(verdict(kpi))") }
        if let change = changeText(kpi) { lines.append(change) }
        add(.coverage, language.text(.countedOf, String(kpi.coverage.counted), String(kpi.coverage.of)))
        for missing in kpi.coverage.missing {
            lines.append("  " + language.text(.missingCalls, missing.gap.text(language), String(missing.calls)))
        }
        lines += ["", language.text(.counts) + ":"]
        for count in kpi.counts {
            lines.append("  \(count.counter.name) = \(count.text(language)): \(count.counter.name(language))")
            let ids = try examples.calls(count.counter, 3).map(\.description)
            let text = ids.isEmpty ? language.text(.noExamples) : ids.joined(separator: ", ")
            lines.append("    \(language.text(.examples)): \(text)")
        }
        if id == .peakConcurrency, let busiest = try examples.busiest() {
            let time = local(busiest.at).iso8601
            lines.append("  " + language.text(.connectedAt, String(busiest.calls.count), time))
            lines.append("    " + busiest.calls.prefix(3).map(\.description).joined(separator: ", "))
        }
        var text = lines.map(DisplayWidth.printable).joined(separator: "\n")
        text += "\n\nSQL:\n" + sql(id).split(separator: "\n").map { "  \($0)\n" }.joined()
        return Array(text.utf8)
    }

    /// The formula with its numbers filled in.
    private func arithmetic(_ kpi: KPI) -> String? {
        if let share = kpi.id.percentile { return rank(share, kpi) }
        guard kpi.value != nil, let expression = kpi.id.expression(tally) else { return nil }
        let names = Dictionary(uniqueKeysWithValues: Counter.allCases.map { ($0.name, tally[$0]) })
        var text = ""
        var word = ""
        for letter in expression + " " {
            if letter.isLetter || letter.isNumber || letter == "_" {
                word.append(letter)
                continue
            }
            text += names[word].map(String.init) ?? (word == "nullif" ? "" : word)
            word = ""
            text.append(letter)
        }
        return text.replacing(", 0)", with: ")").replacing(#/\((\d+)\)/#) { String($0.1) }
            .trimmingCharacters(in: .whitespaces)
    }

    private func rank(_ share: Double, _ kpi: KPI) -> String? {
        guard let value = kpi.value else { return nil }
        let times = tally.completeHandleTimes
        let shorter = times.reduce(0) { $0 + (Double($1.key) < value ? $1.value : 0) }
        let total = times.values.reduce(0, +)
        let equal = times[Int(value)] ?? 0
        return language.text(.rank, String(total), String(shorter), String(equal), CSVText.decimal(share))
    }
}
