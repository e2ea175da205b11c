import Archive
import Calls
import Foundation
import Retention
import Vault

extension Site {
    /// Destroys what is due in a plan; the caller holds the workspace.
    func destroy(_ plan: RetentionPlan, by actor: String) throws -> [CallID] {
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
        try finishDisposals()
        if !gone.isEmpty {
            try flushAudit()
            try sealAudit()
            try refreshFigures()
            try archive.compactWordIndex()
            try archive.checkpoint()
        }
        return gone
    }

    /// Sealed files first: cut off behind them, the call is still in the next plan.
    private func destroy(_ decision: RetentionDecision, planHash: String, by actor: String) throws {
        try archive.refuseIfHeld(decision.call)
        guard let start = try archive.outcome(of: decision.call)?.facts.start else { return }
        let files = try archive.files(of: decision.call)
        for file in files where try vault.contains(file.path) { try vault.destroy(file.path) }
        // The proof of the certificate: nothing is left to open.
        guard try files.allSatisfy({ try !vault.contains($0.path) }) else {
            throw NightError.notDestroyed(call: decision.call.description)
        }
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
                "plan": planHash, "rules": decision.rules.joined(separator: " "), "by": actor,
                "method": "header overwritten and unlinked, payload unlinked", "verified": "opening fails",
            ]
        )
        try archive.destroy(disposal, report: day(of: start), events: [event])
    }

    /// Removes what has to go because calls went: sources that no other call needs, and their words in reports.
    func finishDisposals() throws {
        for disposal in try archive.unfinishedDisposals() {
            switch disposal.kind {
            case .source:
                if let source = try archive.source(disposal.name) { try destroy(source) }
            case .report: try forgetReport(ofDay: disposal.name)
            }
            try archive.finish(disposal)
        }
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
