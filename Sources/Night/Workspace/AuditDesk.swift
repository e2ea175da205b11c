import Archive
package import Calls
import Foundation
package import Vault

extension Site {
    /// Moves the events that were committed with their rows into the audit log, each exactly once.
    ///
    /// A crash between the append and the removal here would leave an event in both; its archive number, which goes into
    /// the log with it, shows that.
    package func flushAudit() throws {
        let pending = try archive.pendingEvents()
        guard let last = pending.last else { return }
        let times = (pending.map(\.time).min() ?? 0)..<(pending.map(\.time).max() ?? 0) + 1
        let logged = Set(try audit.events(AuditFilter(time: times)).compactMap { $0.entry.details[Self.numberKey] })
        let entries = pending.filter { !logged.contains(String($0.id)) }.map { event in
            AuditEntry(
                AuditAct(rawValue: event.act) ?? .ingested,
                event.object,
                by: Self.actor,
                at: event.time,
                details: event.details.merging([Self.numberKey: String(event.id)]) { kept, _ in kept }
            )
        }
        if !entries.isEmpty { try audit.append(entries) }
        try archive.removePendingEvents(through: last.id)
    }

    /// Enters one act of a person or program at once.
    package func note(_ act: AuditAct, _ object: String, details: [String: String] = [:]) throws {
        try audit.append([AuditEntry(act, object, by: Self.actor, at: Clock.now.milliseconds, details: details)])
    }

    /// Signs what the log holds.
    package func sealAudit() throws {
        _ = try audit.checkpoint(signedBy: keys.signingKey())
    }

    /// The user at the keyboard or of the cron job.
    package static var actor: String {
        let name = ProcessInfo.processInfo.userName
        return name.isEmpty ? "uid-\(getuid())" : name
    }

    private static let numberKey = "event"
}

/// The one place that reads the time of day.
package enum Clock {
    package static var now: UTCTime {
        UTCTime(milliseconds: Int((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}
