/// A stretch in which an agent was logged in.
package struct AgentShift: Hashable, Sendable, Codable {
    /// Agent id or extension.
    package var agent: String
    package var start: UTCTime
    /// Nil where no end was seen.
    package var end: UTCTime?
    /// Stretches in which the agent took calls of no queue, in order and apart.
    package var breaks: [Break]

    /// A half-open stretch of a shift.
    package struct Break: Hashable, Sendable, Codable {
        package var start: UTCTime
        package var end: UTCTime

        package init(start: UTCTime, end: UTCTime) {
            self.start = start
            self.end = end
        }
    }

    package init(agent: String, start: UTCTime, end: UTCTime?, breaks: [Break] = []) {
        self.agent = agent
        self.start = start
        self.end = end
        self.breaks = breaks
    }

    /// All shifts that events tell of, by agent and start; the order of the events means nothing.
    package static func all(of events: some Sequence<AgentEvent>) -> [AgentShift] {
        let byAgent = Dictionary(grouping: Set(events), by: \.agent)
        return byAgent.sorted { $0.key < $1.key }.flatMap { agent, events in
            var clock = ShiftClock(agent: agent)
            return clock.shifts(events)
        }
    }
}

/// Time for which an agent was there for calls: a shift less its breaks.
package struct StaffedTime: Hashable, Sendable, Comparable {
    package var agent: String
    package var start: UTCTime
    package var end: UTCTime

    package init(agent: String, start: UTCTime, end: UTCTime) {
        self.agent = agent
        self.start = start
        self.end = end
    }

    /// No stretch is longer, so that whoever looks for one that holds an instant knows how far back to look.
    package static let longest = Milliseconds(86_400_000)

    package static func < (a: Self, b: Self) -> Bool { (a.agent, a.start, a.end) < (b.agent, b.start, b.end) }
}

extension AgentShift {
    /// The shift without its breaks, in stretches of at most a day; empty where its end is unknown.
    package var staffed: [StaffedTime] {
        guard let end else { return [] }
        var stretches: [StaffedTime] = []
        var from = start
        for pause in breaks + [Break(start: end, end: end)] {
            while from < pause.start {
                let until = min(pause.start, from + StaffedTime.longest)
                stretches.append(StaffedTime(agent: agent, start: from, end: until))
                from = until
            }
            from = max(from, pause.end)
        }
        return stretches
    }
}

/// Follows one agent through the days.
private struct ShiftClock {
    private var shift: AgentShift?
    /// Those the agent is in; an empty name stands for a log-in that names none.
    private var queues: Set<String> = []
    private var pausedQueues: Set<String> = []
    private var isPausedEverywhere = false
    private var pausedSince: UTCTime?
    private let agent: String

    init(agent: String) { self.agent = agent }

    mutating func shifts(_ events: [AgentEvent]) -> [AgentShift] {
        var shifts: [AgentShift] = []
        for (_, moment) in Dictionary(grouping: events, by: \.time).sorted(by: { $0.key < $1.key }) {
            for event in ordered(moment) {
                if let ended = take(event) { shifts.append(ended) }
            }
        }
        return shifts + [shift].compactMap(\.self)
    }

    /// Within one instant, what changes the agent's state comes before what changes it back.
    private func ordered(_ moment: [AgentEvent]) -> [AgentEvent] {
        let isOn = shift != nil
        let isPaused = pausedSince != nil
        func rank(_ act: AgentEvent.Act) -> Int {
            switch act {
            case .loggedOn, .joined: isOn ? 1 : 0
            case .loggedOff, .left: isOn ? 0 : 1
            case .paused: isPaused ? 3 : 2
            case .resumed: isPaused ? 2 : 3
            }
        }
        return moment.sorted { (rank($0.act), $0.queue ?? "") < (rank($1.act), $1.queue ?? "") }
    }

    /// The shift that this event ends; nil where it ends none.
    private mutating func take(_ event: AgentEvent) -> AgentShift? {
        let queue = event.queue ?? ""
        switch event.act {
        case .loggedOn, .joined:
            if shift == nil { shift = AgentShift(agent: agent, start: event.time, end: nil) }
            queues.insert(queue)
        case .left where event.queue != nil: queues.remove(queue)
        case .loggedOff, .left: queues = []
        case .paused: if event.queue == nil { isPausedEverywhere = true } else { pausedQueues.insert(queue) }
        case .resumed:
            if event.queue == nil { pausedQueues = [] } else { pausedQueues.remove(queue) }
            isPausedEverywhere = false
        }
        noteBreak(at: event.time)
        let isOff = queues.isEmpty && (event.act == .loggedOff || event.act == .left)
        return isOff ? end(at: event.time) : nil
    }

    private mutating func noteBreak(at time: UTCTime) {
        let named = queues.subtracting([""])
        let isPaused = isPausedEverywhere || (!named.isEmpty && named.isSubset(of: pausedQueues))
        if isPaused {
            pausedSince = pausedSince ?? time
        } else if let since = pausedSince {
            pausedSince = nil
            addBreak(since, time)
        }
    }

    private mutating func addBreak(_ since: UTCTime, _ until: UTCTime) {
        guard let start = shift.map({ max($0.start, since) }), start < until else { return }
        shift?.breaks.append(AgentShift.Break(start: start, end: until))
    }

    private mutating func end(at time: UTCTime) -> AgentShift? {
        if let since = pausedSince { addBreak(since, time) }
        (pausedSince, isPausedEverywhere, pausedQueues) = (nil, false, [])
        defer { shift = nil }
        shift?.end = time
        return shift
    }
}
