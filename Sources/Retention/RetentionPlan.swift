package import Calls
package import Foundation

/// What becomes of one call, and why.
package struct RetentionDecision: Hashable, Sendable, Codable {
    package enum Act: String, Sendable, Codable, CaseIterable {
        case keep, hold, destroy
    }

    package var call: CallID
    package var act: Act
    /// The rules that settled it: the one with the latest floor, the one with the earliest ceiling, those that wait.
    package var rules: [String]
    /// The matters of the legal holds that cover the call.
    package var holds: [String]
    /// Not before this instant; nil where no rule sets a floor.
    package var keepUntil: UTCTime?
    /// Not after this instant; nil where no rule sets a ceiling.
    package var destroyBy: UTCTime?
    /// Events that have not happened yet and from which a floor counts: until then the call is kept.
    package var waitsFor: [String]

    package init(
        call: CallID,
        act: Act,
        rules: [String],
        holds: [String] = [],
        keepUntil: UTCTime? = nil,
        destroyBy: UTCTime? = nil,
        waitsFor: [String] = []
    ) {
        self.call = call
        self.act = act
        self.rules = rules
        self.holds = holds
        self.keepUntil = keepUntil
        self.destroyBy = destroyBy
        self.waitsFor = waitsFor
    }
}

/// A reproducible answer to "what goes today": the same calls, policy, holds, events and time give the same plan in the
/// same order.
package struct RetentionPlan: Hashable, Sendable, Codable {
    package var asOf: UTCTime
    /// Sorted by call id.
    package var decisions: [RetentionDecision]

    package init(asOf: UTCTime, decisions: [RetentionDecision]) {
        self.asOf = asOf
        self.decisions = decisions
    }

    package var due: [RetentionDecision] { decisions.filter { $0.act == .destroy } }

    /// Keeps each call until its latest floor, lets it go at its earliest ceiling, and destroys nothing that is on hold.
    ///
    /// A ceiling that lies before the floor waits for the floor: what must exist outranks what must go. A call without a
    /// ceiling, without an end yet, or with a floor whose clock has not started, is kept.
    package init(
        policy: RetentionPolicy,
        calls: [CallFacts],
        holds: [LegalHold],
        events: [ClockEvent] = [],
        asOf: UTCTime,
        zone: TimeZone
    ) {
        self.asOf = asOf
        let active = holds.filter(\.isActive)
        let clocks = ClockEvents(events)
        decisions =
            calls.map { call in
                let bounds = Bounds(of: call, under: policy, clocks, zone)
                return bounds.decision(holds: active.filter { $0.scope.covers(call) }, asOf: asOf)
            }
            .sorted { $0.call < $1.call }
    }
}

/// What the rules say of one call.
private struct Bounds {
    var call: CallFacts
    var floors: [(time: UTCTime, rule: String)] = []
    var ceilings: [(time: UTCTime, rule: String)] = []
    /// Rules with a floor whose clock has not started.
    var waiting: [(event: String, rule: String)] = []

    init(of call: CallFacts, under policy: RetentionPolicy, _ clocks: ClockEvents, _ zone: TimeZone) {
        self.call = call
        for rule in policy.rules where rule.applies(to: call) {
            guard let start = clocks.start(of: rule.clock, for: call) else {
                if rule.keep != nil { waiting.append((rule.clock.description, rule.id)) }
                continue
            }
            if let keep = rule.keep { floors.append((keep.after(start, in: zone), rule.id)) }
            if let destroy = rule.destroy { ceilings.append((destroy.after(start, in: zone), rule.id)) }
        }
    }

    func decision(holds: [LegalHold], asOf: UTCTime) -> RetentionDecision {
        let floor = floors.max { ($0.time, $1.rule) < ($1.time, $0.rule) }
        let ceiling = ceilings.min { ($0.time, $0.rule) < ($1.time, $1.rule) }
        var decision = RetentionDecision(
            call: call.id,
            act: holds.isEmpty ? .keep : .hold,
            rules: Set([floor?.rule, ceiling?.rule].compactMap(\.self) + waiting.map(\.rule)).sorted(),
            holds: holds.map(\.matter).sorted(),
            keepUntil: floor?.time,
            destroyBy: ceiling.map { max($0.time, floor?.time ?? $0.time) },
            waitsFor: Set(waiting.map(\.event)).sorted()
        )
        let isOver = call.end != nil && waiting.isEmpty
        if holds.isEmpty, isOver, let destroyBy = decision.destroyBy, destroyBy <= asOf { decision.act = .destroy }
        return decision
    }
}
