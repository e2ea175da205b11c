package import Calls
import GRDB

/// A sealed file as the archive remembers it.
package struct StoredFile: Hashable, Sendable, Codable {
    /// Below the vault.
    package var path: String
    package var kind: SealedKind
    /// Of the file before it was sealed.
    package var plainSHA256: String
    package var plainBytes: Int
    package var sealedSHA256: String
    package var sealedBytes: Int
    package var recipients: [String]

    /// Recipients as their column has them: one a line, because an SSH key's text has a space in it.
    static func text(of recipients: [String]) -> String { recipients.joined(separator: "\n") }

    /// They stood between spaces before, and `ssh-ed25519` is the only word that one of them starts with.
    static let recipientsByLine = """
        UPDATE sealed SET recipients =
            replace(replace(recipients, ' ', char(10)), 'ssh-ed25519' || char(10), 'ssh-ed25519 ');
        """
}

extension Archive {
    package func files(of id: CallID) throws -> [StoredFile] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM sealed WHERE call = ? ORDER BY kind", arguments: [id.description])
                .map(Self.file)
        }
    }

    /// The call whose original recording has this content.
    package func call(withRecording sha256: String) throws -> CallID? {
        try database.read { db in
            try String.fetchOne(
                db,
                sql: "SELECT call FROM sealed WHERE plain_sha256 = ? AND kind = 'original'",
                arguments: [sha256]
            )
            .flatMap { CallID($0) }
        }
    }

    /// Every sealed file, in order of the paths.
    package func allFiles() throws -> [StoredFile] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM sealed ORDER BY path").map(Self.file)
        }
    }

    private static func file(_ row: Row) throws -> StoredFile {
        guard let kind = SealedKind(rawValue: row["kind"]) else {
            throw ArchiveError.damaged(table: "sealed", column: "kind")
        }
        let recipients: String = row["recipients"]
        return StoredFile(
            path: row["path"],
            kind: kind,
            plainSHA256: row["plain_sha256"],
            plainBytes: row["plain_bytes"],
            sealedSHA256: row["sealed_sha256"],
            sealedBytes: row["sealed_bytes"],
            recipients: recipients.split(separator: "\n").map(String.init)
        )
    }
}
