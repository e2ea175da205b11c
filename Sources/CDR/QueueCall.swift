import Calls

/// What a `queue_log` says of one call.
///
/// - The wait runs from the first entry to the first answer, or to the last exit where nobody answered.
/// - A call that leaves one queue for another counts once; what became of it last is its outcome.
/// - Talk is that of all conversations; it is nil where one of them has no end.
/// - A call whose end is not in the log is open until the switch comes up again; an answered one stays answered.
struct QueueCall {
    /// One stay in one queue.
    fileprivate struct Visit {
        var queue: String
        var entered: UTCTime
        var member: String?
        var connected: UTCTime?
        var end: QueueEvent?
        var rings: [Leg] = []
    }

    private let call: String
    private let sources: [SourceLine]
    private let caller: QueueEvent?
    private var visits: [Visit] = []
    private let work: AgentWork

    /// `events` are one call's, in order and not empty.
    init(_ events: [QueueEvent], work: AgentWork) {
        call = events[0].call
        sources = events.sources
        caller = events.first { $0.kind == .entered }
        self.work = work
        for event in events { take(event) }
    }

    private mutating func take(_ event: QueueEvent) {
        if event.kind == .entered {
            visits.append(Visit(queue: event.queue, entered: event.time))
            return
        }
        // Of two stays in one queue the earlier ends first, whichever line of a second comes first.
        let open = visits.firstIndex { $0.queue == event.queue && $0.end == nil }
        let index = open ?? visits.count
        if open == nil {
            guard event.kind == .connected || event.kind.isExit else { return }
            // The log begins in the middle of the call.
            let waited = event.kind == .connected ? event.seconds(0) : event.seconds(event.details.count - 1)
            visits.append(Visit(queue: event.queue, entered: event.time + (.zero - (waited ?? .zero))))
        }
        switch event.kind {
        case .ringNoAnswer:
            // The one length in the log that is in milliseconds.
            let rang = event.details.first.flatMap { Int($0) } ?? 0
            let start = event.time + Milliseconds(-min(max(0, rang), 86_400_000))
            visits[index].rings.append(Leg(kind: .agent, name: event.member, start: start, end: event.time))
        case .connected:
            visits[index].member = event.member
            visits[index].connected = event.time
        case let kind where kind.isExit || kind.isCompletion: visits[index].end = event
        default: break
        }
    }

    /// Nil where no line tells that the call was in a queue.
    func call(restarts: [UTCTime]) -> Call? {
        guard let first = visits.first else { return nil }
        var call = Call(
            id: CallID(prefix: CallID.asteriskPrefix, key: call),
            start: first.entered,
            direction: .inbound,
            outcome: outcome,
            sources: sources,
            switchKey: Hash64.key(call)
        )
        if let number = caller?.details.dropFirst().first, !number.isEmpty {
            let name = caller.flatMap { $0.details.count > 3 ? $0.details[3] : nil }
            call.customer = Party(role: .customer, number: number, name: name.flatMap { $0.isEmpty ? nil : $0 })
        }
        describe(&call, restarts: restarts)
        return call
    }

    /// Adds to a call of the switch's CDRs what only the queues know.
    ///
    /// A queue's log that was cut off says nothing against the CDR, and who was reached after the last queue was left is
    /// the CDR's to tell.
    func join(_ call: inout Call, restarts: [UTCTime]) {
        call.sources = (call.sources + sources).sorted()
        guard let last = visits.last, outcome != .open else { return }
        if outcome != .answered, call.outcome == .answered, let end = last.end {
            if let answered = call.answered, answered >= end.time { return }
        }
        let known = call
        call.outcome = outcome
        describe(&call, restarts: restarts)
        (call.start, call.end, call.legs) = (known.start, known.end ?? call.end, known.legs)
        // What was said after a transfer is not in the log.
        if answered.contains(where: \.isTransferred) { call.handle.talk = known.handle.talk ?? call.handle.talk }
    }

    private var answered: [Visit] { visits.filter { $0.connected != nil } }

    private var outcome: Outcome {
        if !answered.isEmpty { return .answered }
        switch visits.last?.end?.kind {
        case nil: return .open
        case .abandoned: return .abandoned
        default: return .flowedOut
        }
    }

    private func describe(_ call: inout Call, restarts: [UTCTime]) {
        guard let first = visits.first, let last = visits.last else { return }
        let answered = answered
        let told = answered.last ?? last
        call.queue = told.queue
        call.agent = answered.last?.member ?? call.agent
        call.answered = answered.first?.connected
        call.transfers = max(call.transfers, answered.count { $0.isTransferred })
        if let connected = answered.first?.connected {
            call.wait = connected - first.entered
            call.handle.talk = sum(answered.map(\.talk))
            call.handle.acw = sum(answered.map(work.acw)) ?? call.handle.acw
        } else {
            call.wait = last.end.map { $0.time - first.entered }
        }
        call.hungUpBy = last.hungUpBy ?? call.hungUpBy
        let end = last.end?.time ?? restarts.first { $0 > (last.connected ?? last.entered) }
        call.end = end
        call.legs = visits.flatMap(\.legs)
    }

    /// Nil where one of the parts is unknown.
    private func sum(_ parts: [Milliseconds?]) -> Milliseconds? {
        let known = parts.compactMap(\.self)
        return known.isEmpty || known.count < parts.count ? nil : known.reduce(.zero, +)
    }
}

extension QueueCall.Visit {
    fileprivate var isTransferred: Bool {
        switch end?.kind {
        case .transferred, .blindTransferred, .attendedTransferred: true
        default: false
        }
    }

    /// As the log says it; where it does not, from the answer to the end.
    fileprivate var talk: Milliseconds? {
        guard let end, let connected else { return nil }
        return end.seconds(end.kind == .completedByAgent || end.kind == .completedByCaller ? 1 : 3)
            ?? (end.time - connected)
    }

    fileprivate var hungUpBy: PartyRole? {
        switch end?.kind {
        case .completedByAgent: .agent
        case .completedByCaller, .abandoned: .customer
        default: nil
        }
    }

    fileprivate var legs: [Leg] {
        let left = connected ?? end?.time
        var legs = [Leg(kind: .queue, name: queue, start: entered, answered: connected, end: left)] + rings
        if let connected {
            legs.append(Leg(kind: .agent, name: member, start: connected, answered: connected, end: end?.time))
        }
        return legs
    }
}

extension AgentWork {
    fileprivate func acw(_ visit: QueueCall.Visit) -> Milliseconds? {
        guard let member = visit.member, let end = visit.end else { return nil }
        return acw(of: member, after: end.time)
    }
}

extension QueueEvent: SourcedRow {
    static func comesFirst(_ a: QueueEvent, _ b: QueueEvent) -> Bool {
        (a.time, a.kind.rank, a.queue, a.kind.rawValue) < (b.time, b.kind.rank, b.queue, b.kind.rawValue)
    }
}
