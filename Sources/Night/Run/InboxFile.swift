import Foundation
import Masking
import Vault

/// A file that waits in the inbox.
struct InboxFile: Hashable, Sendable {
    enum Kind: String, Sendable {
        case recording, transcript, records
    }

    var url: URL
    var kind: Kind
    var size: Int
    /// SHA-256 of its content, lower-case hex.
    var sha256: String

    var name: String { url.lastPathComponent }

    /// The name without its endings: what a recording and its transcript have in common.
    ///
    /// Behind the last dot stands an ending; before that, what has digits in it is none, as in `1795377224.100.wav`.
    var stem: String {
        var stem = Substring(name)
        var hasEnding = true
        while hasEnding, let dot = stem.lastIndex(of: "."), dot != stem.startIndex {
            stem = stem[..<dot]
            let ending = stem.lastIndex(of: ".").map { stem[$0...].dropFirst() } ?? ""
            hasEnding = !ending.isEmpty && ending.allSatisfy { $0.isLetter || $0 == "-" }
        }
        return String(stem)
    }
}

/// All that waits, in order of the names.
struct Inbox: Sendable {
    var files: [InboxFile] = []
    /// Names of files that this user may not read.
    var unreadable: [String] = []

    /// Lists the inbox and hashes each file.
    ///
    /// Hidden files and those that end in `.part`, `.partial` or `.tmp` are still being written and are passed over. So
    /// is a recording whose CDR our recorder has not delivered yet; the spool is looked at first, since it empties into
    /// the inbox meanwhile.
    init(_ workspace: Workspace) throws {
        let spooled = (try? FileManager.default.contentsOfDirectory(atPath: workspace.spool.path)) ?? []
        let urls = try FileManager.default.contentsOfDirectory(
            at: workspace.inbox,
            includingPropertiesForKeys: [.isRegularFileKey, .fileSizeKey],
            options: [.skipsHiddenFiles]
        )
        for url in urls.sorted(by: { $0.lastPathComponent < $1.lastPathComponent }) {
            let values = try url.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
            let cdr = url.deletingPathExtension().lastPathComponent + ".cdr.json"
            let isUnfinished = ["part", "partial", "tmp"].contains(url.pathExtension) || spooled.contains(cdr)
            guard values.isRegularFile == true, !isUnfinished else { continue }
            guard let hash = try? SHA256.hash(fileAt: url) else {
                unreadable.append(url.lastPathComponent)
                continue
            }
            files.append(
                InboxFile(url: url, kind: Self.kind(of: url), size: values.fileSize ?? 0, sha256: hash.hex)
            )
        }
    }

    func mishaps(masker: Masker) -> [Mishap] {
        unreadable.map { name in
            Mishap(
                subject: masker.fileName(name),
                problem: "this user may not read it, so it stays in the inbox",
                mend: "give the user of the night the right to read what is laid there"
            )
        }
    }

    private static let audioExtensions: Set = [
        "wav", "wave", "mka", "rf64", "flac", "ogg", "oga", "opus", "mp3", "gsm", "au", "aif", "aiff", "alaw", "ulaw",
    ]

    private static func kind(of url: URL) -> InboxFile.Kind {
        let name = url.lastPathComponent.lowercased()
        let suffix = url.pathExtension.lowercased()
        if audioExtensions.contains(suffix) { return .recording }
        if ["vtt", "srt", "ctm"].contains(suffix) { return .transcript }
        if suffix == "json", !name.hasSuffix(".cdr.json") { return .transcript }
        return .records
    }
}
