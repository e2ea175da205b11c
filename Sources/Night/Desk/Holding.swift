import Archive
package import Calls
import Foundation
import Vault

extension Site {
    package func setHold(matter: String, reason: String, scope: LegalHold.Scope) throws -> LegalHold {
        let now = Clock.now
        let hold = LegalHold(id: 0, matter: matter, reason: reason, setBy: Self.actor, setAt: now, scope: scope)
        let event = PendingEvent(time: now.milliseconds, act: AuditAct.held.rawValue, object: "hold \(matter)")
        let entered = try archive.add(hold, events: [event])
        try flushAudit()
        return entered
    }

    package func releaseHold(_ id: Int, reason: String? = nil) throws {
        let now = Clock.now
        var event = PendingEvent(time: now.milliseconds, act: AuditAct.released.rawValue, object: "hold \(id)")
        if let reason { event.details["reason"] = reason }
        try archive.release(hold: id, by: Self.actor, at: now, events: [event])
        try flushAudit()
    }
}
