package import Calls

/// Counters and histograms over any set of calls: additive, so that tallies of parts sum to the tally of the whole.
package struct Tally: Hashable, Sendable {
    private var amounts: [Int]
    /// How often each handle time occurs, in milliseconds, by the parts that the source gave for it.
    package private(set) var handleTimes: [HandleParts: [Int: Int]] = [:]
    /// How often each CSAT answer occurs.
    package private(set) var csat: [Int: Int] = [:]
    package let settings: KPISettings

    package init(settings: KPISettings = .standard) {
        amounts = Array(repeating: 0, count: Counter.allCases.count)
        self.settings = settings
    }

    package init(_ calls: some Sequence<CallOutcome>, settings: KPISettings = .standard) {
        self.init(settings: settings)
        for call in calls { add(call) }
    }

    package subscript(counter: Counter) -> Int {
        get { amounts[counter.rawValue] }
        set { amounts[counter.rawValue] = newValue }
    }

    package mutating func add(_ call: CallOutcome) {
        for counter in Counter.allCases {
            amounts[counter.rawValue] += counter.amount(of: call, by: settings) ?? 0
        }
        if let answer = call.facts.survey?.csat { csat[answer, default: 0] += 1 }
        if call.facts.wasHandled, let total = call.facts.handle.total {
            handleTimes[HandleParts(call.facts.handle), default: [:]][total.count, default: 0] += 1
        }
    }

    /// The handle times of the calls that give every part which any call gives: sums of unlike parts are not compared.
    package var completeHandleTimes: [Int: Int] { handleTimes[parts] ?? [:] }

    /// The parts of handle time that at least one call gives.
    package var parts: HandleParts {
        HandleParts(hasHold: self[.holdKnown] > 0, hasACW: self[.acwKnown] > 0)
    }
}

/// The parts of handle time beside talk that a source gives.
package struct HandleParts: Hashable, Sendable {
    package var hasHold: Bool
    package var hasACW: Bool

    init(hasHold: Bool, hasACW: Bool) {
        self.hasHold = hasHold
        self.hasACW = hasACW
    }

    init(_ handle: HandleTime) {
        self.init(hasHold: handle.hold != nil, hasACW: handle.acw != nil)
    }
}
