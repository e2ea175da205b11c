import Audio
import Foundation
import Vault

/// A sealed recording to which there is no key.
struct LockedFile: Error {
    var reason: String
}

extension InboxFile {
    /// Hashes what the file holds.
    ///
    /// - Throws: `LockedFile`, or what reading it throws. One that is damaged is no error, for it belongs into quarantine.
    init(_ name: String, in folder: URL, kind: Kind, key: NightKey?) throws {
        let url = folder.appending(component: name)
        let size = try url.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
        guard kind == .recording, Inbox.isSealedRecording(url) else {
            self.init(folder: folder, name: name, kind: kind, size: size, hash: try SHA256.hash(fileAt: url))
            return
        }
        guard let key else { throw LockedFile(reason: "there is no key for it") }
        do {
            var hash = try SHA256()
            try key.decrypt(url) { try hash.update($0) }
            let content = try hash.finish()
            self.init(folder: folder, name: name, kind: kind, size: size, hash: content, isSealed: true)
        } catch let error as VaultError {
            switch error {
            case .payload, .header, .headerCode: break
            default: throw LockedFile(reason: "\(error)")
            }
            self.init(
                folder: folder,
                name: name,
                kind: kind,
                size: size,
                hash: try SHA256.hash(fileAt: url),
                isSealed: true,
                damage: "what was sealed was altered since: \(error)"
            )
        }
    }

    /// Opens a recording to be heard; one that is sealed is opened in memory.
    ///
    /// `formats` says by their ending how files without a header are coded.
    func recording(_ key: NightKey?, _ formats: [String: HeaderlessFormat]) throws -> Recording {
        guard isSealed else {
            return try Recording(path: url.path, headerless: formats[url.pathExtension.lowercased()])
        }
        guard let key else { throw LockedFile(reason: "there is no key for it") }
        let memory = try MemoryFile()
        var size = 0
        try key.decrypt(url) { bytes in
            size += bytes.count
            guard size <= AudioLimits.standard.fileBytes else {
                throw AudioError.fileTooLarge(bytes: size, limit: AudioLimits.standard.fileBytes)
            }
            try memory.append(bytes)
        }
        return try Recording(memory)
    }
}

/// What is in a file of the inbox, whether it came sealed or not; that of a damaged one as it lies there.
struct InboxContent: Sealable {
    var file: InboxFile
    var key: NightKey?

    consuming func write(to sink: (Span<UInt8>) throws -> Void) throws {
        guard file.isSealed, file.damage == nil else { return try SealableFile(file.url).write(to: sink) }
        guard let key else { throw LockedFile(reason: "there is no key for it") }
        try key.decrypt(file.url, into: sink)
    }
}
