import Calls

/// Which call is meant by a name that a recording, a survey or a queue's log gives.
///
/// Names are kept as hashes, and only those that something asks for: a million calls have few of them.
struct CallNames {
    /// How a call came by a name; its own counts for more than that of one of its channels.
    enum Rank: Int { case call, channel, queue }

    struct Claim: Hashable {
        var rank: Rank
        var id: CallID
        /// Of the call's rows.
        var group: UInt64
    }

    private var wanted: Set<UInt64> = []
    private var claims: [UInt64: Claim] = [:]

    mutating func want(_ name: UInt64) { wanted.insert(name) }

    /// A name, and what is left of it without the prefix that its call's id may have.
    mutating func want(_ name: String) {
        want(Hash64.of(name))
        for key in Self.unprefixed(name) { want(Hash64.of(key)) }
    }

    /// Takes note of a record of a call; `id` is asked for only where one of its names is wanted.
    mutating func note(_ key: RowKey, isQueue: Bool, id: () -> CallID?) {
        if wanted.contains(key.call) { claim(key.call, isQueue ? .queue : .call, key.group, id()) }
        if key.leg != key.call, wanted.contains(key.leg) { claim(key.leg, .channel, key.group, id()) }
    }

    /// Of two calls with equal claims to a name, the first by id has it.
    mutating func claim(_ name: UInt64, _ rank: Rank, _ group: UInt64, _ id: CallID?) {
        guard let id, wanted.contains(name) else { return }
        if let known = claims[name], (known.rank.rawValue, known.id) <= (rank.rawValue, id) { return }
        claims[name] = Claim(rank: rank, id: id, group: group)
    }

    subscript(name: UInt64) -> Claim? { claims[name] }

    /// By the switch's name of a call or channel, or by the call's id.
    subscript(name: String) -> CallID? {
        if let claim = claims[Hash64.of(name)] { return claim.id }
        return Self.unprefixed(name).lazy.compactMap { claims[Hash64.of($0)]?.id }.first { $0.description == name }
    }

    /// What may be the switch's own name in a call's id: whatever stands behind one of its hyphens.
    private static func unprefixed(_ name: String) -> [String] {
        name.indices.lazy.filter { name[$0] == "-" }.prefix(4).map { String(name[name.index(after: $0)...]) }
    }
}
