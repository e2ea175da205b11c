package import Calls

/// The six formulas that share the name "service level".
///
/// A: answered by a human; AB: abandoned while waiting; `≤T`, `>T`, `≤s`: after a wait of at most T, more than T, at most s.
package enum ServiceLevelFormula: Int, Sendable, Codable, CaseIterable {
    /// SL-1: (A≤T + AB≤T) / (A + AB).
    case positive = 1
    /// SL-2: A≤T / A. Hides every abandoned call.
    case answeredOnly
    /// SL-3: A≤T / (A + AB).
    case negative
    /// SL-4: A≤T / (A + AB>T).
    case lateAbandonsOnly
    /// SL-5: (A≤T + AB≤s) / (A + AB).
    case shortAbandonsMet
    /// SL-6: A≤T / (A + AB − AB≤s).
    case shortAbandonsExcluded

    package var name: String { "SL-\(rawValue)" }
}

/// The limits that the formulas use.
package struct KPISettings: Hashable, Sendable {
    /// T: a wait of at most this is in time.
    package var answerWithin: Milliseconds
    /// s: a caller who hangs up after a wait of at most this did not give us a chance.
    package var shortAbandon: Milliseconds
    /// A customer who calls the same queue again within this time was not helped the first time.
    package var repeatWithin: Milliseconds
    /// The formula that is printed where there is room for one.
    package var serviceLevel: ServiceLevelFormula
    /// By whose definitions of dead air and talk-over the calls that are counted were heard, by name.
    package var presets: [String] = []

    package init(
        answerWithin: Milliseconds = Milliseconds(20_000),
        shortAbandon: Milliseconds = Milliseconds(5000),
        repeatWithin: Milliseconds = Milliseconds(7 * 86_400_000),
        serviceLevel: ServiceLevelFormula = .shortAbandonsExcluded
    ) {
        self.answerWithin = answerWithin
        self.shortAbandon = shortAbandon
        self.repeatWithin = repeatWithin
        self.serviceLevel = serviceLevel
    }

    package static let standard = KPISettings()
}
