package import Foundation

extension SealHeader {
    /// The same file key for other recipients.
    ///
    /// - Throws: `noMatchingIdentity` where no stanza is for `identity`, `headerCode` where the header was altered,
    ///   `mixedProfiles` where it is of another profile than `recipients`.
    func rewrapped(for recipients: [Recipient], by identity: borrowing Identity) throws(VaultError) -> SealHeader {
        guard try SealProfile(of: recipients) == profile else { throw .mixedProfiles }
        return try SealHeader(fileKey: try fileKey(for: identity), recipients: recipients)
    }
}

extension Sealing {
    /// Changes who can open the sealed file at `url`, by its header alone; its chunks stay as they are.
    ///
    /// A header of the same length is written over the old one, which until then lies beside the file under a name that
    /// ends in `.old-header`: a change that was cut off is taken back by the next. Else the file is written anew.
    ///
    /// - Returns: whether it was done in place.
    package static func rewrap(
        fileAt url: URL,
        to recipients: [Recipient],
        by identity: borrowing Identity
    ) throws -> Bool {
        let name = url.lastPathComponent
        let saved = url.deletingLastPathComponent().appending(component: "\(name).old-header")
        var file = try File(updating: url)
        if Folder.contains(saved) {
            try file.write(try SealHeader(contentsOf: saved).bytes, over: saved)
        }
        try file.seek(to: 0)
        var rest: [UInt8] = []
        let old = try SealHeader.read(from: &file, rest: &rest)
        let new = try old.rewrapped(for: recipients, by: identity).bytes
        if new.count == old.bytes.count {
            try AtomicFile.write(old.bytes.span, to: saved)
            try file.write(new, over: saved)
            return true
        }
        let copy = try AtomicFile(at: url, replacing: true)
        try copy.write(new.span)
        try file.seek(to: old.bytes.count)
        var piece: [UInt8] = []
        while try file.read(into: &piece, upTo: ChunkCipher.batch * Payload.chunkLength) > 0 {
            try copy.write(piece.span)
            piece.removeAll(keepingCapacity: true)
        }
        try copy.commit()
        return false
    }
}

extension File {
    /// Writes a header over the one of the same length that `saved` keeps, and then forgets that.
    fileprivate func write(_ header: [UInt8], over saved: URL) throws(VaultError) {
        try seek(to: 0)
        try write(header.span)
        try synchronize()
        let old = try File(updating: saved)
        try old.erase()
        try Folder.remove(saved)
        try Folder.synchronize(saved.deletingLastPathComponent())
    }
}
