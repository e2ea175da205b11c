package import Calls

/// What agents did besides talking, as a `queue_log` or another list of agents' states tells.
package struct AgentWork: Hashable, Sendable {
    /// Pauses for after-call work, by agent and start.
    private var wrapUps: [String: [UTCTime: UTCTime]] = [:]
    /// When each agent was logged in, in order.
    package private(set) var shifts: [AgentShift] = []

    package init() {}

    /// After-call work has to begin so soon after a call's end to be that call's.
    private static let longestGap = Milliseconds(5000)

    init(_ events: [QueueEvent]) {
        let byAgent = Dictionary(grouping: events.filter { $0.kind.isAboutAgents }) { $0.member ?? "" }
        for (agent, events) in byAgent where !agent.isEmpty {
            let events = events.sorted { ($0.time, $0.rankOfState) < ($1.time, $1.rankOfState) }
            takeShifts(of: agent, events)
            takeWrapUps(of: agent, events)
        }
        shifts.sort { ($0.agent, $0.start) < ($1.agent, $1.start) }
    }

    /// The after-call work of an agent whose call ended at `end`; nil where the source tells of none.
    func acw(of agent: String, after end: UTCTime) -> Milliseconds? {
        guard let pauses = wrapUps[agent] else { return nil }
        let own = pauses.filter { $0.key >= end && $0.key - end <= Self.longestGap }.min { $0.key < $1.key }
        // An agent of whom after-call work is known and who had none after this call had none.
        return own.map { $0.value - $0.key } ?? .zero
    }

    private mutating func takeShifts(of agent: String, _ events: [QueueEvent]) {
        var since: UTCTime?
        var queues: Set<String> = []
        for event in events {
            switch event.kind {
            case .loggedIn, .calledBackIn, .added:
                since = since ?? event.time
                queues.insert(event.queue)
            case .loggedOff, .calledBackOff, .removed:
                if event.kind == .removed { queues.remove(event.queue) } else { queues = [] }
                guard queues.isEmpty, let start = since else { continue }
                shifts.append(AgentShift(agent: agent, start: start, end: event.time))
                since = nil
            default: break
            }
        }
        if let since { shifts.append(AgentShift(agent: agent, start: since, end: nil)) }
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
    /// A pause whose reason says that it is after-call work.
    fileprivate var isWrapUp: Bool {
        guard let reason = details.first?.lowercased() else { return false }
        return ["wrap", "acw", "after", "话后", "整理"].contains { reason.contains($0) }
    }

    fileprivate var rankOfState: Int { kind == .unpaused || kind == .unpausedAll ? 0 : 1 }
}
