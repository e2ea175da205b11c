package import Calls

extension ReportModel {
    /// One call as an HTML file of its own: waveform with spans, findings and masked words; no scripts, nothing fetched.
    ///
    /// - Returns: nil for a call that is not in the report.
    package func callPage(of id: CallID) -> [UInt8]? {
        guard let call = calls.first(where: { $0.facts.id == id }) else { return nil }
        let title = language.text(.callTitle, id.description)
        let page: Markup = """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <title>\(title)</title>
            <style>\(Style.sheet)</style>
            </head>
            <body>
            \(Style.patterns)
            <header class="masthead"><p class="brand">\(Style.logo)Aftercall</p></header>
            <main>
            \(callSection(call, isAlone: true))
            </main>
            <footer>\(language.text(.footer))</footer>
            </body>
            </html>

            """
        return Array(page.text.utf8)
    }
}
