package import Calls
import GRDB

/// The full-text index over masked words: SQLite's FTS5, fed with folded words, so that case, width and script make no
/// difference and each Chinese character is a word of its own.
enum WordIndex {
    static let migration = "words-1"

    /// A call's document goes with the call, by the foreign key and the trigger.
    static func make(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'unicode61 remove_diacritics 0');
                CREATE TABLE call_words (
                    document INTEGER PRIMARY KEY,
                    call TEXT NOT NULL UNIQUE REFERENCES call(id) ON DELETE CASCADE
                ) STRICT;
                CREATE TRIGGER call_words_gone AFTER DELETE ON call_words BEGIN
                    DELETE FROM words WHERE rowid = old.document;
                END;
                """
        )
        for call in try String.fetchAll(db, sql: "SELECT call FROM transcript ORDER BY call") {
            let turns = try String.fetchAll(
                db,
                sql: "SELECT text FROM turn WHERE call = ? ORDER BY n",
                arguments: [call]
            )
            try db.index(words: turns, of: call)
        }
    }
}

extension Database {
    /// Indexes what is said in a call, turn by turn; a mark between turns keeps phrases from running across.
    func index(words turns: [String], of call: String) throws {
        let text = turns.map { foldedTokens($0).joined(separator: " ") }.joined(separator: " endofturn ")
        try execute(sql: "INSERT INTO call_words (call) VALUES (?)", arguments: [call])
        try execute(sql: "INSERT INTO words (rowid, text) VALUES (?, ?)", arguments: [lastInsertedRowID, text])
    }
}

/// A turn in which something that was searched for is said.
package struct FoundTurn: Hashable, Sendable, Codable {
    package var call: CallID
    package var turn: Int
    package var role: PartyRole
    package var start: Milliseconds
    package var text: String
}

extension Archive {
    /// Turns of calls in which every term is said, the latest calls first.
    ///
    /// A term is a word or a phrase, and each must be said somewhere in the call. Hands back the turns in which one of
    /// them is said, of at most `limit` calls.
    package func search(_ terms: [String], in query: CallQuery, limit: Int) throws -> [FoundTurn] {
        let phrases = terms.map { foldedTokens($0) }.filter { !$0.isEmpty }
        guard !phrases.isEmpty else { return [] }
        // Folded words hold no quotes.
        let match = phrases.map { "\"\($0.joined(separator: " "))\"" }.joined(separator: " AND ")
        let (condition, arguments) = query.condition
        return try database.read { db in
            let calls = try String.fetchAll(
                db,
                sql: """
                    SELECT call.id FROM words JOIN call_words ON document = words.rowid JOIN call ON call.id = call_words.call
                    WHERE words MATCH ? AND \(condition) ORDER BY start DESC, call.id LIMIT ?
                    """,
                arguments: [match] + arguments + [limit]
            )
            return try calls.flatMap { call in try db.turns(of: call, saying: phrases) }
        }
    }

    /// Takes what was deleted out of the word index for good, page by page; worth its time after calls were destroyed.
    package func compactWordIndex() throws {
        try database.write { try $0.execute(sql: "INSERT INTO words (words) VALUES ('optimize')") }
    }
}

extension Database {
    fileprivate func turns(of call: String, saying phrases: [[String]]) throws -> [FoundTurn] {
        guard let id = CallID(call) else { throw ArchiveError.damaged(table: "call", column: "id") }
        let rows = try Row.fetchAll(
            self,
            sql: "SELECT n, role, start, text FROM turn WHERE call = ? ORDER BY n",
            arguments: [call]
        )
        return rows.compactMap { row in
            let text: String = row["text"]
            let tokens = foldedTokens(text)
            guard phrases.contains(where: { tokens.contains($0) }) else { return nil }
            return FoundTurn(
                call: id,
                turn: row["n"],
                role: PartyRole(rawValue: row["role"]) ?? .other,
                start: Milliseconds(row["start"]),
                text: text
            )
        }
    }
}
