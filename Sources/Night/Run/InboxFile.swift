import Foundation
import Masking
import Vault

/// A file that waits in the inbox.
struct InboxFile: Hashable, Sendable {
    enum Kind: String, Sendable {
        case recording, transcript, records, video
    }

    /// Of the folder in which it lies: one for all that lie there, of which there may be millions.
    let folder: URL
    let name: String
    let kind: Kind
    let size: Int
    /// Of its content; of what is sealed in it, where it is.
    let hash: SHA256Digest
    /// It is a recording that was sealed as it was said.
    var isSealed = false
    /// Why nothing can be had from it; `sha256` is then that of the file as it lies there.
    var damage: String?

    var url: URL { folder.appending(component: name) }

    /// SHA-256 of its content, lower-case hex.
    var sha256: String { hash.hex }

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
    /// Names that are not UTF-8, with U+FFFD for what cannot be told.
    var misnamed: [String] = []
    /// Sealed recordings that the night's key does not open, and why.
    var locked: [(name: String, reason: String)] = []

    /// Lists the inbox and hashes each file.
    ///
    /// Hidden files and those that end in `.part`, `.partial` or `.tmp` are still being written and are passed over. So
    /// is a recording whose CDR our recorder has not delivered yet; the spool is looked at first, since it empties into
    /// the inbox meanwhile. A sealed recording that cannot be opened waits for its key, and its CDR with it. Files with
    /// an ending among `headerless` are recordings, too.
    init(_ workspace: Workspace, key: NightKey, headerless: Set<String> = []) throws {
        let spooled = Set((try? FileManager.default.contentsOfDirectory(atPath: workspace.spool.path)) ?? [])
        let folder = workspace.inbox
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() where !name.hasPrefix(".")
        {
            let url = folder.appending(component: name)
            guard let values = try? url.resourceValues(forKeys: [.isRegularFileKey]) else {
                // Either it is gone by now, or what stands for bytes that are no UTF-8 is not how it is called.
                if name.contains("\u{FFFD}") { misnamed.append(name) }
                continue
            }
            let cdr = Self.cdr(of: url)
            let isUnfinished = ["part", "partial", "tmp"].contains(url.pathExtension) || spooled.contains(cdr)
            guard values.isRegularFile == true, !isUnfinished else { continue }
            do {
                files.append(try InboxFile(name, in: folder, kind: Self.kind(of: url, headerless), key: key))
            } catch let error as LockedFile {
                locked.append((name, error.reason))
            } catch {
                unreadable.append(name)
            }
        }
        let waiting = Set(locked.map { Self.cdr(of: workspace.inbox.appending(component: $0.name)) })
        files.removeAll { waiting.contains($0.name) }
    }

    /// Name of the CDR that our recorder writes beside a recording.
    private static func cdr(of recording: URL) -> String {
        let recording = recording.pathExtension == "age" ? recording.deletingPathExtension() : recording
        return recording.deletingPathExtension().lastPathComponent + ".cdr.json"
    }

    func mishaps(masker: Masker) -> [Mishap] {
        unreadable.map { name in
            Mishap(
                subject: masker.fileName(name),
                problem: "this user may not read it, so it stays in the inbox",
                mend: "give the user of the night the right to read what is laid there"
            )
        }
            + misnamed.map { name in
                Mishap(
                    subject: masker.fileName(name),
                    problem: "its name is not UTF-8, so it stays in the inbox",
                    mend: "rename it, as from a Chinese Windows by 'convmv -f gbk -t utf8 --notest'"
                )
            }
            + locked.map { name, reason in
                Mishap(
                    subject: masker.fileName(name),
                    problem: "it is sealed and cannot be opened, so it stays in the inbox: \(reason)",
                    mend: "see 'aftercall doctor'; where the night's key is lost, 'aftercall unseal' it by escrow's"
                )
            }
    }

    private static let audioExtensions: Set = [
        "wav", "wave", "mka", "rf64", "flac", "ogg", "oga", "opus", "mp3", "gsm", "au", "aif", "aiff", "alaw", "ulaw",
    ]

    static func isSealedRecording(_ url: URL) -> Bool {
        url.pathExtension.lowercased() == "age"
            && audioExtensions.contains(url.deletingPathExtension().pathExtension.lowercased())
    }

    /// Those that only transcripts have.
    static let transcriptExtensions: Set = ["vtt", "srt", "ctm"]

    private static let videoExtensions: Set = ["mp4", "m4v", "mov", "3gp", "mkv", "webm"]

    private static func kind(of url: URL, _ headerless: Set<String>) -> InboxFile.Kind {
        let name = url.lastPathComponent.lowercased()
        let suffix = url.pathExtension.lowercased()
        if audioExtensions.contains(suffix) || headerless.contains(suffix) || isSealedRecording(url) {
            return .recording
        }
        if videoExtensions.contains(suffix) { return .video }
        if transcriptExtensions.contains(suffix) { return .transcript }
        if suffix == "json", !name.hasSuffix(".cdr.json") { return .transcript }
        return .records
    }
}
