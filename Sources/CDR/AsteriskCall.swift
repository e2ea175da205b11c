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
    private let sides: CallSides
    private let answersFirst: Bool
    /// The row of the channel that the call is named after.
    private let opening: Int
    private let direction: Direction
    /// Stretches in which a person was joined to the customer, in order of their answers.
    private let conversations: [AsteriskConversation]

    /// `rows` are in order and not empty.
    init(_ rows: [AsteriskRow], _ sides: CallSides, answersFirst: Bool) {
        self.rows = rows
        self.sides = sides
        self.answersFirst = answersFirst
        opening = rows.indices.first { rows[$0].leg == rows[$0].call } ?? 0
        direction = sides.of(from: rows[opening].from, to: rows[opening].to, endpoint: rows[opening].channel.endpoint)
        conversations = AsteriskConversation.all(in: rows, opening: opening, isOutbound: direction == .outbound)
    }

    var call: Call {
        let isAnswered = !conversations.isEmpty
        let isInbound = direction != .outbound
        let outcome = isAnswered ? .answered : unanswered
        let legs = AsteriskLegs(rows, conversations, isOutbound: !isInbound, sides: sides).legs
        return Call(
            id: CallID(prefix: CallID.asteriskPrefix, key: rows[opening].call),
            start: rows[0].start,
            answered: conversations.first?.answered,
            end: rows.indices.lazy.map { rows[$0].end }.max(),
            direction: direction,
            outcome: outcome,
            customer: customer,
            dialled: isInbound ? dialled : nil,
            queue: queue,
            agent: agent,
            wait: isInbound ? wait(outcome) : nil,
            handle: HandleTime(talk: isAnswered && !wasAnsweredFirst ? talk : nil),
            transfers: transfers,
            recording: recording,
            legs: legs,
            sources: rows.sources,
            switchKey: Hash64.key(rows[opening].call)
        )
    }

    // MARK: Outcome

    // By their places: a row is large, and to copy one costs more than anything that is asked of it here.

    private var queued: some Sequence<Int> { rows.indices.lazy.filter { [rows] in rows[$0].application == .queue } }

    /// True for a row that asked for a person.
    private func asks(_ index: Int) -> Bool { rows[index].application == .queue || rows[index].application == .dial }

    private var unanswered: Outcome {
        if let last = queued.map({ rows[$0].end }).max() {
            // Had the customer hung up, the dial plan would have stopped: a row after the queue's says the queue let go.
            let wentOn = rows.indices.contains { index in
                rows[index].application != .queue && rows[index].start >= last && rows[index].leg == rows[opening].leg
            }
            return wentOn ? .flowedOut : .abandoned
        }
        let results = Set(rows.indices.lazy.filter(asks).map { rows[$0].result })
        if results.isEmpty {
            switch rows[opening].result {
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
            guard let start = queued.map({ rows[$0].start }).min() else { return nil }
            return queued.map { rows[$0].end }.max().map { $0 - start }
        }
        guard let answered = conversations.first?.answered, !wasAnsweredFirst else { return nil }
        let own = rows.indices.first { asks($0) && rows[$0].leg == rows[opening].leg }
        let first = own ?? rows.indices.first { asks($0) }
        return first.map { max(.zero, answered - rows[$0].start) }
    }

    /// True where the answer time of the first conversation is the switch's own: an attempt that nobody took has one, too.
    private var wasAnsweredFirst: Bool {
        guard let first = conversations.first, !first.isAnswerCertain else { return false }
        if answersFirst { return direction != .outbound }
        return rows.indices.contains { index in
            guard rows[index].result != .answered, let answered = rows[index].answered else { return false }
            guard rows[index].leg == rows[first.row].leg else { return false }
            return rows[index].start <= rows[first.row].start && answered <= first.answered
        }
    }

    private var talk: Milliseconds {
        if conversations.count == 1 { return conversations[0].end - conversations[0].answered }
        let start = rows[opening].start
        return conversations.map { TimeSpan(start: $0.answered - start, end: $0.end - start) }.merged().totalLength
    }

    /// Conversations that follow another person's or outlast it, as when an agent brings in a second and leaves.
    private var transfers: Int {
        let second = Milliseconds(1000)
        return zip(conversations, conversations.dropFirst()).count { before, after in
            guard before.person != after.person, rows[after.row].application != .conference else { return false }
            return after.answered + second >= before.end || after.end > before.end + second
        }
    }

    private var recording: RecordingReference? {
        rows.indices.lazy.compactMap { rows[$0].recording }.first.map { RecordingReference(fileName: $0) }
    }

    // MARK: Who

    private var customer: Party? {
        switch direction {
        case .inbound: return Party(role: .customer, number: rows[opening].from, name: rows[opening].fromName)
        case .outbound: return Party(role: .customer, number: rows[opening].to)
        case .internal:
            guard queue != nil else { return nil }
            return Party(role: .customer, number: rows[opening].from, name: rows[opening].fromName)
        }
    }

    /// The number called, where it is a number and not a step of the dial plan such as `s`.
    private var dialled: String? {
        rows[opening].to.flatMap { $0.utf8.contains(where: \.isDigit) ? $0 : nil }
    }

    private var queue: String? {
        let answered = conversations.reversed().lazy.compactMap { rows[$0.row].queue }.first
        return answered ?? rows.indices.reversed().lazy.compactMap { rows[$0].queue }.first
    }

    private var agent: String? {
        if let last = conversations.last { return sides.agent(last.person) }
        return direction == .outbound ? sides.agent(rows[opening].channel.endpoint) : nil
    }
}
