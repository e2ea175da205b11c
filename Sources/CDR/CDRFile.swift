package import Calls

/// A file of the inbox that says something about calls.
package struct CDRFile: Sendable {
    /// Last path component, for messages.
    package var name: String
    /// SHA-256 of `bytes`, lower-case hex.
    package var sha256: String
    package var bytes: [UInt8]

    package init(name: String, sha256: String, bytes: [UInt8]) {
        self.name = name
        self.sha256 = sha256
        self.bytes = bytes
    }

    func source(line: Int) -> SourceLine { SourceLine(file: sha256, line: line) }
}

/// A row that could not be used, and why; never what stood in it.
package struct CDRRejection: Error, Hashable, Sendable {
    package var source: SourceLine
    /// What is wrong, by the column's name and what was expected there.
    package var reason: String
    /// What to do about it.
    package var mend: String

    package init(source: SourceLine, reason: String, mend: String) {
        self.source = source
        self.reason = reason
        self.mend = mend
    }

    /// The line in its file, counted from 1.
    package var line: Int { source.line }
}

/// What is wrong with one row, before anyone has said which.
struct RowFault: Error, Hashable, Sendable {
    var reason: String
    var mend: String
}
