package import Calls
import GRDB

/// Where the human review of a call stands.
package enum ReviewStatus: String, Sendable, Codable, CaseIterable {
    /// In the queue.
    case open
    /// Somebody listens.
    case taken
    case done
    /// The agent does not agree.
    case disputed
    case settled
}

/// What people say of a call that was put before them.
package struct Review: Hashable, Sendable, Codable {
    package var call: CallID
    package var status: ReviewStatus
    /// Why it is in the queue: `worst`, `fatal`, `signal`, `sample` or `chosen`.
    package var reason: String
    package var reviewer: String?
    /// Masked.
    package var note: String?
    /// Masked: why the agent does not agree.
    package var dispute: String?
    package var updated: UTCTime

    package init(
        call: CallID,
        status: ReviewStatus = .open,
        reason: String,
        reviewer: String? = nil,
        note: String? = nil,
        dispute: String? = nil,
        updated: UTCTime
    ) {
        self.call = call
        self.status = status
        self.reason = reason
        self.reviewer = reviewer
        self.note = note
        self.dispute = dispute
        self.updated = updated
    }
}

enum ReviewTable {
    static let migration = "review-1"

    static func make(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE review (
                    call TEXT PRIMARY KEY REFERENCES call(id) ON DELETE CASCADE,
                    status TEXT NOT NULL CHECK (status IN ('open', 'taken', 'done', 'disputed', 'settled')),
                    reason TEXT NOT NULL,
                    reviewer TEXT,
                    note TEXT,
                    dispute TEXT,
                    updated INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID;
                """
        )
    }
}

extension Archive {
    /// Reviews in order of their calls' starts; nil for every status.
    package func reviews(_ status: ReviewStatus? = nil) throws -> [Review] {
        try database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT review.* FROM review JOIN call ON call.id = review.call
                    WHERE ?1 IS NULL OR status = ?1 ORDER BY start, call.id
                    """,
                arguments: [status?.rawValue]
            ).map(Review.init)
        }
    }

    package func review(of call: CallID) throws -> Review? {
        try database.read { try $0.review(of: call) }
    }

    /// Enters or changes a review, with its audit event; throws `ArchiveError.noSuchCall`.
    package func set(_ review: Review, events: [PendingEvent]) throws {
        guard try contains(review.call) else { throw ArchiveError.noSuchCall }
        try database.write { db in
            try db.insert(review)
            try db.insert(events: events)
        }
    }
}

extension Database {
    func review(of call: CallID) throws -> Review? {
        try Row.fetchOne(self, sql: "SELECT * FROM review WHERE call = ?", arguments: [call.description])
            .map(Review.init)
    }

    func insert(_ review: Review) throws {
        try execute(
            sql: "INSERT OR REPLACE INTO review VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                review.call.description, review.status.rawValue, review.reason, review.reviewer, review.note,
                review.dispute, review.updated.milliseconds,
            ]
        )
    }
}

extension Review {
    fileprivate init(_ row: Row) throws {
        guard let call = CallID(row["call"] as String), let status = ReviewStatus(rawValue: row["status"]) else {
            throw ArchiveError.damaged(table: "review", column: "status")
        }
        self.init(
            call: call,
            status: status,
            reason: row["reason"],
            reviewer: row["reviewer"],
            note: row["note"],
            dispute: row["dispute"],
            updated: UTCTime(milliseconds: row["updated"])
        )
    }
}
