extension ReportModel {
    /// A view as a Markdown table under a heading, fit for a mail.
    func markdown(_ view: ReportView) -> String {
        let people = peopleTable(view)
        var text = "# \(Self.escaped(pageTitle))\n\n"
        if view == .summary { text += Self.escaped(headline) + "\n\n" }
        text += Self.line(people.headers)
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
