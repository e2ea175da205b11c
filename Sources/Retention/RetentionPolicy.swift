package import Calls

/// From when a period counts.
package enum RetentionClock: Hashable, Sendable {
    case callEnd
    /// Something that happens to the call or its customer: `contract-end`, `product-end` or any other name.
    case event(String)

    /// Reads `call-end` or an event's name: 1 to 64 of `a-z 0-9 -`.
    package init?(_ text: String) {
        let isName =
            (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d }
        guard isName else { return nil }
        self = text == "call-end" ? .callEnd : .event(text)
    }
}

extension RetentionClock: CustomStringConvertible {
    package var description: String {
        switch self {
        case .callEnd: "call-end"
        case .event(let name): name
        }
    }
}

/// The law, contract or policy behind a rule, and who looked at it when.
package struct RetentionBasis: Hashable, Sendable {
    package var text: String
    /// Where it can be read.
    package var source: String?
    /// The day on which somebody compared the rule with the source, as `2026-11-22`; nil: unverified.
    package var checked: String?

    package init(_ text: String, source: String? = nil, checked: String? = nil) {
        self.text = text
        self.source = source
        self.checked = checked
    }

    package var state: String {
        checked.map { "checked on \($0)" + (source.map { " against \($0)" } ?? "") } ?? "unverified"
    }
}

/// One rule of how long calls are kept, with the law or policy behind it.
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
    /// From when both count.
    package var clock: RetentionClock
    /// What the law calls such records, for people: `recording`, `sales-recording`.
    package var recordClass: String?
    /// Where it is law: `CN`, `EU`, `US`, `UK`.
    package var jurisdiction: String?
    package var basis: RetentionBasis

    package init(
        id: String,
        direction: Direction? = nil,
        queue: String? = nil,
        outcome: Outcome? = nil,
        keep: Period? = nil,
        destroy: Period? = nil,
        clock: RetentionClock = .callEnd,
        recordClass: String? = nil,
        jurisdiction: String? = nil,
        basis: RetentionBasis
    ) {
        self.id = id
        self.direction = direction
        self.queue = queue
        self.outcome = outcome
        self.keep = keep
        self.destroy = destroy
        self.clock = clock
        self.recordClass = recordClass
        self.jurisdiction = jurisdiction
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
