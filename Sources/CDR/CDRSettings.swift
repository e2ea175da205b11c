package import struct Foundation.TimeZone

/// A question of the survey after a call.
package enum SurveyQuestion: String, Hashable, Sendable, Codable, CaseIterable {
    /// Satisfaction, 1 to 5.
    case csat
    /// Recommendation, 0 to 10.
    case nps
}

/// What a site knows of its switch and the files do not say.
package struct CDRSettings: Hashable, Sendable {
    /// The zone of the switch's stamps; nil where it is to be inferred from the files.
    package var timeZone: TimeZone?
    /// The zone of stamps of which neither the files nor `timeZone` tell it.
    package var siteTimeZone: TimeZone?
    package var mappings: [CDRMapping]
    /// Numbers of up to so many digits are extensions; longer ones belong to the world outside.
    package var longestExtension: Int
    /// The centre's own numbers as they stand in the records: called, they make a call inbound; calling, outbound.
    package var serviceNumbers: Set<String>
    /// True where the dial plan answers a call before it queues or dials it.
    ///
    /// A row's answer time is then the switch's own, so neither wait nor talk can be taken from it. Where rows give this
    /// away, it is seen without the setting.
    package var answersFirst: Bool
    /// What the keyed answers of a call's survey answer, in order.
    package var surveyQuestions: [SurveyQuestion]

    package init(
        timeZone: TimeZone? = nil,
        siteTimeZone: TimeZone? = nil,
        mappings: [CDRMapping] = [],
        longestExtension: Int = 5,
        serviceNumbers: Set<String> = [],
        answersFirst: Bool = false,
        surveyQuestions: [SurveyQuestion] = [.csat, .nps]
    ) {
        self.timeZone = timeZone
        self.siteTimeZone = siteTimeZone
        self.mappings = mappings
        self.longestExtension = longestExtension
        self.serviceNumbers = serviceNumbers
        self.answersFirst = answersFirst
        self.surveyQuestions = surveyQuestions
    }
}
