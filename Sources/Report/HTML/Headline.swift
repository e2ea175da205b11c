extension ReportModel {
    /// Whether the window is one business day.
    var isOneDay: Bool { days.count == 1 }

    /// `Daily report · 2026-11-21`, with the site where there is one.
    var pageTitle: String {
        let kind = language.text(isOneDay ? .dailyReport : .periodReport)
        return ([site, kind] + [window.dates(in: timeZone)]).filter { !$0.isEmpty }.joined(separator: " · ")
    }

    /// The day in a few sentences.
    var headline: String {
        let offered = tally[.offered]
        guard offered > 0 else { return language.text(.headlineNone) }
        var sentences = [
            language.text(
                .headlineOffered,
                NumberText.grouped(offered),
                NumberText.grouped(tally[.answered])
            )
        ]
        let rate = kpi(.answerRate)
        if let target = rate.target, let isMet = rate.meetsTarget {
            let phrase: Phrase = isMet ? .headlineTargetMet : .headlineTargetMissed
            sentences.append(language.text(phrase, rate.text(language), target.words(language)))
        }
        let handle = kpi(.aht)
        if handle.value != nil { sentences.append(language.text(.headlineHandle, handle.text(language))) }
        let failing = tally[.failing]
        if failing == 1 { sentences.append(language.text(.headlineWorstOne)) }
        if failing > 1 { sentences.append(language.text(.headlineWorst, NumberText.grouped(failing))) }
        return sentences.joined(separator: language.sentenceSeparator)
    }
}
