package import Calls

/// What agents did besides talking, as a `queue_log` or another list of agents' states tells.
package struct AgentWork: Hashable, Sendable {
    /// Pauses for after-call work, by agent and start.
    private var wrapUps: [String: [UTCTime: UTCTime]] = [:]
    /// When agents came, went and took breaks; after-call work is none.
    package private(set) var events: Set<AgentEvent> = []

    package init() {}

    /// After-call work has to begin so soon after a call's end to be that call's.
    private static let longestGap = Milliseconds(5000)

    init(_ events: [QueueEvent]) {
        let byAgent = Dictionary(grouping: events.filter { $0.kind.isAboutAgents }) { $0.member ?? "" }
        for (agent, events) in byAgent where !agent.isEmpty {
            self.events.formUnion(events.compactMap { $0.agentEvent(agent) })
            takeWrapUps(of: agent, events.sorted { ($0.time, $0.rankOfState) < ($1.time, $1.rankOfState) })
        }
    }

    /// When each agent was logged in, in order.
    package var shifts: [AgentShift] { AgentShift.all(of: events) }

    /// The after-call work of an agent whose call ended at `end`; nil where the source tells of none.
    func acw(of agent: String, after end: UTCTime) -> Milliseconds? {
        guard let pauses = wrapUps[agent] else { return nil }
        let own = pauses.filter { $0.key >= end && $0.key - end <= Self.longestGap }.min { $0.key < $1.key }
        // An agent of whom after-call work is known and who had none after this call had none.
        return own.map { $0.value - $0.key } ?? .zero
    }

    private mutating func takeWrapUps(of agent: String, _ events: [QueueEvent]) {
        var began: UTCTime?
        for event in events {
            switch event.kind {
            case .paused, .pausedAll: began = began ?? (event.isWrapUp ? event.time : nil)
            case .unpaused, .unpausedAll:
                if let start = began { wrapUps[agent, default: [:]][start] = event.time }
                began = nil
            default: break
            }
        }
    }
}

extension QueueEvent {
    /// Nil for a pause that is after-call work, and so no break.
    fileprivate func agentEvent(_ agent: String) -> AgentEvent? {
        let act: AgentEvent.Act? =
            switch kind {
            case .loggedIn, .calledBackIn: .loggedOn
            case .loggedOff, .calledBackOff: .loggedOff
            case .added: .joined
            case .removed: .left
            case .paused, .pausedAll: isWrapUp ? nil : .paused
            case .unpaused, .unpausedAll: .resumed
            default: nil
            }
        let isOfAll = [.pausedAll, .unpausedAll].contains(kind) || ["NONE", ""].contains(queue)
        return act.map { AgentEvent(agent: agent, time: time, act: $0, queue: isOfAll ? nil : queue) }
    }

    /// A pause whose reason says that it is after-call work.
    fileprivate var isWrapUp: Bool {
        guard let reason = details.first?.lowercased() else { return false }
        return ["wrap", "acw", "after", "话后", "整理"].contains { reason.contains($0) }
    }

    fileprivate var rankOfState: Int { kind == .unpaused || kind == .unpausedAll ? 0 : 1 }
}
