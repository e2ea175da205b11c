import Calls

/// Lays out a call's rows as legs: each queue once, each attempt to reach a person, each step in the dial plan.
struct AsteriskLegs {
    private let rows: [AsteriskRow]
    private let isOutbound: Bool
    private let sides: CallSides
    /// Conversations and whether another person's came before, by their rows.
    private let conversations: [Int: (AsteriskConversation, isTransfer: Bool)]

    init(_ rows: [AsteriskRow], _ conversations: [AsteriskConversation], isOutbound: Bool, sides: CallSides) {
        self.rows = rows
        self.isOutbound = isOutbound
        self.sides = sides
        var byRow: [Int: (AsteriskConversation, isTransfer: Bool)] = [:]
        for (index, conversation) in conversations.enumerated() {
            let isOther = index > 0 && conversations[index - 1].person != conversation.person
            let isTransfer = isOther && rows[conversation.row].application != .conference
            byRow[conversation.row] = (conversation, isTransfer)
        }
        self.conversations = byRow
    }

    var legs: [Leg] {
        var legs: [Leg] = []
        legs.reserveCapacity(rows.count + 1)
        var queues: [String: Int] = [:]
        for index in rows.indices {
            if rows[index].application == .queue {
                let name = rows[index].queue
                let place = queues[name ?? ""] ?? legs.count
                if place == legs.count { legs.append(Leg(kind: .queue, name: name, start: rows[index].start)) }
                queues[name ?? ""] = place
                extend(&legs[place], to: rows[index].end, answered: conversations[index]?.0.answered)
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

    private func leg(at index: Int) -> Leg? {
        let (start, end) = (rows[index].start, rows[index].end)
        if let (conversation, isTransfer) = conversations[index] {
            let name = sides.agent(conversation.person)
            let kind: Leg.Kind = isTransfer ? .transfer : .agent
            return Leg(kind: kind, name: name, start: start, answered: conversation.answered, end: end)
        }
        let answered = rows[index].answered
        guard let other = rows[index].otherChannel?.endpoint else {
            guard rows[index].application == .other else { return nil }
            let name = rows[index].to.flatMap { sides.agent($0) }
            return Leg(kind: .ivr, name: name, start: start, answered: answered, end: end)
        }
        let person = sides.agent(isOutbound ? rows[index].channel.endpoint : other)
        return Leg(kind: .agent, name: person, start: start, answered: rows[index].isJoined ? answered : nil, end: end)
    }
}
