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
            asOf: asOf,
            zone: settings.site.timeZone
        )
    }

    /// What an approval is given for: the calls that go, and by which rules; the hour of the day does not matter.
    package static func hash(of plan: RetentionPlan) throws -> String {
        let lines = plan.due.map { "\($0.call) \($0.rules.joined(separator: ","))\n" }
        return try SHA256.hash(Array(lines.joined().utf8).span).hex
    }

    /// Destroys the calls that are due: sealed files first, then the rows, and leaves a certificate for each.
    ///
    /// A hold set since the plan was made still protects its calls. Cut off half way, it is finished by the next call.
    ///
    /// - Returns: the calls that are gone.
    package func apply(_ plan: RetentionPlan, by actor: String) throws -> [CallID] {
        let lock = try WorkspaceLock(workspace)
        return try lock.held { try destroy(plan, by: actor) }
    }

    /// The step of the night: applies the plan where the site wants that, and else says how many calls are due.
    func retain(_ summary: RunSummary) throws -> RunSummary {
        var summary = summary
        let plan = try retentionPlan()
        if settings.disposal == .nightly {
            summary.destroyed = try destroy(plan, by: "policy").count
        } else {
            summary.due = plan.due.count
        }
        return summary
    }

    private func destroy(_ plan: RetentionPlan, by actor: String) throws -> [CallID] {
        let hash = try Self.hash(of: plan)
        var gone: [CallID] = []
        for decision in plan.due {
            do {
                try destroy(decision, planHash: hash, by: actor)
                gone.append(decision.call)
            } catch ArchiveError.onHold {
                continue
            }
        }
        if !gone.isEmpty {
            try flushAudit()
            try sealAudit()
            try refreshFigures()
            try archive.checkpoint()
        }
        return gone
    }

    private func destroy(_ decision: RetentionDecision, planHash: String, by actor: String) throws {
        try archive.refuseIfHeld(decision.call)
        let files = try archive.files(of: decision.call)
        for file in files where try vault.contains(file.path) { try vault.destroy(file.path) }
        let now = Clock.now
        let disposal = Disposal(
            call: decision.call,
            at: now,
            actor: actor,
            rules: decision.rules,
            planSHA256: planHash,
            objects: files
        )
        let event = PendingEvent(
            time: now.milliseconds,
            act: AuditAct.destroyed.rawValue,
            object: decision.call.description,
            details: [
                "plan": planHash, "rules": decision.rules.joined(separator: " "),
                "method": "header overwritten, unlinked",
            ]
        )
        let start = try archive.outcome(of: decision.call)?.facts.start
        for source in try archive.destroy(disposal, events: [event]) { try destroy(source) }
        if let start { try forgetReport(ofDay: day(of: start)) }
    }

    /// Destroys the sealed copy of a file that no call needs any more, and the reason why it lay in quarantine.
    private func destroy(_ source: SourceRecord) throws {
        let isQuarantined = source.state == .quarantined
        let store = isQuarantined ? Vault(root: workspace.quarantine) : vault
        let path = String(source.path.trimmingPrefix(isQuarantined ? "quarantine/" : "vault/"))
        if try store.contains(path) { try store.destroy(path) }
        if isQuarantined {
            let note = workspace.quarantine.appending(path: path).deletingPathExtension().appendingPathExtension("txt")
            try? FileManager.default.removeItem(at: note)
        }
        try archive.remove(source: source.sha256)
    }

    /// A day's report quotes its calls: it is written anew without the one that is gone.
    private func forgetReport(ofDay day: String) throws {
        let folder = workspace.reports.appending(path: day)
        guard FileManager.default.fileExists(atPath: folder.path) else { return }
        try writeReport(ofDay: day)
    }
}
