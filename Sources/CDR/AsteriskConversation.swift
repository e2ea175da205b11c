import Calls

/// A stretch in which the customer was joined to a person.
struct AsteriskConversation: Hashable {
    /// The row that tells it, by its place in the call.
    var row: Int
    /// When the person answered.
    var answered: UTCTime
    var end: UTCTime
    /// The endpoint of the person's device.
    var person: String
    /// True where the person's own row tells the answer time, not the customer's.
    var isAnswerCertain: Bool

    /// The customer's conversations by answer time; where the customer's channel has none, all that the call has.
    static func all(in rows: [AsteriskRow], opening: Int, isOutbound: Bool) -> [AsteriskConversation] {
        guard let first = rows.indices.first(where: { rows.isJoined($0) }) else { return [] }
        let customer = isOutbound ? rows[first].otherChannel?.name : rows[opening].channel.name
        var locals = LocalChannels(rows)
        var own: [AsteriskConversation] = []
        var others: [AsteriskConversation] = []
        for index in first..<rows.count where rows.isJoined(index) {
            guard let conversation = Self(rows, index, customer: customer, locals: &locals) else { continue }
            if rows[index].channel.name == customer || rows[index].otherChannel?.name == customer {
                own.append(conversation)
            } else {
                others.append(conversation)
            }
        }
        if own.isEmpty { swap(&own, &others) }
        own.sort { ($0.answered, $0.row) < ($1.answered, $1.row) }
        return own
    }

    /// Nil where the other end is a Local channel with nobody behind it.
    private init?(_ rows: [AsteriskRow], _ index: Int, customer: AsteriskChannel.Name?, locals: inout LocalChannels) {
        guard let other = rows[index].otherChannel, let answered = rows[index].answered else { return nil }
        row = index
        end = rows[index].end
        self.answered = answered
        person = other.name == customer ? rows[index].channel.endpoint : other.endpoint
        isAnswerCertain = false
        guard other.name.half == 1 else { return }
        switch locals.behind(other.name.identity) {
        case .unknown: break
        case .nobody: return nil
        case .person(let endpoint, let theirs):
            person = endpoint
            self.answered = min(max(answered, theirs), end)
            isAnswerCertain = true
        }
    }
}

/// Who stood behind the Local channels of a call.
struct LocalChannels {
    enum Behind {
        /// No row speaks of the other half.
        case unknown
        case nobody
        case person(String, answered: UTCTime)
    }

    private let rows: [AsteriskRow]
    /// Rows of second halves, by the channel's identity.
    private var halves: [UInt64: [Int]] = [:]
    private var known: [UInt64: Behind] = [:]

    init(_ rows: [AsteriskRow]) {
        self.rows = rows
        for index in rows.indices where rows[index].channel.name.half == 2 {
            halves[rows[index].channel.name.identity, default: []].append(index)
        }
    }

    /// Who was joined to the second half, through further Local channels where there are any.
    mutating func behind(_ identity: UInt64, depth: Int = 0) -> Behind {
        if let known = known[identity] { return known }
        // Two channels that lead to each other must not lead round and round.
        known[identity] = .unknown
        let found = find(halves[identity] ?? [], depth: depth)
        known[identity] = found
        return found
    }

    private mutating func find(_ halves: [Int], depth: Int) -> Behind {
        guard !halves.isEmpty else { return .unknown }
        for index in halves where rows.isJoined(index) {
            guard let other = rows[index].otherChannel, let answered = rows[index].answered else { continue }
            guard other.name.half == 1, depth < 8 else { return .person(other.endpoint, answered: answered) }
            switch behind(other.name.identity, depth: depth + 1) {
            case .unknown: return .person(other.endpoint, answered: answered)
            case .nobody: continue
            case .person(let endpoint, let theirs): return .person(endpoint, answered: max(answered, theirs))
            }
        }
        return .nobody
    }
}
