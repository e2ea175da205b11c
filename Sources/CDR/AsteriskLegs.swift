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
        for (index, row) in rows.enumerated() {
            if row.application == .queue {
                let place = queues[row.queue ?? ""] ?? legs.count
                if place == legs.count { legs.append(Leg(kind: .queue, name: row.queue, start: row.start)) }
                queues[row.queue ?? ""] = place
                extend(&legs[place], by: row, answered: conversations[index]?.0.answered)
            }
            if let leg = leg(of: row, at: index) { legs.append(leg) }
        }
        return legs
    }

    /// A queue ends for the customer with the first answer, or else with its last row.
    private func extend(_ queue: inout Leg, by row: AsteriskRow, answered: UTCTime?) {
        if let answered { queue.answered = min(queue.answered ?? answered, answered) }
        queue.end = queue.answered ?? max(queue.end ?? row.end, row.end)
    }

    private func leg(of row: AsteriskRow, at index: Int) -> Leg? {
        if let (conversation, isTransfer) = conversations[index] {
            return Leg(
                kind: isTransfer ? .transfer : .agent,
                name: sides.agent(conversation.person),
                start: row.start,
                answered: conversation.answered,
                end: row.end
            )
        }
        guard let other = row.otherChannel else {
            guard row.application == .other else { return nil }
            let name = row.to.flatMap { sides.agent($0) }
            return Leg(kind: .ivr, name: name, start: row.start, answered: row.answered, end: row.end)
        }
        let person = sides.agent(isOutbound ? row.channel.endpoint : other.endpoint)
        let answered = row.isJoined ? row.answered : nil
        return Leg(kind: .agent, name: person, start: row.start, answered: answered, end: row.end)
    }
}
