/// A stretch in which an agent was logged in.
package struct AgentShift: Hashable, Sendable, Codable {
    /// Agent id or extension.
    package var agent: String
    package var start: UTCTime
    /// Nil where no end was seen.
    package var end: UTCTime?

    package init(agent: String, start: UTCTime, end: UTCTime?) {
        self.agent = agent
        self.start = start
        self.end = end
    }
}
