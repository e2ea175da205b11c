/// The name of one key figure; the raw value stands in CSV and JSON and never changes its meaning.
package enum KPIID: String, Sendable, Codable, CaseIterable {
    case offered, answered, handled, abandoned
    case answerRate = "answer_rate"
    case serviceLevel1 = "service_level_1"
    case serviceLevel2 = "service_level_2"
    case serviceLevel3 = "service_level_3"
    case serviceLevel4 = "service_level_4"
    case serviceLevel5 = "service_level_5"
    case serviceLevel6 = "service_level_6"
    case abandonmentRate = "abandonment_rate"
    case asa
    case aht
    case talk, hold, acw
    case handleP50 = "handle_p50"
    case handleP90 = "handle_p90"
    case handleP95 = "handle_p95"
    case occupancy
    case transferRate = "transfer_rate"
    case repeatRate = "repeat_rate"
    case fcr
    case peakConcurrency = "peak_concurrency"
    case ivrContainment = "ivr_containment"
    case ivrTime = "ivr_time"
    case menuInTime = "ivr_response_in_time"
    case surveyResponse = "survey_response_rate"
    case csatTop2 = "csat_top2"
    case csatMean = "csat_mean"
    case nps, ces
    case talkOverShare = "talk_over_share"
    case deadAirShare = "dead_air_share"
    case talkOverPerHour = "talk_over_per_hour"
    case deadAirPerHour = "dead_air_per_hour"
    case qaScore = "qa_score"
    case complianceRate = "compliance_pass_rate"
    case callsWithWords = "calls_with_words"

    package enum Unit: String, Sendable, Codable {
        case calls
        /// Seconds.
        case seconds = "s"
        /// A share from 0 to 1.
        case ratio
        /// 0 to 100.
        case points
        /// 1 to 5.
        case csat = "csat_1_5"
        /// -100 to 100.
        case nps
        /// 1 to 7.
        case ces = "ces_1_7"
        /// Times an hour.
        case perHour = "per_hour"
    }

    package var unit: Unit {
        switch self {
        case .offered, .answered, .handled, .abandoned, .peakConcurrency: .calls
        case .answerRate, .serviceLevel1, .serviceLevel2, .serviceLevel3, .serviceLevel4, .serviceLevel5,
            .serviceLevel6, .abandonmentRate, .occupancy, .transferRate, .repeatRate, .fcr, .ivrContainment,
            .menuInTime,
            .surveyResponse, .csatTop2, .talkOverShare, .deadAirShare, .complianceRate, .callsWithWords:
            .ratio
        case .asa, .aht, .talk, .hold, .acw, .handleP50, .handleP90, .handleP95, .ivrTime: .seconds
        case .csatMean: .csat
        case .nps: .nps
        case .ces: .ces
        case .talkOverPerHour, .deadAirPerHour: .perHour
        case .qaScore: .points
        }
    }

    package static func serviceLevel(_ formula: ServiceLevelFormula) -> KPIID {
        switch formula {
        case .positive: .serviceLevel1
        case .answeredOnly: .serviceLevel2
        case .negative: .serviceLevel3
        case .lateAbandonsOnly: .serviceLevel4
        case .shortAbandonsMet: .serviceLevel5
        case .shortAbandonsExcluded: .serviceLevel6
        }
    }

    var serviceLevelFormula: ServiceLevelFormula? {
        ServiceLevelFormula.allCases.first { Self.serviceLevel($0) == self }
    }
}
