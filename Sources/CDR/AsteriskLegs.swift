import Calls

/// Lays out a call's rows as legs: each queue once, each attempt to reach a person, each step in the dial plan.
struct AsteriskLegs {
    private let rows: [AsteriskRow]
    private let isOutbound: Bool
    private let sides: CallSides
    private let conversations: [AsteriskConversation]
    /// Of each row the place of its conversation among them, -1 where it has none.
    private let places: [Int]

    init(_ rows: [AsteriskRow], _ conversations: [AsteriskConversation], isOutbound: Bool, sides: CallSides) {
        self.rows = rows
        self.isOutbound = isOutbound
        self.sides = sides
        self.conversations = conversations
        var places = rows.indices.map { _ in -1 }
        for index in conversations.indices { places[conversations[index].row] = index }
        self.places = places
    }

    var legs: [Leg] {
        var legs: [Leg] = []
        legs.reserveCapacity(rows.count + 1)
        // Where the legs of queues stand; nearly every call has but one.
        var first: Int?
        var others: [String?: Int] = [:]
        for index in rows.indices {
            if rows[index].application == .queue {
                let name = rows[index].queue
                let known = first.flatMap { legs[$0].name == name ? $0 : others[name] }
                let place = known ?? legs.count
                if known == nil {
                    legs.append(Leg(kind: .queue, name: name, start: rows[index].start))
                    if first == nil { first = place } else { others[name] = place }
                }
                extend(&legs[place], to: rows[index].end, answered: conversation(at: index)?.answered)
            }
            if let leg = leg(at: index) { legs.append(leg) }
        }
        return legs
    }

    /// A queue ends for the customer with the first answer, or else with its last row.
    private func extend(_ queue: inout Leg, to end: UTCTime, answered: UTCTime?) {
        if let answered { queue.answered = min(queue.answered ?? answered, answered) }
        queue.end = queue.answered ?? max(queue.end ?? end, end)
    }

    private func conversation(at index: Int) -> AsteriskConversation? {
        places[index] < 0 ? nil : conversations[places[index]]
    }

    /// True where another person's conversation came before.
    private func isTransfer(_ place: Int) -> Bool {
        guard place > 0, conversations[place - 1].person != conversations[place].person else { return false }
        return rows[conversations[place].row].application != .conference
    }

    private func leg(at index: Int) -> Leg? {
        let (start, end) = (rows[index].start, rows[index].end)
        if let conversation = conversation(at: index) {
            let name = sides.agent(conversation.person)
            let kind: Leg.Kind = isTransfer(places[index]) ? .transfer : .agent
            return Leg(kind: kind, name: name, start: start, answered: conversation.answered, end: end)
        }
        let answered = rows[index].answered
        guard let other = rows[index].otherChannel?.endpoint else {
            guard rows[index].application == .other else { return nil }
            let name = rows[index].to.flatMap { sides.agent($0) }
            return Leg(kind: .ivr, name: name, start: start, answered: answered, end: end)
        }
        let person = sides.agent(isOutbound ? rows[index].channel.endpoint : other)
        return Leg(kind: .agent, name: person, start: start, answered: rows.isJoined(index) ? answered : nil, end: end)
    }
}
