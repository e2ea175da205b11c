import Calls

/// The parts that every section of the page is made of.
struct Parts {
    var language: Language

    func section(_ id: String, _ title: Phrase, _ caption: String, _ body: Markup, isWide: Bool = true) -> Markup {
        """
        <section class="card\(isWide ? " wide" : "")" id="\(id)" aria-labelledby="\(id)-title">
        <h2 id="\(id)-title">\(language.text(title))</h2>
        <p class="caption">\(caption)</p>
        \(body)</section>

        """
    }

    /// A sentence in the place of a picture that there is nothing to draw for.
    func empty(_ phrase: Phrase) -> Markup { "<p class=\"empty\">\(language.text(phrase))</p>\n" }

    func legend(_ entries: [(style: String, text: String)]) -> Markup {
        legend(entries.map { (style: $0.style, text: "\($0.text)" as Markup) })
    }

    func legend(_ entries: [(style: String, text: Markup)]) -> Markup {
        "<p class=\"legend\">\(entries.map { "<span><i class=\"\($0.style)\"></i><bdi>\($0.text)</bdi></span> " as Markup })</p>\n"
    }

    /// A picture with its name, what it shows in words, and the same numbers as a table to unfold.
    func figure(_ picture: Markup, legend: Markup = .none, table: Markup) -> Markup {
        """
        <figure>\(legend)\(picture)</figure>
        <details><summary>\(language.text(.dataTable))</summary>\(table)</details>

        """
    }

    func table(headers: [String], isNumeric: [Bool], rows: [[Markup]], style: String = "") -> Markup {
        let head = zip(headers, isNumeric).markup { "<th scope=\"col\"\($1 ? numeric : .none)>\($0)</th>" }
        let body = rows.markup { row in
            let cells = zip(row.indices, row).markup { index, cell in
                index == 0
                    ? "<th scope=\"row\"\(isNumeric[0] ? numeric : .none)>\(cell)</th>"
                    : "<td\(isNumeric[index] ? numeric : .none)>\(cell)</td>"
            }
            return "<tr>\(cells)</tr>\n"
        }
        return """
            <div class="scroll" tabindex="0"><table class="\(style)"><thead><tr>\(head)</tr></thead>
            <tbody>\(body)</tbody></table></div>
            """
    }

    private var numeric: Markup { " class=\"num\"" }

    /// `PASS` or `FAIL` in a word and a colour.
    func verdict(_ isMet: Bool?) -> Markup {
        guard let isMet else { return .none }
        return "<span class=\"verdict \(isMet ? "pass" : "fail")\">\(language.text(isMet ? .pass : .fail))</span>"
    }

    /// A figure that programs can read unrounded, with its place in the JSON report.
    func data(_ value: Double, _ text: String, at place: String) -> Markup {
        "<data value=\"\(CSVText.decimal(value))\" data-json=\"\(place)\">\(text)</data>"
    }

    func data(_ count: Int, at place: String) -> Markup {
        data(Double(count), NumberText.grouped(count), at: place)
    }

    /// A key figure, by default that of the whole window.
    func data(_ kpi: KPI, at place: String? = nil) -> Markup {
        guard let value = kpi.value else { return "<span class=\"na\">\(kpi.text(language))</span>" }
        return data(value, kpi.text(language), at: place ?? "kpis.\(kpi.id.rawValue).value")
    }

    /// `412 of 485`.
    func coverage(_ kpi: KPI) -> Markup {
        let place = "kpis.\(kpi.id.rawValue)"
        return language.markup(
            .countedOf,
            data(kpi.coverage.counted, at: place + ".counted"),
            data(kpi.coverage.of, at: place + ".of")
        )
    }

    /// A table whose rows are those that the JSON report has under `place`.
    func table(_ table: Table, at place: String, of model: ReportModel) -> Markup {
        let rows = table.rows.enumerated().map { index, row in
            zip(table.columns, row).map { column, cell -> Markup in
                let text = cell.text(language, in: model.local)
                guard let number = cell.value else {
                    return cell == .missing ? "<span class=\"na\">\(text)</span>" : "\(text)"
                }
                return data(number, text, at: "\(place).\(index).\(column.id)")
            }
        }
        return self.table(
            headers: table.columns.map(\.title),
            isNumeric: table.columns.map { $0.kind.isNumeric },
            rows: rows
        )
    }

    /// A figure in a table with a bar beside it that fills `share` of its track.
    func gauge(_ share: Double, _ figure: Markup, isUsed: Bool = false) -> Markup {
        """
        <span class="gauge"><span class="track"><i\(isUsed ? " class=\"used\"" : .none) \
        style="width:\(Self.percent(share))"></i></span><span>\(figure)</span></span>
        """
    }

    /// Running text in which no line begins with a percent sign.
    static func prose(_ text: String) -> String { text.replacing(" %", with: "\u{A0}%") }

    /// A share of the width of a picture, as CSS and SVG write it.
    static func percent(_ share: Double) -> String { NumberText.fixed(min(1, max(0, share)) * 100, 2) + "%" }
}
