package import Calls
package import Foundation

/// What becomes of one call, and why.
package struct RetentionDecision: Hashable, Sendable, Codable {
    package enum Act: String, Sendable, Codable, CaseIterable {
        case keep, hold, destroy
    }

    package var call: CallID
    package var act: Act
    /// The rules that settled it: the one with the latest floor, the one with the earliest ceiling.
    package var rules: [String]
    /// The matters of the legal holds that cover the call.
    package var holds: [String]
    /// Not before this instant; nil where no rule sets a floor.
    package var keepUntil: UTCTime?
    /// Not after this instant; nil where no rule sets a ceiling.
    package var destroyBy: UTCTime?
}

/// A reproducible answer to "what goes today": the same calls, policy, holds and time give the same plan in the same order.
package struct RetentionPlan: Hashable, Sendable, Codable {
    package var asOf: UTCTime
    /// Sorted by call id.
    package var decisions: [RetentionDecision]

    package var due: [RetentionDecision] { decisions.filter { $0.act == .destroy } }

    /// Keeps each call until its latest floor, lets it go at its earliest ceiling, and destroys nothing that is on hold.
    ///
    /// A ceiling that lies before the floor waits for the floor: what must exist outranks what must go. A call without a
    /// ceiling, or without an end yet, is kept.
    package init(policy: RetentionPolicy, calls: [CallFacts], holds: [LegalHold], asOf: UTCTime, zone: TimeZone) {
        self.asOf = asOf
        let active = holds.filter(\.isActive)
        decisions =
            calls.map { call in
                let rules = policy.rules.filter { $0.applies(to: call) }
                return Self.decide(call, rules: rules, holds: active, asOf: asOf, zone: zone)
            }
            .sorted { $0.call < $1.call }
    }

    private static func decide(
        _ call: CallFacts,
        rules: [RetentionRule],
        holds: [LegalHold],
        asOf: UTCTime,
        zone: TimeZone
    ) -> RetentionDecision {
        let matters = holds.filter { $0.scope.covers(call) }.map(\.matter).sorted()
        var decision = RetentionDecision(call: call.id, act: matters.isEmpty ? .keep : .hold, rules: [], holds: matters)
        guard let end = call.end else { return decision }

        let floors = rules.compactMap { rule in rule.keep.map { (time: $0.after(end, in: zone), rule: rule.id) } }
        let ceilings = rules.compactMap { rule in rule.destroy.map { (time: $0.after(end, in: zone), rule: rule.id) } }
        let floor = floors.max { ($0.time, $1.rule) < ($1.time, $0.rule) }
        let ceiling = ceilings.min { ($0.time, $0.rule) < ($1.time, $1.rule) }
        decision.rules = Set([floor?.rule, ceiling?.rule].compactMap(\.self)).sorted()
        decision.keepUntil = floor?.time
        decision.destroyBy = ceiling.map { max($0.time, floor?.time ?? $0.time) }
        if matters.isEmpty, let destroyBy = decision.destroyBy, destroyBy <= asOf { decision.act = .destroy }
        return decision
    }
}
