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
    init(url: URL, kind: Kind, key: NightKey?) throws {
        let size = try url.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
        guard kind == .recording, Inbox.isSealedRecording(url) else {
            self.init(url: url, kind: kind, size: size, sha256: try SHA256.hash(fileAt: url).hex)
            return
        }
        guard let key else { throw LockedFile(reason: "there is no key for it") }
        do {
            var hash = try SHA256()
            try key.decrypt(url) { try hash.update($0) }
            self.init(url: url, kind: kind, size: size, sha256: try hash.finish().hex, isSealed: true)
        } catch let error as VaultError {
            let (file, damage) = (try SHA256.hash(fileAt: url).hex, "what was sealed was altered since: \(error)")
            switch error {
            case .payload, .header, .headerCode:
                self.init(url: url, kind: kind, size: size, sha256: file, isSealed: true, damage: damage)
            default: throw LockedFile(reason: "\(error)")
            }
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
