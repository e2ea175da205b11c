package import Calls

/// One rule of how long calls are kept, with the law or policy behind it.
///
/// Periods count from the end of the call.
package struct RetentionRule: Hashable, Sendable {
    package var id: String
    /// Only calls of this direction, queue or outcome; nil means any.
    package var direction: Direction?
    package var queue: String?
    package var outcome: Outcome?
    /// Must be kept at least this long.
    package var keep: Period?
    /// Must be gone after this long.
    package var destroy: Period?
    /// The law, contract or policy it follows, and when somebody last checked that.
    package var basis: String

    package init(
        id: String,
        direction: Direction? = nil,
        queue: String? = nil,
        outcome: Outcome? = nil,
        keep: Period? = nil,
        destroy: Period? = nil,
        basis: String
    ) {
        self.id = id
        self.direction = direction
        self.queue = queue
        self.outcome = outcome
        self.keep = keep
        self.destroy = destroy
        self.basis = basis
    }

    package func applies(to call: CallFacts) -> Bool {
        (direction == nil || direction == call.direction)
            && (queue == nil || queue == call.queue)
            && (outcome == nil || outcome == call.outcome)
    }
}

/// All rules in force; every rule that applies to a call counts.
package struct RetentionPolicy: Hashable, Sendable {
    package var rules: [RetentionRule]

    package init(rules: [RetentionRule]) { self.rules = rules }
}
