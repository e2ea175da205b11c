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
        render(format, views: [view], options: options)
    }

    /// The same of several views; CSV, which holds one table, is about the first.
    package func render(
        _ format: ReportFormat,
        views: [ReportView],
        options: RenderOptions = RenderOptions()
    ) -> [UInt8] {
        let view = views.first ?? .summary
        return switch format {
        case .table: Array(boxText(views, options).utf8)
        case .csv: CSVText(timeZone: timeZone, forSpreadsheet: options.forSpreadsheet).bytes(table(view))
        case .json: json.bytes
        case .html: Array(page.text.utf8)
        case .markdown: Array(markdown(views).utf8)
        }
    }

    /// The day until which a customer may still call again; nil where all is settled.
    private func provisionalUntil(_ kpi: KPI) -> String? {
        guard [.fcr, .repeatRate].contains(kpi.id), kpi.value != nil, let asOf = settledTo else { return nil }
        let end = window.end + settings.repeatWithin
        return asOf < end ? local(end).date : nil
    }

    private func boxText(_ views: [ReportView], _ options: RenderOptions) -> String {
        let tables = views.map { view in
            let people = peopleTable(view)
            let table = BoxTable(width: options.width, isStyled: options.isStyled).render(
                headers: people.headers,
                isNumeric: people.isNumeric,
                rows: people.rows
            )
            return (views.count > 1 ? title(view) + "\n" : "") + table
        }
        return tables.joined(separator: "\n")
    }

    /// A view's rows as text, for people.
    func peopleTable(_ view: ReportView) -> (headers: [String], isNumeric: [Bool], rows: [[String]]) {
        if view == .summary { return summaryForPeople(KPIID.allCases) }
        if case .figures(let ids) = view { return summaryForPeople(ids) }
        let table = table(view)
        let rows = table.rows.map { row in
            zip(table.columns, row).map { column, cell in
                cell == .missing && column.kind == .text
                    ? language.text(.unnamed) : cell.text(language, in: local)
            }
        }
        return (table.columns.map(\.title), table.columns.map { $0.kind.isNumeric }, rows)
    }

    private func summaryForPeople(
        _ ids: [KPIID]
    ) -> (headers: [String], isNumeric: [Bool], rows: [[String]]) {
        let headers = [Phrase.figure, .value, .target, .verdict, .change, .counted, .note].map { language.text($0) }
        let rows = ids.map { id in
            let kpi = kpi(id)
            return [
                kpi.title(language), kpi.text(language), kpi.target?.text ?? "", verdict(kpi),
                kpi.change(language) ?? "",
                language.text(.countedOf, String(kpi.coverage.counted), String(kpi.coverage.of)), note(kpi),
            ]
        }
        return (headers, [false, true, true, false, true, true, false], rows)
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
        if let day = provisionalUntil(kpi) { notes.append(language.text(.provisional, day)) }
        let isSurvey = [.csatTop2, .csatMean, .nps, .ces].contains(kpi.id)
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
