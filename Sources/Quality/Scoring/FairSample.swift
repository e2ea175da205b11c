package import Calls

/// Chooses calls for people to hear so that every agent is heard about equally often, whatever the scores.
///
/// - Parameters:
///   - calls: Each with the agent who spoke, in any order.
///   - heard: How many of each agent's calls were reviewed before.
///   - count: How many to choose.
///   - seed: The same seed chooses the same calls.
/// - Returns: At most `count` calls; the agent heard least comes first, and among an agent's calls chance decides.
package func fairSample(
    of calls: [(id: CallID, agent: String)],
    heard: [String: Int],
    count: Int,
    seed: UInt64
) -> [CallID] {
    var generator = SplitMix(state: seed)
    var waiting: [String: [CallID]] = [:]
    for (agent, some) in Dictionary(grouping: calls, by: \.agent).sorted(by: { $0.key < $1.key }) {
        waiting[agent] = some.map(\.id).sorted().shuffled(using: &generator)
    }
    var heard = heard
    var chosen: [CallID] = []
    while chosen.count < count {
        let next = waiting.filter { !$0.value.isEmpty }.keys.min { (heard[$0] ?? 0, $0) < (heard[$1] ?? 0, $1) }
        guard let agent = next, let call = waiting[agent]?.popLast() else { break }
        chosen.append(call)
        heard[agent, default: 0] += 1
    }
    return chosen
}

/// Steele, Lea and Flood's generator (OOPSLA 2014): small, and the same everywhere.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
