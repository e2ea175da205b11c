/// An order to keep calls whatever the retention policy says, until somebody releases it.
package struct LegalHold: Hashable, Sendable, Codable {
    /// Which calls it covers: those that meet every condition that is given.
    ///
    /// Without any condition it covers all calls.
    package struct Scope: Hashable, Sendable, Codable {
        package var calls: [CallID]
        /// The customer's pseudonym.
        package var customer: String?
        package var queue: String?
        package var agent: String?
        /// Calls that started at or after this instant.
        package var since: UTCTime?
        /// Calls that started before this instant.
        package var until: UTCTime?

        package init(
            calls: [CallID] = [],
            customer: String? = nil,
            queue: String? = nil,
            agent: String? = nil,
            since: UTCTime? = nil,
            until: UTCTime? = nil
        ) {
            self.calls = calls
            self.customer = customer
            self.queue = queue
            self.agent = agent
            self.since = since
            self.until = until
        }

        package func covers(_ call: CallFacts) -> Bool {
            (calls.isEmpty || calls.contains(call.id))
                && (customer == nil || customer == call.customer)
                && (queue == nil || queue == call.queue)
                && (agent == nil || agent == call.agent)
                && since.map { call.start >= $0 } ?? true
                && until.map { call.start < $0 } ?? true
        }
    }

    package var id: Int
    /// The case or investigation it serves.
    package var matter: String
    package var reason: String
    package var setBy: String
    package var setAt: UTCTime
    package var scope: Scope
    package var releasedBy: String?
    package var releasedAt: UTCTime?

    package init(
        id: Int,
        matter: String,
        reason: String,
        setBy: String,
        setAt: UTCTime,
        scope: Scope,
        releasedBy: String? = nil,
        releasedAt: UTCTime? = nil
    ) {
        self.id = id
        self.matter = matter
        self.reason = reason
        self.setBy = setBy
        self.setAt = setAt
        self.scope = scope
        self.releasedBy = releasedBy
        self.releasedAt = releasedAt
    }

    package var isActive: Bool { releasedAt == nil }
}
