import Calls

/// What the Channel Event Log says of one call.
///
/// A conversation is the time in which the caller's channel and a person's stand in one bridge, or in two that a Local channel
/// joins. It is known to the millisecond, and so are the wait and who hung up.
struct CELCall {
    private struct Conversation {
        var person: String
        var start: UTCTime
        var end: UTCTime?
    }

    private let events: [ChannelEvent]
    private let sides: CallSides
    private let caller: ChannelEvent
    private let direction: Direction
    private let conversations: [Conversation]

    /// `events` are one call's, in order and not empty.
    init(_ events: [ChannelEvent], settings: CDRSettings) {
        self.events = events
        sides = CallSides(settings)
        let first = events.first { $0.leg == $0.call } ?? events[0]
        caller = first
        let to = events.lazy.filter { $0.leg == first.leg }.compactMap(\.to).first { $0 != "s" }
        direction = sides.of(from: first.from, to: to, endpoint: first.channel.endpoint)
        conversations = Self.conversations(events, caller: first)
    }

    var call: Call {
        let isOutbound = direction == .outbound
        let to = own.lazy.compactMap(\.to).first { $0.utf8.contains(where: \.isDigit) }
        let outcome: Outcome = conversations.isEmpty ? unanswered : .answered
        return Call(
            id: CallID(prefix: CallID.asteriskPrefix, key: caller.call),
            start: events[0].time,
            answered: conversations.first?.start,
            end: end,
            direction: direction,
            outcome: outcome,
            customer: isOutbound
                ? Party(role: .customer, number: to)
                : Party(role: .customer, number: caller.from, name: caller.fromName),
            dialled: isOutbound ? nil : to,
            queue: queue,
            agent: (isOutbound ? caller.channel.endpoint : conversations.last?.person).flatMap(sides.agent),
            wait: isOutbound ? nil : wait,
            handle: HandleTime(talk: talk),
            hungUpBy: hungUpBy,
            transfers: events.count { $0.kind == .transferredBlindly || $0.kind == .transferredAttended },
            legs: legs,
            sources: events.sources,
            switchKey: Hash64.key(caller.call)
        )
    }

    /// Who let go first, as the switch says.
    var hungUpBy: PartyRole? {
        guard let by = events.lazy.filter({ $0.kind == .hungUp }).compactMap(\.hungUpBy).first else { return nil }
        return (by.name.identity == caller.channel.name.identity) == (direction == .outbound) ? .agent : .customer
    }

    private var own: some Sequence<ChannelEvent> { events.lazy.filter { $0.leg == caller.leg } }

    /// Nil where the log breaks off.
    private var end: UTCTime? {
        events.last { $0.kind == .callEnded }?.time ?? events.last { $0.kind == .hungUp && $0.leg == caller.leg }?.time
    }

    private var queue: String? {
        let data = events.last { $0.kind == .applicationBegan && $0.application == "Queue" }?.applicationData
        return data.map { String($0.prefix { $0 != "," && $0 != "|" }) }?.nonEmpty
    }

    private var asked: ChannelEvent? {
        events.first { $0.kind == .applicationBegan && ["Queue", "Dial"].contains($0.application) }
    }

    private var unanswered: Outcome {
        guard let end else { return .open }
        if let left = events.last(where: { $0.kind == .applicationEnded && $0.application == "Queue" }) {
            let later = own.filter { $0.kind == .applicationBegan && $0.time >= left.time }
            let wentOn = later.contains { $0.application != "Queue" }
            return wentOn ? .flowedOut : .abandoned
        }
        if queue != nil { return end >= caller.time ? .abandoned : .open }
        guard asked != nil else { return own.contains { $0.kind == .answered } ? .contained : .noAnswer }
        switch events.lazy.compactMap(\.dialStatus).first {
        case "BUSY": return .busy
        case "CONGESTION", "CHANUNAVAIL", "INVALIDARGS": return .failed
        default: return .noAnswer
        }
    }

    private var wait: Milliseconds? {
        guard let asked else { return nil }
        if let first = conversations.first { return max(.zero, first.start - asked.time) }
        return queue == nil ? nil : end.map { $0 - asked.time }
    }

    private var talk: Milliseconds? {
        guard !conversations.isEmpty, conversations.allSatisfy({ $0.end != nil }) else { return nil }
        let start = events[0].time
        return conversations.map { TimeSpan(start: $0.start - start, end: ($0.end ?? $0.start) - start) }
            .merged().totalLength
    }

    private var legs: [Leg] {
        var legs: [Leg] = []
        if let asked, let queue {
            let answered = conversations.first?.start
            legs.append(Leg(kind: .queue, name: queue, start: asked.time, answered: answered, end: answered ?? end))
        }
        for (index, conversation) in conversations.enumerated() {
            let isTransfer = index > 0 && conversations[index - 1].person != conversation.person
            legs.append(
                Leg(
                    kind: isTransfer ? .transfer : .agent,
                    name: sides.agent(conversation.person),
                    start: conversation.start,
                    answered: conversation.start,
                    end: conversation.end
                )
            )
        }
        return legs
    }

    // MARK: Bridges

    private static func conversations(_ events: [ChannelEvent], caller: ChannelEvent) -> [Conversation] {
        var room = Room(caller: caller.leg)
        var found: [Conversation] = []
        var open: [String: Int] = [:]
        for (index, event) in events.enumerated() {
            room.take(event)
            // What happens in one millisecond happens at once.
            if index + 1 < events.count, events[index + 1].time == event.time { continue }
            let present = room.people
            for (leg, place) in open where present[leg] == nil {
                found[place].end = event.time
                open[leg] = nil
            }
            for (leg, person) in present.sorted(by: { $0.key < $1.key }) where open[leg] == nil {
                open[leg] = found.count
                found.append(Conversation(person: person, start: event.time))
            }
        }
        return found
    }
}

/// Who stands in one bridge with the caller at a moment.
private struct Room {
    private let caller: String
    private var bridges: [String: String] = [:]
    private var channels: [String: AsteriskChannel] = [:]

    init(caller: String) { self.caller = caller }

    mutating func take(_ event: ChannelEvent) {
        channels[event.leg] = event.channel
        switch event.kind {
        case .bridgeEntered: bridges[event.leg] = event.bridge ?? "?"
        case .bridgeLeft where bridges[event.leg] == event.bridge ?? "?", .hungUp, .gone: bridges[event.leg] = nil
        default: break
        }
    }

    /// Their devices, by channel.
    var people: [String: String] {
        guard let first = bridges[caller] else { return [:] }
        var reached: Set<String> = [first]
        var hasGrown = true
        while hasGrown {
            hasGrown = false
            for (leg, bridge) in bridges where reached.contains(bridge) {
                guard let channel = channels[leg], channel.name.half != 0 else { continue }
                for (other, theirs) in bridges where other != leg {
                    guard channels[other]?.name.identity == channel.name.identity else { continue }
                    hasGrown = reached.insert(theirs).inserted || hasGrown
                }
            }
        }
        var people: [String: String] = [:]
        for (leg, bridge) in bridges where leg != caller && reached.contains(bridge) {
            if let channel = channels[leg], channel.name.half == 0 { people[leg] = channel.endpoint }
        }
        return people
    }
}
