import Calls
import Foundation

extension ReportModel {
    var parts: Parts { Parts(language: language) }

    /// The whole report as one HTML file: no scripts, nothing fetched, XHTML-clean.
    var page: Markup {
        """
        <!DOCTYPE html>
        <html lang="\(language.rawValue)">
        <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>\(pageTitle)</title>
        <style>\(Style.sheet)</style>
        </head>
        <body>
        <a class="skip" href="#figures">\(language.text(.skipToContent))</a>
        \(Style.patterns)
        \(masthead)
        <main>
        \(figuresSection)
        \(volumeSection)
        \(heatSection)
        \(handleSection)\(waitSection)
        \(staffingSection)\(serviceLevelsSection)
        \(agentsSection)
        \(queuesSection)\(daysSection)
        \(journeysSection)\(customersSection)
        \(worstCallsSection)
        \(rulesSection)\(privacySection)
        \(worstCalls.map { callSection($0) })
        \(dataSection)
        </main>
        <footer>\(language.text(.footer))</footer>
        </body>
        </html>

        """
    }

    private var masthead: Markup {
        let moment = asOf.map { local($0) }
        let seen = moment.map { language.text(.asOf, $0.date + " " + $0.clock) }
        let zone = language.text(.zone, timeZone.identifier + " (UTC" + local(window.start).offsetText + ")")
        let kind = language.text(isOneDay ? .dailyReport : .periodReport)
        return """
            <header class="masthead">
            <p class="brand">\(Style.logo)Aftercall<span class="kind">\(kind)</span></p>
            <h1>\(site.isEmpty ? .none : "<span class=\"site\">\(site)</span> ")<time>\(window.dates(in: timeZone))</time>\(
                weekday)</h1>
            <p class="headline">\(Parts.prose(headline))</p>
            <p class="meta">\(zone)\(seen.map { " · " + $0 } ?? "")</p>
            <nav aria-label="\(language.text(.report))">\(navigation)</nav>
            </header>
            """
    }

    private var weekday: Markup {
        guard isOneDay else { return .none }
        return " <span class=\"weekday\">\(language.weekdays[local(window.start).weekday])</span>"
    }

    private var navigation: Markup {
        let targets: [(String, Phrase)] = [
            ("figures", .keyFigures), ("volume", .volume), ("staffing", .staffing), ("agents", .agents),
            ("queues", .queues),
            ("customers", .navCustomers), ("worst", .navCalls), ("rules", .rules), ("privacy", .privacy),
            ("data", .navData),
        ]
        return targets.markup { "<a href=\"#\($0)\">\(language.text($1))</a> " }
    }
}
