package import Calls
package import Foundation

/// Something that a rule says must exist and that is not there: the mirror image of destruction.
package struct RetentionGap: Hashable, Sendable {
    package enum Missing: String, Sendable, CaseIterable {
        case recording, customer, dialled, agent
    }

    package var call: CallID
    package var start: UTCTime
    package var missing: Missing
    /// The rules whose floor has not passed.
    package var rules: [String]
    package var keepUntil: UTCTime

    /// What answered calls lack that a floor still protects, sorted by call.
    ///
    /// A record of a call is its recording, both numbers and its time (MIIT notice on call-centre business, 2020-06).
    /// The consent of the customer is in no switch's record and cannot be looked for here. `recorded` are the calls of
    /// which a recording is in the vault.
    package static func all(
        policy: RetentionPolicy,
        calls: [CallFacts],
        events: [ClockEvent] = [],
        recorded: Set<CallID>,
        asOf: UTCTime,
        zone: TimeZone
    ) -> [RetentionGap] {
        let clocks = ClockEvents(events)
        return calls.flatMap { call -> [RetentionGap] in
            guard call.answered != nil else { return [] }
            let floors = policy.rules.filter { $0.applies(to: call) }.compactMap { rule -> (String, UTCTime)? in
                guard let keep = rule.keep else { return nil }
                // A clock that has not started protects without an end.
                let start = clocks.start(of: rule.clock, for: call)
                return (rule.id, start.map { keep.after($0, in: zone) } ?? UTCTime(milliseconds: .max))
            }
            .filter { $0.1 > asOf }
            guard let keepUntil = floors.map(\.1).max() else { return [] }
            var missing: [Missing] = []
            if !recorded.contains(call.id) { missing.append(.recording) }
            if call.customer == nil { missing.append(.customer) }
            if call.direction == .outbound, call.dialled == nil { missing.append(.dialled) }
            if call.agent == nil { missing.append(.agent) }
            return missing.map {
                RetentionGap(
                    call: call.id,
                    start: call.start,
                    missing: $0,
                    rules: floors.map(\.0).sorted(),
                    keepUntil: keepUntil
                )
            }
        }
        .sorted { ($0.call, $0.missing.rawValue) < ($1.call, $1.missing.rawValue) }
    }
}
