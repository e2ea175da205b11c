import Foundation

/// The Erlang C model: calls come at random, wait in one queue for any of so many agents, and nobody hangs up.
///
/// It overstates waits where callers give up, and knows nothing of skills: a check of staffing, no forecast.
package struct ErlangC: Hashable, Sendable {
    /// Traffic in erlangs: calls a second times seconds a call.
    package var load: Double
    /// Mean handle time in seconds.
    package var handle: Double
    package var agents: Int
    /// The share of callers who have to wait, 0 to 1.
    package var waiting: Double

    /// Nil where the queue would grow for ever: as many erlangs as agents, or more.
    package init?(calls: Double, seconds: Double, handle: Double, agents: Int) {
        let load = calls / seconds * handle
        guard load >= 0, load < Double(agents), agents <= Self.mostAgents else { return nil }
        (self.load, self.handle, self.agents) = (load, handle, agents)
        // Erlang B by its recursion, which neither overflows nor cancels.
        let blocking = (1...agents).reduce(1) { blocking, n in load * blocking / (Double(n) + load * blocking) }
        waiting = blocking / (1 - load / Double(agents) * (1 - blocking))
    }

    /// The share of callers who are answered within so many seconds.
    package func serviceLevel(within seconds: Double) -> Double {
        1 - waiting * exp(-(Double(agents) - load) * seconds / handle)
    }

    /// Mean wait of all callers in seconds.
    package var asa: Double { waiting * handle / (Double(agents) - load) }

    /// The share of their time that agents spend on calls.
    package var occupancy: Double { load / Double(agents) }

    static let mostAgents = 100_000

    /// The fewest agents with whom a share of `level` is answered within `limit` seconds.
    package static func staffing(
        calls: Double,
        seconds: Double,
        handle: Double,
        level: Double,
        within limit: Double
    ) -> ErlangC? {
        guard calls > 0, handle > 0, level < 1 else { return nil }
        let least = Int(calls / seconds * handle) + 1
        return (least..<least + 1000).lazy
            .compactMap { ErlangC(calls: calls, seconds: seconds, handle: handle, agents: $0) }
            .first { $0.serviceLevel(within: limit) >= level }
    }
}
