import Archive
package import Calls
package import Foundation
import Masking
import Report
package import Retention
package import Vault

/// What is here of one person.
package struct SubjectCalls: Sendable {
    /// The keyed pseudonym; the number itself is nowhere.
    package var token: String
    /// Calls in which the person was the customer.
    package var customer: [CallFacts]
    /// Other calls in which the number was said or stood in the records.
    package var mentioned: [CallFacts]

    package var all: [CallFacts] { customer + mentioned }
}

extension Site {
    /// The pseudonym under which a customer's number is kept, however it is written.
    ///
    /// - Throws: `NightError.noSuchNumber` for what no telephone number is.
    package func customerToken(_ number: String) throws -> String {
        guard let token = try tools().masker.customerToken(number) else { throw NightError.noSuchNumber }
        return token
    }

    /// Finds a person's calls by number, for PIPL article 45 and GDPR article 15.
    package func subject(_ number: String) throws -> SubjectCalls {
        let token = try customerToken(number)
        let customer = try archive.facts(CallQuery(customer: token))
        let known = Set(customer.map(\.id))
        let ids = try archive.calls(mentioning: token).filter { !known.contains($0) }
        let mentioned = try ids.compactMap { try archive.outcome(of: $0)?.facts }
        return SubjectCalls(token: token, customer: customer, mentioned: mentioned)
    }

    /// Writes everything that is here of a person into a new folder: what is known, what was said, how it sounded.
    ///
    /// Sound is the masked copy; each opening is entered in the audit log, and so is the export.
    package func exportSubject(
        _ number: String,
        to folder: URL,
        asking prompt: IdentitySource.Prompt = { _ in nil }
    ) throws -> SubjectCalls {
        guard !FileManager.default.fileExists(atPath: folder.path) else {
            throw NightError.workspaceExists(path: folder.path)
        }
        let subject = try subject(number)
        guard !subject.customer.isEmpty else { throw NightError.noSuchCall }
        let outcomes = try subject.customer.compactMap { try archive.outcome(of: $0.id) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        for outcome in outcomes {
            let id = outcome.facts.id
            let json = [UInt8](try encoder.encode(outcome))
            try AtomicFile.write(json.span, to: folder.appending(component: "\(id).json"))
            guard try archive.files(of: id).contains(where: { $0.kind == .masked }) else { continue }
            let sound = try AtomicFile(at: folder.appending(component: "\(id).wav"))
            try open(OpeningRequest(call: id, kind: .masked), asking: prompt) { try sound.write($0) }
            try sound.commit()
        }
        try note(.exported, subject.token, details: ["calls": "\(outcomes.count)", "why": "subject"])
        return subject
    }

    /// Destroys a person's calls, for PIPL article 47 and GDPR article 17, but for those that a hold or a floor protects.
    ///
    /// - Returns: the calls that are gone and those that stay, each with the reason.
    package func eraseSubject(_ number: String) throws -> (gone: [CallID], kept: [(call: CallID, reason: String)]) {
        let subject = try subject(number)
        let decisions = Dictionary(uniqueKeysWithValues: try retentionPlan().decisions.map { ($0.call, $0) })
        let now = Clock.now
        var kept: [(call: CallID, reason: String)] = []
        var free: [CallID] = []
        for call in subject.customer.map(\.id) {
            guard let decision = decisions[call] else { continue }
            if !decision.holds.isEmpty {
                kept.append((call, "legal hold: \(decision.holds.joined(separator: "; "))"))
            } else if !decision.waitsFor.isEmpty || decision.keepUntil.map({ $0 > now }) ?? false {
                kept.append((call, "must be kept: \(decision.rules.joined(separator: " "))"))
            } else {
                free.append(call)
            }
        }
        return (try destroy(free, because: "erasure-request"), kept)
    }

    /// Enters that a clock of retention started at the end of a business day.
    package func setClock(_ subject: ClockEvent.Subject, name: String, day: String) throws {
        guard let window = Window(date: day, in: settings.site.timeZone) else { throw NightError.badDate(day) }
        let event =
            switch subject {
            case .call(let id):
                StoredClockEvent(kind: .call, subject: id.description, name: name, at: window.end)
            case .customer(let token):
                StoredClockEvent(kind: .customer, subject: token, name: name, at: window.end)
            }
        let entry = PendingEvent(
            time: Clock.now.milliseconds,
            act: AuditAct.clockSet.rawValue,
            object: event.subject,
            details: ["name": name, "day": day]
        )
        try archive.add([event], audit: [entry])
        try flushAudit()
    }
}
