import Archive
import Calls
import Foundation
import HTTP
import Vault

/// What is sent to the ticket system: failures of rules as `calls tickets` prints them.
private struct TicketMessage: Encodable {
    var type = "aftercall.tickets"
    var site: String
    var tickets: [Ticket]
}

extension Site {
    /// More tickets than these go in another message.
    private static var messageSize: Int { 100 }

    /// Sends tickets to the webhook of the settings, signed.
    ///
    /// A message's id is a hash of what it says, so that a receiver takes one that comes again once only.
    ///
    /// - Returns: How many arrived, and why the others did not; nil where all did.
    /// - Throws: `VaultError` where the secret cannot be read.
    package func send(_ tickets: [Ticket]) async throws -> (sent: Int, trouble: String?) {
        guard let webhook = settings.tickets.webhook, let url = URL(string: webhook) else {
            return (0, tickets.isEmpty ? nil : "no 'tickets.webhook' in aftercall.yaml")
        }
        let key = try WebhookKey(contentsOf: URL(filePath: settings.tickets.secretFile, relativeTo: workspace.home))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var sent = 0
        for start in stride(from: 0, to: tickets.count, by: Self.messageSize) {
            let part = Array(tickets[start..<min(start + Self.messageSize, tickets.count)])
            let body = try encoder.encode(TicketMessage(site: settings.site.name, tickets: part))
            if let trouble = try await post(body, to: url, key) { return (sent, trouble) }
            sent += part.count
        }
        if sent > 0 {
            try note(.exported, "tickets", details: ["count": "\(sent)", "to": url.host() ?? "", "why": "webhook"])
        }
        return (sent, nil)
    }

    /// Why a message did not arrive; nil where it did.
    private func post(_ body: Data, to url: URL, _ key: WebhookKey) async throws -> String? {
        var hash = try SHA256()
        try hash.update([UInt8](body).span)
        let id = "tickets_" + (try hash.finish().hex.prefix(32))
        let answer = try await Courier.send(attempts: settings.tickets.attempts) {
            let time = Clock.now.milliseconds / 1000
            guard var request = Courier.request(body, as: "application/json", to: url) else { return nil }
            let signature = try key.signature(id: id, timestamp: time, body: body)
            request.headers += [
                ("webhook-id", id), ("webhook-timestamp", "\(time)"), ("webhook-signature", signature),
            ]
            return request
        }
        guard let answer else { return "the server does not answer" }
        return answer.isSuccess ? nil : "the server answers \(answer.status)"
    }
}

extension Night {
    /// Sends the tickets of the calls that came in since the last time that all arrived; nothing where no webhook is set.
    ///
    /// What cannot be sent now is sent by the next night, and never holds up this one.
    func sendTickets(_ summary: inout RunSummary) async throws {
        guard site.settings.tickets.webhook != nil else { return }
        let mark = site.workspace.home.appending(path: ".tickets-sent")
        // Not of what was there before anybody asked for tickets.
        let last = (try? String(contentsOf: mark, encoding: .utf8)).flatMap { Int64($0) } ?? run.number - 1
        try AtomicFile.write(Array("\(last)".utf8).span, to: mark, replacing: true)
        var tickets: [Ticket] = []
        try site.tickets(CallQuery(afterRun: last), atLeast: site.settings.tickets.severity) { tickets.append($0) }
        let trouble: String?
        do {
            trouble = try await site.send(tickets).trouble
        } catch let error as VaultError {
            trouble = error.description
        }
        guard let trouble else {
            return try AtomicFile.write(Array("\(run.number)".utf8).span, to: mark, replacing: true)
        }
        let mend = "check 'tickets' in aftercall.yaml; the next night sends them, or 'calls tickets --send'"
        summary.mishaps.append(Mishap(subject: "tickets", problem: "they were not sent: \(trouble)", mend: mend))
    }
}
