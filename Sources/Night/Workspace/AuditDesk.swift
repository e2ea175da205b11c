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
        guard let times = try archive.pendingTimes() else { return }
        let filter = AuditFilter(time: times.lowerBound..<times.upperBound + 1)
        let logged = Set(try audit.events(filter, inLast: 2).compactMap { $0.entry.details[Self.numberKey] })
        // Not all at once: a night of many calls leaves many.
        var isDone = false
        while !isDone {
            let pending = try archive.pendingEvents(limit: 1000)
            try log(pending, unless: logged)
            isDone = pending.count < 1000
        }
    }

    private func log(_ pending: [PendingEvent], unless logged: Set<String>) throws {
        guard let last = pending.last else { return }
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

    /// Signs what the log holds; in a new month the next segment begins.
    package func sealAudit() throws {
        _ = try audit.checkpoint(signedBy: keys.signingKey(), at: Clock.now.milliseconds)
    }

    /// Erases what an event said, and enters that and why.
    package func eraseEvent(_ sequence: Int, reason: String) throws {
        try audit.erase(sequence)
        try note(.eventErased, "event \(sequence)", details: ["reason": reason])
    }

    /// Removes the segments of the log before `month`, and enters that; the rest still verifies.
    package func expireAudit(before month: String) throws -> [String] {
        let gone = try audit.expire(before: month)
        for name in gone { try note(.segmentExpired, name) }
        return gone
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
