package import Calls

/// Counters and histograms over any set of calls: additive, so that tallies of parts sum to the tally of the whole.
package struct Tally: Hashable, Sendable {
    private var amounts: [Int]
    /// How often each handle time occurs, in whole seconds, by the parts that the source gave for it.
    private var handleTimes = [[Int: Int]](repeating: [:], count: HandleParts.count)
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
            addHandleTimes(1, of: HandleParts(call.facts.handle), seconds: seconds)
        }
        guard call.facts.isRequestForHuman, let wait = call.facts.wait else { return }
        let seconds = (wait.count + 999).flooredQuotient(by: 1000)
        if call.facts.wasHandled {
            answeredWaits[seconds, default: 0] += 1
        } else if call.facts.outcome == .abandoned {
            abandonedWaits[seconds, default: 0] += 1
        }
    }

    /// Adds sums of the counters `Counter.ofOneCall`, in their order.
    package mutating func add(_ sums: ArraySlice<Int>) {
        for (counter, sum) in sums.enumerated() { amounts[counter] += sum }
    }

    /// Adds calls that each took so many seconds.
    package mutating func addHandleTimes(_ calls: Int, of parts: HandleParts, seconds: Int) {
        handleTimes[parts.index][seconds, default: 0] += calls
    }

    package static func += (tally: inout Tally, other: Tally) {
        for index in tally.amounts.indices { tally.amounts[index] += other.amounts[index] }
        for (parts, times) in other.handleTimes.enumerated() {
            tally.handleTimes[parts].merge(times, uniquingKeysWith: +)
        }
        tally.answeredWaits.merge(other.answeredWaits, uniquingKeysWith: +)
        tally.abandonedWaits.merge(other.abandonedWaits, uniquingKeysWith: +)
        if let peak = other.peak { tally.peak = max(tally.peak ?? peak, peak) }
    }

    /// The handle times of the calls that give every part which any call gives: sums of unlike parts are not compared.
    package var completeHandleTimes: [Int: Int] { handleTimes[parts.index] }

    /// The parts of handle time that at least one call gives.
    package var parts: HandleParts {
        HandleParts(hasHold: self[.holdKnown] > 0, hasACW: self[.acwKnown] > 0)
    }
}

/// The parts of handle time beside talk that a source gives.
package struct HandleParts: Hashable, Sendable {
    package var hasHold: Bool
    package var hasACW: Bool

    /// Sets of parts are numbered from 0.
    var index: Int { (hasHold ? 1 : 0) + (hasACW ? 2 : 0) }
    static let count = 4

    package init(hasHold: Bool, hasACW: Bool) {
        self.hasHold = hasHold
        self.hasACW = hasACW
    }

    init(_ handle: HandleTime) {
        self.init(hasHold: handle.hold != nil, hasACW: handle.acw != nil)
    }
}
