import Calls

/// Makes one call of the rows that share a `linkedid`.
///
/// - **Answered** is a call in which a person was joined to the customer: a row that is ANSWERED, has a party B and whose last
///   application joins channels. A switch that answers to play an announcement has answered nothing.
/// - **Talk** is the time covered by the customer's own such rows, each second once: consultations between agents are not
///   in it, transferred parts are added, a conference's parallel rows are not counted twice. A Local channel's second half
///   tells when the person behind it really answered.
/// - **Wait** runs from the first row that asked for a person to the first person's answer or, where nobody answered a queue,
///   to that row's end. It is nil for calls that the centre made.
/// - Where the switch itself answered first, its stamps say neither; then wait and talk are nil.
/// - Hold, wrap-up and who hung up are not in this source.
struct AsteriskCall {
    private let rows: [AsteriskRow]
    private let settings: CDRSettings
    private let opening: AsteriskRow
    private let direction: Direction
    /// Rows in which a person was joined to the customer, in order of their answers.
    private let conversations: [AsteriskConversation]

    /// `rows` are in order and not empty.
    init(_ rows: [AsteriskRow], settings: CDRSettings) {
        self.rows = rows
        self.settings = settings
        opening = rows.first { $0.leg == $0.call } ?? rows[0]
        direction = AsteriskDirection(settings).of(opening)
        conversations = AsteriskConversation.all(in: rows, opening: opening, isOutbound: direction == .outbound)
    }

    var call: Call {
        let isAnswered = !conversations.isEmpty
        let isInbound = direction != .outbound
        let outcome = isAnswered ? .answered : unanswered
        return Call(
            id: CallID(prefix: CallID.asteriskPrefix, key: opening.call),
            start: rows.map(\.start).min() ?? opening.start,
            answered: conversations.first?.answered,
            end: rows.map(\.end).max(),
            direction: direction,
            outcome: outcome,
            customer: customer,
            dialled: isInbound ? dialled : nil,
            queue: queue,
            agent: agent,
            wait: isInbound ? wait(outcome) : nil,
            handle: HandleTime(talk: isAnswered && !wasAnsweredFirst ? talk : nil),
            transfers: transfers,
            recording: rows.lazy.compactMap(\.recording).first.map { RecordingReference(fileName: $0) },
            legs: legs,
            sources: rows.map(\.source).sorted()
        )
    }

    // MARK: Outcome

    private var asked: [AsteriskRow] { rows.filter { $0.application == .queue || $0.application == .dial } }

    private var unanswered: Outcome {
        let queued = rows.filter { $0.application == .queue }
        if let last = queued.map(\.end).max() {
            // Had the customer hung up, the dial plan would have stopped: a row after the queue's says the queue let go.
            let wentOn = rows.contains { $0.leg == opening.leg && $0.application != .queue && $0.start >= last }
            return wentOn ? .flowedOut : .abandoned
        }
        let dialled = asked
        guard !dialled.isEmpty else {
            switch opening.result {
            case .answered: return .contained
            case .noAnswer: return .noAnswer
            case .busy: return .busy
            case .failed: return .failed
            }
        }
        // It rang somewhere unless every attempt says otherwise.
        if dialled.allSatisfy({ $0.result == .failed }) { return .failed }
        return dialled.allSatisfy { $0.result == .busy || $0.result == .failed } ? .busy : .noAnswer
    }

    private func wait(_ outcome: Outcome) -> Milliseconds? {
        guard let first = asked.first(where: { $0.leg == opening.leg }) ?? asked.first else { return nil }
        if outcome == .abandoned || outcome == .flowedOut {
            let queued = rows.filter { $0.application == .queue }
            return (queued.map(\.end).max() ?? first.end) - (queued.first?.start ?? first.start)
        }
        guard let answered = conversations.first?.answered, !wasAnsweredFirst else { return nil }
        return max(.zero, answered - first.start)
    }

    /// True where the answer time of the first conversation is the switch's own: an attempt that nobody took has one, too.
    private var wasAnsweredFirst: Bool {
        guard let first = conversations.first, !first.isAnswerCertain else { return false }
        if settings.answersFirst { return direction != .outbound }
        return rows.contains { row in
            guard row.result != .answered, row.leg == first.row.leg, let answered = row.answered else { return false }
            return row.start <= first.row.start && answered <= first.answered
        }
    }

    private var talk: Milliseconds {
        conversations.map { conversation in
            TimeSpan(start: conversation.answered - opening.start, end: conversation.row.end - opening.start)
        }.merged().totalLength
    }

    /// Conversations that follow another person's or outlast it, as when an agent brings in a second and leaves.
    private var transfers: Int {
        let second = Milliseconds(1000)
        return zip(conversations, conversations.dropFirst()).count { before, after in
            guard before.person != after.person, after.row.application != .conference else { return false }
            return after.answered + second >= before.row.end || after.row.end > before.row.end + second
        }
    }

    // MARK: Who

    private var customer: Party? {
        switch direction {
        case .inbound: return Party(role: .customer, number: opening.from, name: opening.fromName)
        case .outbound: return Party(role: .customer, number: opening.to)
        case .internal:
            guard queue != nil else { return nil }
            return Party(role: .customer, number: opening.from, name: opening.fromName)
        }
    }

    /// The number called, where it is a number and not a step of the dial plan such as `s`.
    private var dialled: String? {
        opening.to.flatMap { $0.utf8.contains(where: \.isDigit) ? $0 : nil }
    }

    private var queue: String? {
        let answered = conversations.compactMap(\.row.queue).last
        return answered ?? rows.compactMap(\.queue).last
    }

    private var agent: String? {
        if let last = conversations.last { return agentName(last.person) }
        return direction == .outbound ? agentName(opening.channel.endpoint) : nil
    }

    /// Nil for what looks like a telephone number: an agent's id is stored in the clear.
    private func agentName(_ endpoint: String) -> String? {
        AsteriskDirection(settings).isOutside(endpoint) ? nil : endpoint
    }

    // MARK: Legs

    private var legs: [Leg] {
        var legs: [Leg] = []
        var queues: Set<String> = []
        for row in rows {
            if row.application == .queue, queues.insert(row.queue ?? "").inserted {
                let same = rows.filter { $0.application == .queue && $0.queue == row.queue }
                let answered = same.compactMap { row in conversations.first { $0.row == row }?.answered }.min()
                let end = answered ?? same.map(\.end).max()
                legs.append(Leg(kind: .queue, name: row.queue, start: row.start, answered: answered, end: end))
            }
            if let leg = leg(of: row) { legs.append(leg) }
        }
        return legs
    }

    private func leg(of row: AsteriskRow) -> Leg? {
        if let index = conversations.firstIndex(where: { $0.row == row }) {
            let conversation = conversations[index]
            let isTransfer = index > 0 && conversations[index - 1].person != conversation.person
            return Leg(
                kind: isTransfer ? .transfer : .agent,
                name: agentName(conversation.person),
                start: row.start,
                answered: conversation.answered,
                end: row.end
            )
        }
        guard let other = row.otherChannel else {
            guard row.application == .other else { return nil }
            let name = row.to.flatMap { AsteriskDirection(settings).isOutside($0) ? nil : $0 }
            return Leg(kind: .ivr, name: name, start: row.start, answered: row.answered, end: row.end)
        }
        let person = direction == .outbound ? row.channel.endpoint : other.endpoint
        let answered = row.isJoined ? row.answered : nil
        return Leg(kind: .agent, name: agentName(person), start: row.start, answered: answered, end: row.end)
    }
}
