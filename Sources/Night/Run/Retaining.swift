import Archive
package import Calls
import Foundation
package import Retention
import Vault

extension Site {
    /// What the retention policy says of every call today.
    package func retentionPlan(asOf: UTCTime = Clock.now) throws -> RetentionPlan {
        RetentionPlan(
            policy: try retentionPolicy(),
            calls: try archive.facts(),
            holds: try archive.holds(),
            events: try clockEvents(),
            asOf: asOf,
            zone: settings.site.timeZone
        )
    }

    /// Of the plan only what is to be destroyed, read a day at a time: the memory it takes does not grow with the archive.
    package func duePlan(asOf: UTCTime) throws -> RetentionPlan {
        let policy = try retentionPolicy()
        let (holds, events) = (try archive.holds(), try clockEvents())
        var plan = RetentionPlan(asOf: asOf, decisions: [])
        guard let limit = policy.dueBefore(asOf), var start = try archive.firstStart(),
            let last = try archive.lastStart()
        else { return plan }
        let end = min(limit, last + Milliseconds(1))
        while start < end {
            let until = min(end, start + Milliseconds(86_400_000))
            let calls = try archive.facts(CallQuery(since: start, until: until))
            plan.decisions +=
                RetentionPlan(
                    policy: policy,
                    calls: calls,
                    holds: holds,
                    events: events,
                    asOf: asOf,
                    zone: settings.site.timeZone
                ).due
            start = until
        }
        plan.decisions.sort { $0.call < $1.call }
        return plan
    }

    /// What the policy says must exist and does not.
    package func retentionGaps(asOf: UTCTime = Clock.now) throws -> [RetentionGap] {
        let calls = try archive.facts()
        let recorded = try calls.map(\.id).filter { id in
            try archive.files(of: id).contains { try $0.kind == .original && vault.contains($0.path) }
        }
        return RetentionGap.all(
            policy: try retentionPolicy(),
            calls: calls,
            events: try clockEvents(),
            recorded: Set(recorded),
            asOf: asOf,
            zone: settings.site.timeZone
        )
    }

    private func clockEvents() throws -> [ClockEvent] {
        try archive.clockEvents().compactMap { event in
            switch event.kind {
            case .call:
                CallID(event.subject).map { ClockEvent(subject: .call($0), name: event.name, at: event.at) }
            case .customer: ClockEvent(subject: .customer(event.subject), name: event.name, at: event.at)
            }
        }
    }

    /// What an approval is given for: the calls that go, and by which rules; the hour of the day does not matter.
    package static func hash(of plan: RetentionPlan) throws -> String {
        let lines = plan.due.map { "\($0.call) \($0.rules.joined(separator: ","))\n" }
        return try SHA256.hash(Array(lines.joined().utf8).span).hex
    }

    /// Enters that the user approves today's plan.
    ///
    /// - Returns: the plan's hash and everybody who approved it.
    /// - Throws: `NightError.planChanged` where `hash` is not the hash of today's plan, or less than 12 digits of it.
    package func approve(_ hash: String) throws -> (hash: String, approvers: [String]) {
        let (whole, _) = try plan(approvedAs: hash)
        let now = Clock.now
        let event = PendingEvent(time: now.milliseconds, act: AuditAct.approved.rawValue, object: "plan \(whole)")
        try archive.approve(whole, by: Self.actor, at: now, events: [event])
        try flushAudit()
        return (whole, try archive.approvers(of: whole))
    }

    /// Destroys the calls that are due: sealed files first, then the rows, and leaves a certificate for each.
    ///
    /// Who applies a plan approves it; the settings may ask for a second person. A hold set since the plan was made still
    /// protects its calls. Cut off half way, it is finished by the next call.
    ///
    /// - Returns: the calls that are gone.
    /// - Throws: `NightError.planChanged`, or `approvalMissing` where too few have approved.
    package func apply(_ hash: String) throws -> [CallID] {
        let lock = try WorkspaceLock(workspace)
        return try lock.held {
            try recover()
            try finishDisposals()
            let (whole, plan) = try plan(approvedAs: hash)
            let approvers = Set(try archive.approvers(of: whole) + [Self.actor]).sorted()
            guard approvers.count >= settings.approvals else {
                throw NightError.approvalMissing(have: approvers, need: settings.approvals)
            }
            return try destroy(plan, by: approvers.joined(separator: ", "))
        }
    }

    /// Destroys calls for another reason than the policy's, such as a person's request; what is on hold stays.
    ///
    /// - Returns: the calls that are gone.
    package func destroy(_ calls: [CallID], because reason: String) throws -> [CallID] {
        let lock = try WorkspaceLock(workspace)
        return try lock.held {
            try recover()
            try finishDisposals()
            let decisions = calls.sorted().map {
                RetentionDecision(call: $0, act: .destroy, rules: [reason])
            }
            return try destroy(RetentionPlan(asOf: Clock.now, decisions: decisions), by: Self.actor)
        }
    }

    /// The step of the night: applies the plan where the site wants that, and else says how many calls are due.
    func retain(_ summary: RunSummary) throws -> RunSummary {
        var summary = summary
        try finishDisposals()
        let plan = try duePlan(asOf: Clock.now)
        if settings.disposal == .nightly {
            summary.destroyed = try destroy(plan, by: "policy").count
        } else {
            summary.due = plan.due.count
        }
        // Shifts are kept as long as calls that they are held against.
        if let first = try archive.firstStart() {
            try archive.forgetShifts(before: first + (.zero - StaffedTime.longest))
        }
        return summary
    }

    private func plan(approvedAs hash: String) throws -> (hash: String, plan: RetentionPlan) {
        let plan = try retentionPlan()
        let whole = try Self.hash(of: plan)
        guard hash.count >= 12, whole.hasPrefix(hash.lowercased()) else {
            throw NightError.planChanged(approved: hash, now: whole)
        }
        return (whole, plan)
    }
}
