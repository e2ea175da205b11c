internal import Calls
internal import Foundation
internal import Glibc
internal import Vault

/// Where recordings are while they grow, and how they get into the inbox when they are whole.
///
/// A call has two files here from its first moment: the recording, and the CDR as it would read if the recorder stopped
/// now. Whatever stops the recorder, both are there to be delivered at its next start.
struct Spool: Sendable {
    let spool: URL
    let inbox: URL

    /// Makes the folders `spool` and `inbox` of a workspace where they are missing.
    init(workspace: String) throws(RecorderError) {
        let workspace = URL(filePath: workspace, directoryHint: .isDirectory)
        spool = workspace.appending(component: "spool", directoryHint: .isDirectory)
        inbox = workspace.appending(component: "inbox", directoryHint: .isDirectory)
        for folder in [spool, inbox] {
            do {
                try FileManager.default.createDirectory(
                    at: folder,
                    withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700]
                )
            } catch {
                throw .cannotOpen(path: folder.path(percentEncoded: false), errno: errno)
            }
        }
    }

    /// The endings that a recording's name may have.
    static let recordingEndings = ["wav", "mka"]

    static func recordingName(_ call: CallID, _ ending: String) -> String { "\(call).\(ending)" }
    static func cdrName(_ call: CallID) -> String { "\(call).cdr.json" }

    /// Where the recording of a call grows.
    func recordingPath(_ call: CallID, _ ending: String) -> String {
        spool.appending(component: Self.recordingName(call, ending)).path(percentEncoded: false)
    }

    /// Writes a call's CDR beside its recording, whole and on the disk, in place of an earlier one.
    func save(_ cdr: RecorderCDR) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var bytes = [UInt8](try encoder.encode(cdr))
        bytes.append(UInt8(ascii: "\n"))
        try AtomicFile.write(bytes.span, to: spool.appending(component: Self.cdrName(cdr.call)), replacing: true)
    }

    /// Seals a call whose recording is closed: adds the file's size and hash to its CDR and moves both into the inbox,
    /// the CDR last, since it is what says that the recording is there.
    func deliver(_ cdr: RecorderCDR) throws {
        var cdr = cdr
        if let recording = cdr.recording {
            let url = spool.appending(component: recording)
            cdr.sha256 = try SHA256.hash(fileAt: url).hex
            cdr.bytes = try FileManager.default.attributesOfItem(atPath: url.path(percentEncoded: false))[.size] as? Int
        }
        try save(cdr)
        try move(cdr)
    }

    /// Moves a call into the inbox, the CDR last.
    func move(_ cdr: RecorderCDR) throws {
        if let recording = cdr.recording { try rename(recording) }
        try rename(Self.cdrName(cdr.call))
        try OutputFile.sync(folder: inbox.path(percentEncoded: false))
        try OutputFile.sync(folder: spool.path(percentEncoded: false))
    }

    func rename(_ name: String) throws(RecorderError) {
        let from = spool.appending(component: name).path(percentEncoded: false)
        let to = inbox.appending(component: name).path(percentEncoded: false)
        guard unsafe Glibc.rename(from, to) == 0 else { throw .cannotRename(path: from, errno: errno) }
    }
}
