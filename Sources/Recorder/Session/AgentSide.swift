/// Which of two recorded parties is taken for the agent where no `AgentRule` tells.
package enum AgentSide: String, Sendable, CaseIterable {
    /// By the order of the media lines.
    case first, second
    /// As the recording client says who placed the call; by order, the second, where it does not.
    case caller, called
}
