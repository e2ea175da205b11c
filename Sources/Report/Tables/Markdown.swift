extension ReportModel {
    /// Views as Markdown tables under a heading, fit for a mail.
    func markdown(_ views: [ReportView]) -> String {
        var text = "# \(Self.escaped(pageTitle))\n\n"
        if views.contains(.summary) {
            text += Self.escaped(headline) + "\n\n"
            if let before {
                text += Self.escaped(language.text(.comparedWith, before.window.dates(in: timeZone))) + "\n\n"
            }
        }
        let tables = views.map { view in
            (views.count > 1 ? "## \(Self.escaped(title(view)))\n\n" : "") + table(of: view)
        }
        return text + tables.joined(separator: "\n")
    }

    /// What stands over a view.
    func title(_ view: ReportView) -> String {
        switch view {
        case .summary, .figures: language.text(.keyFigures)
        case .by(let grouping): language.text(grouping.heading)
        case .worstCalls: language.text(.worstCalls)
        case .rules, .graveRules: language.text(.rules)
        case .masks: language.text(.privacy)
        case .staffing: language.text(.staffing)
        case .heatmap: language.text(.heatmap)
        case .journeys: language.text(.journeys)
        case .recordings: language.text(.recordingIssues)
        case .quality: language.text(.dataQuality)
        }
    }

    private func table(of view: ReportView) -> String {
        let people = peopleTable(view)
        var text = Self.line(people.headers)
        text += Self.line(people.isNumeric.map { $0 ? "--:" : "---" }, isRaw: true)
        for row in people.rows { text += Self.line(row) }
        return text
    }

    private static func line(_ cells: [String], isRaw: Bool = false) -> String {
        "| " + cells.map { isRaw ? $0 : escaped($0) }.joined(separator: " | ") + " |\n"
    }

    /// Text without effect as Markdown or HTML.
    private static func escaped(_ text: String) -> String {
        var safe = ""
        for scalar in DisplayWidth.printable(text).unicodeScalars {
            switch scalar {
            case "\\", "|", "`", "*", "_", "[", "]", "#", "~", "!": safe += "\\\(scalar)"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "&": safe += "&amp;"
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
