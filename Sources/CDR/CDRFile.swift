package import Calls
package import struct Foundation.Data

/// A file of the inbox that says something about calls; it is read piece by piece and never held whole.
package struct CDRFile: Sendable {
    /// Last path component, for messages.
    package var name: String
    /// SHA-256 of the content, lower-case hex.
    package var sha256: String
    package let size: Int
    private let load: @Sendable (Range<Int>) -> Data?

    package init(name: String, sha256: String, bytes: [UInt8]) {
        self.init(name: name, sha256: sha256, size: bytes.count) { Data(bytes[$0]) }
    }

    /// `load` hands over the bytes in a range of the file, or nil where they cannot be read.
    package init(name: String, sha256: String, size: Int, load: @escaping @Sendable (Range<Int>) -> Data?) {
        self.name = name
        self.sha256 = sha256
        self.size = size
        self.load = load
    }

    func source(line: Int) -> SourceLine { SourceLine(file: sha256, line: line) }

    /// The bytes in a range, cut off at the file's end.
    package func bytes(_ range: Range<Int>) throws(CDRError) -> Data {
        guard let bytes = load(range.clamped(to: 0..<size)) else { throw .unreadable }
        return bytes
    }
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
