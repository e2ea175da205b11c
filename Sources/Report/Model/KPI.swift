/// One key figure: its value or why there is none, the counts it was made of and how much of the work it covers.
package struct KPI: Hashable, Sendable {
    package var id: KPIID
    /// In the unit of `id`, unrounded; nil where it is not available, and then `unavailable` says why.
    package var value: Double?
    package var unavailable: Gap?
    /// The 95 % interval of a figure that comes from a sample; a count of everything has none.
    package var interval: ClosedRange<Double>?
    /// The counters in the order the formula names them.
    package var counts: [Count]
    package var coverage: Coverage
    /// Parts of handle time that no call of the source gives; empty for other figures.
    package var absentParts: [KPIID]
    package var target: Target?
    /// The value of the same weekdays before; nil where there is none.
    package var before: Double?

    /// Whether the unrounded value meets the target; nil without a target or a value.
    package var meetsTarget: Bool? {
        guard let target, let value else { return nil }
        return target.isMet(by: value)
    }

    /// A survey figure on fewer answers than one should act on.
    package var isSmallSample: Bool {
        switch id {
        case .csatTop2, .csatMean, .nps, .ces: coverage.counted < Statistics.smallSample
        default: false
        }
    }
}

/// One counter's value within a figure.
package struct Count: Hashable, Sendable {
    package var counter: Counter
    package var amount: Int
}

/// How many of the calls a figure is about had what it needs.
package struct Coverage: Hashable, Sendable {
    package var counted: Int
    package var of: Int
    /// Why the others are missing; the amounts sum to `of - counted`.
    package var missing: [Missing]

    package struct Missing: Hashable, Sendable {
        package var gap: Gap
        package var calls: Int
    }

    /// Calls that `counted` leaves out are put down to `gap`.
    init(_ counted: Int, of all: Int, missing gap: Gap? = nil) {
        self.counted = counted
        of = all
        missing = gap.map { all > counted ? [Missing(gap: $0, calls: all - counted)] : [] } ?? []
    }

    init(_ counted: Int, of all: Int, missing: [Missing]) {
        self.counted = counted
        of = all
        self.missing = missing.filter { $0.calls > 0 }
    }
}

/// Why a figure, or a call's share in it, is missing.
package enum Gap: String, Sendable, Codable, CaseIterable {
    case noCalls = "no_calls"
    case notInSource = "not_in_source"
    case waitNotInSource = "wait_not_in_source"
    case partsDiffer = "parts_differ"
    case noAnswers = "no_answers"
    case notAsked = "not_answered_survey"
    case noRecording = "no_recording"
    case notHeard = "recording_not_analysed"
    case oneChannel = "one_channel"
    case noWords = "no_words"
    case noScore = "no_rule_applied"
    case noCustomer = "customer_unknown"
    case noShift = "agent_shift_not_in_source"
    case menuNotHeard = "no_ivr_recording_with_keys"
}

/// What a figure ought to reach.
package struct Target: Hashable, Sendable {
    package enum Bound: String, Sendable, Codable { case atLeast = "at_least", atMost = "at_most" }

    package var kpi: KPIID
    package var bound: Bound
    /// In the unit of the figure: 0.85, not 85, for a share.
    package var value: Double

    package init(_ kpi: KPIID, _ bound: Bound, _ value: Double) {
        self.kpi = kpi
        self.bound = bound
        self.value = value
    }

    /// Compares the unrounded value: 84.96 % does not reach 85 %.
    package func isMet(by measured: Double) -> Bool {
        bound == .atLeast ? measured >= value : measured <= value
    }

    /// At least 85 % of the calls that ask for a human are answered.
    package static let standard = [Target(.answerRate, .atLeast, 0.85)]
}
