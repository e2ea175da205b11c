package import Calls

/// All that is counted in a window: sums that the archive keeps, or that are made here from whole calls.
///
/// Both ways give the same, to the last call; a test holds them against each other.
package struct Figures: Hashable, Sendable {
    /// All calls of the window, with histograms.
    package var all: Tally
    /// By the quarter of an hour in which a call came; without histograms and follow-ups.
    package var slots: [UTCTime: Tally]
    /// What is counted by business day only: whether customers called again.
    package var days: [UTCTime: Tally]
    /// Calls that asked for a human, without histograms.
    package var queues: [String?: Tally]
    /// Handled calls by the agent who spoke last.
    package var agents: [String?: Tally]
    package var channels: [String?: Tally]
    package var campaigns: [String?: Tally]
    package var rules: [RuleDigest]
    package var masks: [MaskDigest]
    package var problems: [ProblemDigest]
    /// How many recordings have a fault.
    package var faults: [Fault: Int]
    /// How many recordings were heard by which set of definitions.
    package var presets: [String: Int] = [:]
    /// The most frequent way through the menus first.
    package var journeys: [JourneyDigest]
    /// How many calls have which trouble with their recording.
    package var recordingIssues: [RecordingIssue.Kind: Int]

    package init(settings: KPISettings = .standard) {
        all = Tally(settings: settings)
        (slots, days, queues, agents, channels, campaigns) = ([:], [:], [:], [:], [:], [:])
        (rules, masks, problems, faults, recordingIssues, journeys) = ([], [], [], [:], [:], [])
    }

    /// The length of a slot.
    package static let slot = Milliseconds(900_000)
}

extension Figures {
    /// Counts the calls of `window`; those of `outcomes` around it say who called again and who was still talking.
    ///
    /// `staffed` is when agents were there for calls, as far as it is known.
    package init(
        _ outcomes: [CallOutcome],
        in window: Window,
        day: (UTCTime) -> UTCTime,
        staffed: [StaffedTime] = [],
        settings: KPISettings
    ) {
        self.init(settings: settings)
        let shifts = Shifts(staffed)
        // What is wrong with files, and what was masked in them, is told of every recording.
        let files = outcomes.filter { window.contains($0.facts.start) }
        let outcomes = outcomes.filter { $0.facts.duplicateOf == nil }
        let facts = outcomes.map(\.facts)
        let again = FollowUps(facts, within: settings.repeatWithin)
        let calls = outcomes.filter { window.contains($0.facts.start) }
        for outcome in calls {
            let isOnShift = shifts.hold(outcome.facts)
            add(CountedCall(outcome, isOnShift: isOnShift), calledAgain: again[outcome.facts.id], day: day)
        }
        for time in staffed { add(time, in: window, day: day) }
        for (slot, peak) in Concurrency(facts).peaks(in: window) {
            slots[slot, default: Tally(settings: settings)].peak = peak
            all.peak = max(all.peak ?? 0, peak)
        }
        (rules, masks) = (RuleDigest.all(of: calls), MaskDigest.all(of: files))
        (problems, faults) = (ProblemDigest.all(of: files), Self.faults(of: files))
        for preset in files.compactMap(\.measures?.preset) { presets[preset, default: 0] += 1 }
        journeys = JourneyDigest.all(of: calls)
        for kind in files.flatMap(\.recordingIssues) { recordingIssues[kind, default: 0] += 1 }
    }

    /// Shares out the time that an agent was there among the days of the window.
    private mutating func add(_ time: StaffedTime, in window: Window, day: (UTCTime) -> UTCTime) {
        let none = Tally(settings: all.settings)
        var from = max(time.start, window.start)
        let end = min(time.end, window.end)
        while from < end {
            // 36 h after a midnight is some time on the next day.
            let until = min(end, day(day(from) + Milliseconds(36 * 3_600_000)))
            let length = (until - from).count
            all[.staffed] += length
            days[day(from), default: none][.staffed] += length
            agents[time.agent, default: none][.staffed] += length
            from = until
        }
    }

    private mutating func add(_ call: CountedCall, calledAgain: Bool?, day: (UTCTime) -> UTCTime) {
        let none = Tally(settings: all.settings)
        let facts = call.facts
        var whole = call
        whole.calledAgain = calledAgain
        all.add(whole)
        var alone = call
        alone.isOnShift = false
        slots[facts.start.slot, default: none].add(alone, isWhole: false)
        for counter in [Counter.onShift, .occupied] {
            guard let amount = counter.amount(of: call, by: all.settings) else { continue }
            days[day(facts.start), default: none][counter] += amount
        }
        if let calledAgain {
            days[day(facts.start), default: none][.followUpKnown] += 1
            days[day(facts.start), default: none][.calledAgain] += calledAgain ? 1 : 0
        }
        whole.isOnShift = false
        if facts.isRequestForHuman { queues[facts.queue, default: none].add(whole, isWhole: false) }
        whole.isOnShift = call.isOnShift
        if facts.wasHandled { agents[facts.agent, default: none].add(whole, isWhole: false) }
        channels[facts.channel.rawValue, default: none].add(alone, isWhole: false)
        campaigns[facts.campaign, default: none].add(alone, isWhole: false)
    }

    private static func faults(of calls: [CallOutcome]) -> [Fault: Int] {
        var counts: [Fault: Int] = [:]
        for call in calls {
            for fault in Set(call.measures?.faults ?? []) { counts[fault, default: 0] += 1 }
        }
        return counts
    }
}

extension UTCTime {
    /// The start of the quarter of an hour that holds this instant.
    var slot: UTCTime {
        UTCTime(milliseconds: milliseconds - milliseconds.flooredRemainder(by: Figures.slot.count))
    }
}

/// Whether the customers of answered calls called the same queue again.
struct FollowUps {
    private var again: [CallID: Bool] = [:]

    private struct Line: Hashable {
        var customer: String
        var queue: String?
    }

    init(_ calls: [CallFacts], within limit: Milliseconds) {
        var lines: [Line: [CallFacts]] = [:]
        for call in calls where call.isRequestForHuman {
            guard let customer = call.customer else { continue }
            lines[Line(customer: customer, queue: call.queue), default: []].append(call)
        }
        for calls in lines.values {
            let sorted = calls.sorted { ($0.start, $0.id) < ($1.start, $1.id) }
            for (index, call) in sorted.enumerated() where call.wasHandled {
                let next = index + 1 < sorted.count ? sorted[index + 1].start : nil
                again[call.id] = next.map { $0 - call.start <= limit } ?? false
            }
        }
    }

    subscript(id: CallID) -> Bool? { again[id] }
}

/// When each agent was there for calls.
struct Shifts {
    private let times: [String: [StaffedTime]]

    init(_ staffed: [StaffedTime]) { times = Dictionary(grouping: staffed, by: \.agent) }

    /// Whether a call was answered in a shift of its agent.
    func hold(_ call: CallFacts) -> Bool {
        guard let agent = call.agent, let times = times[agent] else { return false }
        let moment = call.answered ?? call.start
        return times.contains { $0.start <= moment && moment < $0.end }
    }
}

/// How many calls were connected to a human at once.
struct Concurrency {
    private var steps: [(time: UTCTime, change: Int)] = []

    /// A call without an answer or an end is left out.
    init(_ calls: [CallFacts]) {
        for call in calls where call.wasHandled {
            guard let answered = call.answered, let end = call.end else { continue }
            steps += [(answered, 1), (end, -1)]
        }
        // Who hangs up as another answers makes room.
        steps.sort { ($0.time, $0.change) < ($1.time, $1.change) }
    }

    /// The most at once in each quarter of an hour of a window.
    func peaks(in window: Window) -> [UTCTime: Int] {
        var peaks: [UTCTime: Int] = [:]
        var level = 0
        var next = steps.startIndex
        var slot = window.start.slot
        while slot < window.end {
            let end = slot + Figures.slot
            while next < steps.endIndex, steps[next].time < slot || (steps[next].time == slot && steps[next].change < 0)
            {
                level += steps[next].change
                next += 1
            }
            var most = level
            while next < steps.endIndex, steps[next].time < end {
                level += steps[next].change
                most = max(most, level)
                next += 1
            }
            peaks[slot] = most
            slot = end
        }
        return peaks
    }
}
