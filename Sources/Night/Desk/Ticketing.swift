package import Archive
package import Calls

/// A failed rule as a ticket or a CRM takes it: masked, with the places to hear.
package struct Ticket: Hashable, Sendable, Codable {
    /// The same failure has the same key, so that a system that knows it already takes it once.
    package var key: String
    package var call: CallID
    package var start: UTCTime
    package var agent: String?
    package var queue: String?
    /// The customer's pseudonym.
    package var customer: String?
    package var rule: String
    package var version: Int
    package var title: String
    package var severity: Severity
    package var score: Double?
    /// Seconds into the recording.
    package var places: [Double]
}

extension Site {
    /// Failures of rules of at least this severity, call by call.
    package func tickets(_ query: CallQuery, atLeast severity: Severity, _ body: (Ticket) throws -> Void) throws {
        try forEachCall(query) { call in
            for finding in call.evaluation?.findings ?? []
            where finding.verdict == .failed && finding.severity >= severity {
                try body(
                    Ticket(
                        key: "\(call.facts.id)/\(finding.rule)/\(finding.version)",
                        call: call.facts.id,
                        start: call.facts.start,
                        agent: call.facts.agent,
                        queue: call.facts.queue,
                        customer: call.facts.customer,
                        rule: finding.rule,
                        version: finding.version,
                        title: finding.title,
                        severity: finding.severity,
                        score: call.evaluation?.score,
                        places: finding.evidence.map(\.span.start.seconds)
                    )
                )
            }
        }
    }
}
