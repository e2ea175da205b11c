import Calls

/// A row in which the customer was joined to a person.
struct AsteriskConversation: Hashable {
    var row: AsteriskRow
    /// When the person answered.
    var answered: UTCTime
    /// The endpoint of the person's device.
    var person: String
    /// True where the person's own row tells the answer time, not the customer's.
    var isAnswerCertain: Bool

    /// The customer's conversations by answer time; where the customer's channel has none, all that the call has.
    static func all(in rows: [AsteriskRow], opening: AsteriskRow, isOutbound: Bool) -> [AsteriskConversation] {
        let joined = rows.filter(\.isJoined)
        guard !joined.isEmpty else { return [] }
        let customer = isOutbound ? joined[0].otherChannel : opening.channel
        let all = joined.compactMap { Self($0, customer: customer, among: rows) }
        let own = all.filter { $0.row.channel == customer || $0.row.otherChannel == customer }
        return (own.isEmpty ? all : own).sorted { ($0.answered, $0.row.sequence) < ($1.answered, $1.row.sequence) }
    }

    /// Nil where the other end is a Local channel with nobody behind it.
    private init?(_ row: AsteriskRow, customer: AsteriskChannel?, among rows: [AsteriskRow]) {
        guard let other = row.otherChannel, let answered = row.answered else { return nil }
        self.row = row
        self.answered = answered
        person = other == customer ? row.channel.endpoint : other.endpoint
        isAnswerCertain = false
        guard other.half == 1 else { return }
        switch Self.behind(other, among: rows, depth: 0) {
        case .unknown: break
        case .nobody: return nil
        case .person(let endpoint, let theirs):
            person = endpoint
            self.answered = min(max(answered, theirs), row.end)
            isAnswerCertain = true
        }
    }

    private enum Behind {
        /// No row speaks of the other half.
        case unknown
        case nobody
        case person(String, answered: UTCTime)
    }

    /// Who was joined to the second half of a Local channel, through further Local channels where there are any.
    private static func behind(_ channel: AsteriskChannel, among rows: [AsteriskRow], depth: Int) -> Behind {
        let halves = rows.filter { $0.channel.identity == channel.identity && $0.channel.half == 2 }
        guard !halves.isEmpty else { return .unknown }
        for half in halves where half.isJoined {
            guard let other = half.otherChannel, let answered = half.answered else { continue }
            guard other.half == 1, depth < 4 else { return .person(other.endpoint, answered: answered) }
            switch behind(other, among: rows, depth: depth + 1) {
            case .unknown: return .person(other.endpoint, answered: answered)
            case .nobody: continue
            case .person(let endpoint, let theirs): return .person(endpoint, answered: max(answered, theirs))
            }
        }
        return .nobody
    }
}
