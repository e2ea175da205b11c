package import Calls

/// Counters and histograms over any set of calls: additive, so that tallies of parts sum to the tally of the whole.
package struct Tally: Hashable, Sendable {
    private var amounts: [Int]
    /// How often each handle time occurs, in whole seconds, by the parts that the source gave for it.
    package var handleTimes: [HandleParts: [Int: Int]] = [:]
    /// How often each wait of an answered call occurs, in seconds rounded up, so that "at most T" is exact.
    package var answeredWaits: [Int: Int] = [:]
    package var abandonedWaits: [Int: Int] = [:]
    /// Most calls connected to a human at once.
    ///
    /// Nil where that was not counted; of parts, the largest.
    package var peak: Int?
    package let settings: KPISettings

    package init(settings: KPISettings = .standard) {
        amounts = Array(repeating: 0, count: Counter.allCases.count)
        self.settings = settings
    }

    package init(_ calls: some Sequence<CallOutcome>, settings: KPISettings = .standard) {
        self.init(settings: settings)
        for call in calls { add(CountedCall(call)) }
    }

    package subscript(counter: Counter) -> Int {
        get { amounts[counter.rawValue] }
        set { amounts[counter.rawValue] = newValue }
    }

    /// Adds a call to the counters, and where `isWhole` to the histograms.
    mutating func add(_ call: CountedCall, isWhole: Bool = true) {
        for counter in Counter.allCases {
            amounts[counter.rawValue] += counter.amount(of: call, by: settings) ?? 0
        }
        guard isWhole else { return }
        if call.facts.wasHandled, let total = call.facts.handle.total {
            let seconds = (total.count + 500).flooredQuotient(by: 1000)
            handleTimes[HandleParts(call.facts.handle), default: [:]][seconds, default: 0] += 1
        }
        guard call.facts.isRequestForHuman, let wait = call.facts.wait else { return }
        let seconds = (wait.count + 999).flooredQuotient(by: 1000)
        if call.facts.wasHandled {
            answeredWaits[seconds, default: 0] += 1
        } else if call.facts.outcome == .abandoned {
            abandonedWaits[seconds, default: 0] += 1
        }
    }

    package static func += (tally: inout Tally, other: Tally) {
        for index in tally.amounts.indices { tally.amounts[index] += other.amounts[index] }
        tally.handleTimes.merge(other.handleTimes) { $0.merging($1, uniquingKeysWith: +) }
        tally.answeredWaits.merge(other.answeredWaits, uniquingKeysWith: +)
        tally.abandonedWaits.merge(other.abandonedWaits, uniquingKeysWith: +)
        tally.peak = [tally.peak, other.peak].compactMap(\.self).max()
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

    package init(hasHold: Bool, hasACW: Bool) {
        self.hasHold = hasHold
        self.hasACW = hasACW
    }

    init(_ handle: HandleTime) {
        self.init(hasHold: handle.hold != nil, hasACW: handle.acw != nil)
    }
}
