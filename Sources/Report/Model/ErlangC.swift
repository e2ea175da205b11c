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
        let blocking = (1...agents).reduce(1) { Self.blocking(load: load, agents: $1, withOneLess: $0) }
        self.init(load: load, handle: handle, agents: agents, blocking: blocking)
    }

    private init(load: Double, handle: Double, agents: Int, blocking: Double) {
        (self.load, self.handle, self.agents) = (load, handle, agents)
        waiting = blocking / (1 - load / Double(agents) * (1 - blocking))
    }

    /// Erlang B by its recursion, which neither overflows nor cancels.
    private static func blocking(load: Double, agents: Int, withOneLess less: Double) -> Double {
        load * less / (Double(agents) + load * less)
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
        let load = calls / seconds * handle
        guard calls > 0, handle > 0, level < 1, load < Double(mostAgents) else { return nil }
        let least = Int(load) + 1
        var blocking = 1.0
        for agents in 1...min(least + 999, mostAgents) {
            blocking = Self.blocking(load: load, agents: agents, withOneLess: blocking)
            guard agents >= least else { continue }
            let model = ErlangC(load: load, handle: handle, agents: agents, blocking: blocking)
            if model.serviceLevel(within: limit) >= level { return model }
        }
        return nil
    }
}
