internal import Foundation
internal import Synchronization
package import Vault

/// To whom recordings are sealed as they are written.
package struct RecordingSeal: Sendable {
    package var recipients: [Recipient]
    /// Where the keys of running recordings are kept; nil where nothing keeps them.
    package var shelf: KeyShelf?

    /// The keys of the running recordings of `workspace` are kept in memory beside this process.
    package init(recipients: [Recipient], workspace: String) {
        self.recipients = recipients
        shelf = KeyShelf.beside(workspace: workspace)
    }
}

/// A recording that is sealed as it is written: no sound of it is ever on the disk in the clear.
///
/// The lane that records writes to it, and a file thread finishes it, one after the other.
final class SealedOutput: Sendable {
    let path: String
    private let file: Mutex<GrowingFile>

    init(creating path: String, _ seal: RecordingSeal) throws(RecorderError) {
        self.path = path
        do {
            let url = URL(filePath: path)
            file = Mutex(try GrowingFile(creating: url, to: seal.recipients, shelf: seal.shelf))
        } catch {
            throw .cannotOpen(path: path, errno: error.number)
        }
    }

    /// Appends; a kill costs nothing of it any more when this returns.
    func append(_ bytes: [UInt8], position: Int) throws(RecorderError) {
        do {
            try file.withLock { try $0.append(bytes.span, position: position) }
        } catch {
            throw .cannotWrite(path: path, errno: (error as? VaultError)?.number ?? 0)
        }
    }

    /// What it holds; nothing may be appended afterwards.
    func close() throws -> GrowingFile.Content { try file.withLock { try $0.close() } }

    /// Makes it an age file that is on the disk.
    func finish() throws { try file.withLock { try $0.finish() } }
}

extension VaultError {
    /// What the kernel said; 0 where it was not the kernel.
    fileprivate var number: Int32 {
        switch self {
        case .system(_, _, let code): code
        case .alreadyExists: EEXIST
        case .notFound: ENOENT
        default: 0
        }
    }
}
