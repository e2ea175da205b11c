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
    static let recordingEndings = ["wav", "mka"].flatMap { [$0, $0 + sealedEnding] }
    /// Behind the ending of a recording that is sealed as it is written.
    static let sealedEnding = ".age"

    static func recordingName(_ call: CallID, _ ending: String) -> String { "\(call).\(ending)" }
    static func cdrName(_ call: CallID) -> String { "\(call).cdr.json" }

    /// Where a recording of that name grows.
    func path(_ name: String) -> String { spool.appending(component: name).path(percentEncoded: false) }

    /// Writes a call's CDR beside its recording, whole and on the disk, in place of an earlier one.
    func save(_ cdr: RecorderCDR) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var bytes = [UInt8](try encoder.encode(cdr))
        bytes.append(UInt8(ascii: "\n"))
        try AtomicFile.write(bytes.span, to: spool.appending(component: Self.cdrName(cdr.call)), replacing: true)
    }

    /// Closes the recording of a call that is over and delivers both.
    ///
    /// A CDR with a hash says that all of the recording is there, so that a sealed one can be finished by whoever has its
    /// key, whatever stops this process in between.
    func deliver(_ cdr: RecorderCDR, closing output: RecordingOutput?) throws {
        switch output {
        case nil: try deliver(cdr)
        case .clear(let file):
            try file.sync()
            try deliver(cdr)
        case .sealed(let file):
            let content = try file.close()
            try save(cdr.holding(content))
            try file.finish()
            try move(cdr)
        }
    }

    /// Completes a call whose recording is closed and in the clear: adds the file's size and hash to its CDR and moves
    /// both into the inbox, the CDR last, since it is what says that the recording is there.
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

extension RecorderCDR {
    /// With the size and hash of what a sealed recording holds.
    func holding(_ content: GrowingFile.Content) -> RecorderCDR {
        var cdr = self
        (cdr.sha256, cdr.bytes) = (content.sha256.hex, content.size)
        return cdr
    }
}
