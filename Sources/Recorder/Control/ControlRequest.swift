package import Calls

/// What can be asked of a running recorder, as one line of text.
package enum ControlRequest: Equatable, Sendable {
    case pause(CallID)
    case resume(CallID)
    case status

    /// The most octets of a line, its end included.
    static let limit = 128

    /// Reads `pause CALL`, `resume CALL` or `status`; nil for anything else.
    package init?(line: String) {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        switch (words.first, words.count) {
        case ("status", 1): self = .status
        case ("pause", 2):
            guard let call = CallID(words[1]) else { return nil }
            self = .pause(call)
        case ("resume", 2):
            guard let call = CallID(words[1]) else { return nil }
            self = .resume(call)
        default: return nil
        }
    }

    package var line: String {
        switch self {
        case .pause(let call): "pause \(call)"
        case .resume(let call): "resume \(call)"
        case .status: "status"
        }
    }
}

/// A recorder's answer to a `ControlRequest`: one line of JSON.
package struct ControlReply: Codable, Equatable, Sendable {
    package enum Outcome: String, Codable, Sendable {
        case done
        /// The line is none of ours, or too long.
        case badRequest
        case noSuchCall
        /// The call was paused so often that it stays paused to its end.
        case tooManyPauses
    }

    package var outcome: Outcome
    package var status: RecorderStatus?

    package init(_ outcome: Outcome, status: RecorderStatus? = nil) {
        self.outcome = outcome
        self.status = status
    }
}
