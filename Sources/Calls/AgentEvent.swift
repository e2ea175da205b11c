/// An agent came, went, or stopped taking calls for a while, as a log of agents' states tells.
package struct AgentEvent: Hashable, Sendable {
    package enum Act: String, Sendable, Codable, CaseIterable {
        case loggedOn, loggedOff
        /// Of one queue's members.
        case joined, left
        case paused, resumed
    }

    /// Agent id or extension.
    package var agent: String
    package var time: UTCTime
    package var act: Act
    /// Nil where it is about all of the agent's queues.
    package var queue: String?

    package init(agent: String, time: UTCTime, act: Act, queue: String? = nil) {
        self.agent = agent
        self.time = time
        self.act = act
        self.queue = queue
    }
}
