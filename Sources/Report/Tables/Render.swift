import Calls

/// The forms a report takes.
package enum ReportFormat: String, Sendable, CaseIterable {
    case table, csv, json, html, markdown
}

/// How a report is printed where there is a choice.
package struct RenderOptions: Hashable, Sendable {
    /// Columns of the terminal.
    package var width: Int
    /// Whether a terminal table may use ANSI escape codes.
    package var isStyled: Bool
    /// Whether CSV is for a spreadsheet rather than for a program; see `SpreadsheetText`.
    package var forSpreadsheet: Bool

    package init(width: Int = 100, isStyled: Bool = false, forSpreadsheet: Bool = false) {
        self.width = width
        self.isStyled = isStyled
        self.forSpreadsheet = forSpreadsheet
    }
}

extension ReportModel {
    /// The report as UTF-8; a table, CSV or Markdown is about `view`, JSON and HTML hold everything.
    package func render(
        _ format: ReportFormat,
        view: ReportView = .summary,
        options: RenderOptions = RenderOptions()
    ) -> [UInt8] {
        switch format {
        case .table: Array(boxText(view, options).utf8)
        case .csv: CSVText(timeZone: timeZone, forSpreadsheet: options.forSpreadsheet).bytes(table(view))
        case .json: json.bytes
        case .html: Array(page.text.utf8)
        case .markdown: Array(markdown(view).utf8)
        }
    }

    private func boxText(_ view: ReportView, _ options: RenderOptions) -> String {
        let people = peopleTable(view)
        return BoxTable(width: options.width, isStyled: options.isStyled).render(
            headers: people.headers,
            isNumeric: people.isNumeric,
            rows: people.rows
        )
    }

    /// A view's rows as text, for people.
    func peopleTable(_ view: ReportView) -> (headers: [String], isNumeric: [Bool], rows: [[String]]) {
        if view == .summary { return summaryForPeople }
        let table = table(view)
        let rows = table.rows.map { row in
            zip(table.columns, row).map { column, cell in
                cell == .missing && column.kind == .text
                    ? language.text(.unnamed) : cell.text(language, in: local)
            }
        }
        return (table.columns.map(\.title), table.columns.map { $0.kind.isNumeric }, rows)
    }

    private var summaryForPeople: (headers: [String], isNumeric: [Bool], rows: [[String]]) {
        let headers = [Phrase.figure, .value, .target, .verdict, .counted, .note].map { language.text($0) }
        let rows = kpis.map { kpi in
            [
                kpi.title(language), kpi.text(language), kpi.target?.text ?? "", verdict(kpi),
                language.text(.countedOf, String(kpi.coverage.counted), String(kpi.coverage.of)), note(kpi),
            ]
        }
        return (headers, [false, true, true, false, true, false], rows)
    }

    /// PASS, FAIL, or nothing where there is no target or no value.
    func verdict(_ kpi: KPI) -> String {
        kpi.meetsTarget.map { language.text($0 ? .pass : .fail) } ?? ""
    }

    /// Why the figure is missing, or what to know before reading it.
    func note(_ kpi: KPI) -> String {
        if let gap = kpi.unavailable { return gap.text(language) }
        var notes: [String] = []
        if let interval = kpi.intervalText {
            notes.append(kpi.id == .nps ? interval : language.text(.confidence, interval))
        }
        if kpi.isSmallSample { notes.append(language.text(.smallSample, String(kpi.coverage.counted))) }
        let isSurvey = [.csatTop2, .csatMean, .nps].contains(kpi.id)
        if !isSurvey {
            notes += kpi.coverage.missing.map {
                language.text(.missingCalls, $0.gap.text(language), String($0.calls))
            }
        }
        return notes.joined(separator: language == .english ? "; " : "；")
    }
}

extension Table.Column.Kind {
    var isNumeric: Bool {
        switch self {
        case .integer, .number, .ratio, .seconds: true
        case .text, .time, .boolean: false
        }
    }
}
