/// A report by the name people ask for it.
package enum ReportKind: String, Sendable, CaseIterable {
    case daily, weekly, monthly, agents, queues, ivr, quality, compliance, assurance

    /// The tables it is made of, where it is printed as tables.
    package func views(hasTeams: Bool) -> [ReportView] {
        switch self {
        case .daily: [.summary]
        case .weekly: [.summary, .by(.day), .by(.queue)]
        case .monthly: [.summary, .by(.week), .by(.weekday), .by(.queue)]
        case .agents: hasTeams ? [.by(.agent), .by(.team)] : [.by(.agent)]
        case .queues: [.by(.queue), .by(.interval(minutes: 30)), .staffing]
        case .ivr: [.figures([.ivrContainment, .ivrTime, .menuInTime]), .journeys]
        case .quality:
            [
                .figures([
                    .qaScore, .callsWithWords, .talkOverShare, .talkOverPerHour, .deadAirShare, .deadAirPerHour,
                    .csatTop2, .csatMean, .nps, .ces, .surveyResponse, .fcr,
                ]),
                .rules, .worstCalls,
            ]
        case .compliance: [.figures([.complianceRate, .qaScore, .callsWithWords]), .graveRules, .masks]
        case .assurance: [.recordings, .quality]
        }
    }
}
