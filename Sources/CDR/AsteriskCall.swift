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
    private let sides: CallSides
    private let opening: AsteriskRow
    private let direction: Direction
    /// Stretches in which a person was joined to the customer, in order of their answers.
    private let conversations: [AsteriskConversation]

    /// `rows` are in order and not empty.
    init(_ rows: [AsteriskRow], settings: CDRSettings) {
        self.rows = rows
        self.settings = settings
        sides = CallSides(settings)
        opening = rows.first { $0.leg == $0.call } ?? rows[0]
        direction = sides.of(from: opening.from, to: opening.to, endpoint: opening.channel.endpoint)
        conversations = AsteriskConversation.all(in: rows, opening: opening, isOutbound: direction == .outbound)
    }

    var call: Call {
        let isAnswered = !conversations.isEmpty
        let isInbound = direction != .outbound
        let outcome = isAnswered ? .answered : unanswered
        let legs = AsteriskLegs(rows, conversations, isOutbound: !isInbound, sides: sides).legs
        return Call(
            id: CallID(prefix: CallID.asteriskPrefix, key: opening.call),
            start: rows[0].start,
            answered: conversations.first?.answered,
            end: rows.lazy.map(\.end).max(),
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

    private var queued: some Sequence<AsteriskRow> { rows.lazy.filter { $0.application == .queue } }

    /// Rows that asked for a person.
    private var asked: some Sequence<AsteriskRow> {
        rows.lazy.filter { $0.application == .queue || $0.application == .dial }
    }

    private var unanswered: Outcome {
        if let last = queued.map(\.end).max() {
            // Had the customer hung up, the dial plan would have stopped: a row after the queue's says the queue let go.
            let wentOn = rows.contains { $0.leg == opening.leg && $0.application != .queue && $0.start >= last }
            return wentOn ? .flowedOut : .abandoned
        }
        let results = Set(asked.map(\.result))
        if results.isEmpty {
            switch opening.result {
            case .answered: return .contained
            case .noAnswer: return .noAnswer
            case .busy: return .busy
            case .failed: return .failed
            }
        }
        // It rang somewhere unless every attempt says otherwise.
        if results == [.failed] { return .failed }
        return results.isSubset(of: [.busy, .failed]) ? .busy : .noAnswer
    }

    private func wait(_ outcome: Outcome) -> Milliseconds? {
        if outcome == .abandoned || outcome == .flowedOut {
            guard let start = queued.map(\.start).min(), let end = queued.map(\.end).max() else { return nil }
            return end - start
        }
        guard let answered = conversations.first?.answered, !wasAnsweredFirst else { return nil }
        guard let first = asked.first(where: { $0.leg == opening.leg }) ?? asked.first(where: { _ in true }) else {
            return nil
        }
        return max(.zero, answered - first.start)
    }

    /// True where the answer time of the first conversation is the switch's own: an attempt that nobody took has one, too.
    private var wasAnsweredFirst: Bool {
        guard let first = conversations.first, !first.isAnswerCertain else { return false }
        if settings.answersFirst { return direction != .outbound }
        let taken = rows[first.row]
        return rows.contains { row in
            guard row.result != .answered, row.leg == taken.leg, let answered = row.answered else { return false }
            return row.start <= taken.start && answered <= first.answered
        }
    }

    private var talk: Milliseconds {
        if conversations.count == 1 { return conversations[0].end - conversations[0].answered }
        return conversations.map { TimeSpan(start: $0.answered - opening.start, end: $0.end - opening.start) }
            .merged().totalLength
    }

    /// Conversations that follow another person's or outlast it, as when an agent brings in a second and leaves.
    private var transfers: Int {
        let second = Milliseconds(1000)
        return zip(conversations, conversations.dropFirst()).count { before, after in
            guard before.person != after.person, rows[after.row].application != .conference else { return false }
            return after.answered + second >= before.end || after.end > before.end + second
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
        let answered = conversations.reversed().lazy.compactMap { rows[$0.row].queue }.first
        return answered ?? rows.reversed().lazy.compactMap(\.queue).first
    }

    private var agent: String? {
        if let last = conversations.last { return sides.agent(last.person) }
        return direction == .outbound ? sides.agent(opening.channel.endpoint) : nil
    }
}
