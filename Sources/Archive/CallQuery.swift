package import Calls
import GRDB

/// Which calls are asked for: those that meet every condition that is given.
package struct CallQuery: Hashable, Sendable {
    /// Calls that started at or after this instant.
    package var since: UTCTime?
    /// Calls that started before this instant.
    package var until: UTCTime?
    package var agent: String?
    package var queue: String?
    /// The customer's pseudonym.
    package var customer: String?
    package var outcome: Outcome?
    /// Calls that a later run than this brought in or changed.
    package var afterRun: Int64?

    package init(
        since: UTCTime? = nil,
        until: UTCTime? = nil,
        agent: String? = nil,
        queue: String? = nil,
        customer: String? = nil,
        outcome: Outcome? = nil,
        afterRun: Int64? = nil
    ) {
        self.since = since
        self.until = until
        self.agent = agent
        self.queue = queue
        self.customer = customer
        self.outcome = outcome
        self.afterRun = afterRun
    }

    /// A WHERE clause over the call table, with its arguments.
    var condition: (sql: String, arguments: StatementArguments) {
        let conditions: [(String, (any DatabaseValueConvertible)?)] = [
            ("start >= ?", since?.milliseconds), ("start < ?", until?.milliseconds), ("agent = ?", agent),
            ("queue = ?", queue), ("customer = ?", customer), ("outcome = ?", outcome?.rawValue), ("run > ?", afterRun),
        ]
        let given = conditions.filter { $0.1 != nil }
        guard !given.isEmpty else { return ("TRUE", []) }
        return (given.map(\.0).joined(separator: " AND "), StatementArguments(given.map(\.1)))
    }
}

extension Archive {
    /// The calls' whole outcomes, in order of their starts.
    package func outcomes(_ query: CallQuery = CallQuery()) throws -> [CallOutcome] {
        try database.read { db in try db.rows(query).map { try db.outcome($0) } }
    }

    /// Facts alone, in order of the calls' starts.
    package func facts(_ query: CallQuery = CallQuery()) throws -> [CallFacts] {
        try database.read { db in try db.rows(query).map { try db.facts($0) } }
    }

    package func outcome(of id: CallID) throws -> CallOutcome? {
        try database.read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM call WHERE id = ?", arguments: [id.description])
                .map { try db.outcome($0) }
        }
    }

    /// The calls in whose words or records a pseudonym was put, in order of their ids.
    package func calls(mentioning token: String) throws -> [CallID] {
        try database.read { db in
            try String.fetchAll(
                db,
                sql: "SELECT DISTINCT call FROM mask WHERE token = ? ORDER BY call",
                arguments: [token]
            )
            .compactMap { CallID($0) }
        }
    }

    /// When the latest call started; nil for an empty archive.
    package func lastStart() throws -> UTCTime? {
        try database.read { db in
            try Int.fetchOne(db, sql: "SELECT max(start) FROM call").map { UTCTime(milliseconds: $0) }
        }
    }

    /// When the first call started; nil for an empty archive.
    package func firstStart() throws -> UTCTime? {
        try database.read { db in
            try Int.fetchOne(db, sql: "SELECT min(start) FROM call").map { UTCTime(milliseconds: $0) }
        }
    }

    package func contains(_ id: CallID) throws -> Bool {
        try database.read { db in
            try Bool.fetchOne(db, sql: "SELECT 1 FROM call WHERE id = ?", arguments: [id.description]) ?? false
        }
    }
}

extension Database {
    fileprivate func rows(_ query: CallQuery) throws -> [Row] {
        let (condition, arguments) = query.condition
        let sql = "SELECT * FROM call WHERE \(condition) ORDER BY start, id"
        return try Row.fetchAll(self, sql: sql, arguments: arguments)
    }
}
