package import Foundation

/// A file in the vault, sealed, on the disk and read back; only `Vault.seal` makes one.
package struct SealedRecording: Hashable, Sendable {
    /// Relative to the vault.
    package let path: String
    /// Of what was sealed.
    package let plainSHA256: SHA256Digest
    package let plainSize: Int
    /// Of the sealed file.
    package let sealedSHA256: SHA256Digest
    package let sealedSize: Int
    /// Who can open it, as `age1…` or `sm2:…`.
    package let recipients: [String]

    fileprivate init(path: String, plain: Tally, sealed: Tally, recipients: [Recipient]) {
        self.path = path
        plainSHA256 = plain.hash
        plainSize = plain.size
        sealedSHA256 = sealed.hash
        sealedSize = sealed.size
        self.recipients = recipients.map(\.description)
    }
}

/// The folder of sealed files, each in two parts.
///
///     2026/11/21/c-17.original.age            the payload: nonce and chunks
///     headers/2026/11/21/c-17.original.age    the header: the file key, wrapped for each recipient
///
/// One after the other they are what stock `age` opens: `cat headers/F F | age -d -i identity`; of the SM profile, whose
/// files are called the same, what scripts/recover-sm.sh opens. Who may open a file is
/// changed by writing some hundred bytes anew, and destroying those shreds the file with all copies of its payload.
///
/// A file in it is whole or not there: the header comes last and goes first. Opening and destroying are for the caller
/// to write into the audit log.
package struct Vault: Sendable {
    /// The folder of the headers, below the vault.
    package static let headersFolder = "headers"

    private let root: URL

    package init(root: URL) { self.root = root }

    /// Encrypts `source` to `recipients` under `path`, reads the result back, and only then gives it its name.
    ///
    /// The read-back decrypts every chunk with the key that is still at hand and compares the plaintext's hash: when
    /// this returns, the source may be removed. On any error nothing is left under `path` that was not there before.
    package func seal(
        _ source: consuming some Sealable & ~Copyable,
        as path: String,
        to recipients: [Recipient],
        replacing: Bool = false
    ) throws -> SealedRecording {
        let place = try place(of: path)
        var file = try place.begin(replacing: replacing)
        var writer = try SealWriter(to: recipients)
        var plain = try Counter()
        var sealed = try Counter()
        try source.write { bytes in
            try plain.count(bytes)
            try writer.write(bytes) { try sealed.pass($0, to: file) }
        }
        try writer.finish { try sealed.pass($0, to: file) }
        let recording = SealedRecording(
            path: path,
            plain: try plain.finish(),
            sealed: try sealed.finish(),
            recipients: recipients
        )
        let isSame = try file.readBack { try Self.holds(&$0, recording.plainSHA256, as: writer) }
        guard isSame else { throw VaultError.readBackDiffers(file: path) }
        try place.commit(file, header: writer.header, replacing: replacing)
        return recording
    }

    /// Takes over a file that another vault sealed, such as a worker's, byte for byte.
    ///
    /// What is in it cannot be seen from here: its plaintext and recipients are taken on the worker's word.
    package func adopt(
        _ path: String,
        from other: Vault,
        plainSHA256: SHA256Digest,
        plainSize: Int,
        recipients: [Recipient]
    ) throws -> SealedRecording {
        SealedRecording(
            path: path,
            plain: Tally(size: plainSize, hash: plainSHA256),
            sealed: try share(path, of: other) ?? take(path, from: other),
            recipients: recipients
        )
    }

    /// Gives another vault's payload a second name, here, and copies its header; nil where two names cannot be had.
    private func share(_ path: String, of other: Vault) throws -> Tally? {
        let source = try other.place(of: path).payload
        let place = try place(of: path)
        guard let file = try AtomicFile(sharing: source, at: place.payload) else { return nil }
        let sealed = try Tally(ofFileAt: source)
        try place.commit(file, header: try other.header(of: path), replacing: true)
        return sealed
    }

    /// Copies payload and header of another vault's file.
    @discardableResult
    func take(_ path: String, from other: Vault) throws -> Tally {
        let header = try other.header(of: path)
        var source = try File(reading: try other.place(of: path).payload)
        let place = try place(of: path)
        let file = try place.begin(replacing: true)
        var sealed = try Counter()
        var piece: [UInt8] = []
        while try source.read(into: &piece, upTo: 4 * Payload.chunkLength) > 0 {
            try sealed.pass(piece.span, to: file)
            piece.removeAll(keepingCapacity: true)
        }
        try place.commit(file, header: header, replacing: true)
        return try sealed.finish()
    }

    /// Decrypts the file and hands its chunks to `sink` as they prove whole.
    ///
    /// What `sink` got before an error is authentic but not complete, and must not be taken for the recording.
    package func open(
        _ path: String,
        with identity: borrowing Identity,
        into sink: (Span<UInt8>) throws -> Void
    ) throws {
        let header = try header(of: path)
        var file = try File(reading: try place(of: path).payload)
        try Sealing.decrypt(from: &file, header: header, with: identity, into: sink)
    }

    /// Decrypts the file to `target`, which appears whole, with permissions 0600, or not at all.
    package func extract(
        _ path: String,
        with identity: borrowing Identity,
        to target: URL,
        replacing: Bool = false
    ) throws {
        let output = try AtomicFile(at: target, replacing: replacing)
        try open(path, with: identity) { try output.write($0) }
        try output.commit()
    }

    /// Random access to the plaintext of the file.
    package func file(_ path: String, with identity: borrowing Identity) throws(VaultError) -> SealedFile {
        try SealedFile(at: try place(of: path).payload, header: try header(of: path), with: identity)
    }

    package func contains(_ path: String) throws(VaultError) -> Bool {
        let place = try place(of: path)
        return Folder.contains(place.header) || Folder.contains(place.payload)
    }

    /// SHA-256 of the payload as it lies there, to compare with `SealedRecording.sealedSHA256`.
    package func sealedHash(of path: String) throws(VaultError) -> SHA256Digest {
        try SHA256.hash(fileAt: try place(of: path).payload, name: path)
    }

    /// Overwrites the header with zeros, without which no key opens the payload nor any copy of it, and removes both.
    ///
    /// The header is read back from the disk before it goes, and has to be none any more. A copy-on-write file system, a
    /// snapshot or a backup of the headers may still hold the old one.
    package func destroy(_ path: String) throws(VaultError) {
        let place = try place(of: path)
        if Folder.contains(place.header) {
            let header = try File(updating: place.header)
            try header.erase()
            guard (try? SealHeader(contentsOf: place.header)) == nil else {
                throw .readBackDiffers(file: place.header.lastPathComponent)
            }
            try Folder.remove(place.header)
            try Folder.synchronize(place.header.deletingLastPathComponent())
        }
        guard Folder.contains(place.payload) else { return }
        try Folder.remove(place.payload)
        try Folder.synchronize(place.payload.deletingLastPathComponent())
    }

    /// Changes who can open the file, by its header alone; the old header is overwritten where it lay.
    ///
    /// - Returns: false, and nothing is changed, where no stanza is for `identity`.
    package func rewrap(
        _ path: String,
        to recipients: [Recipient],
        by identity: borrowing Identity
    ) throws(VaultError) -> Bool {
        let place = try place(of: path)
        let changed: SealHeader
        do {
            changed = try header(of: path).rewrapped(for: recipients, by: identity)
        } catch .noMatchingIdentity {
            return false
        }
        let old = try File(updating: place.header)
        try AtomicFile.write(changed.bytes.span, to: place.header, replacing: true)
        try old.erase()
        return true
    }

    /// The paths of all files whose headers are here, in their order.
    package func paths() throws(VaultError) -> [String] {
        let folder = root.appending(component: Self.headersFolder)
        guard let walk = FileManager.default.enumerator(atPath: folder.path(percentEncoded: false)) else { return [] }
        var paths: [String] = []
        while let path = walk.nextObject() as? String {
            let isFile = walk.fileAttributes?[.type] as? FileAttributeType == .typeRegular
            if isFile, !path.hasSuffix(AtomicFile.partialSuffix) { paths.append(path) }
        }
        return paths.sorted()
    }

    /// Whether `identity` opens the file's header, which costs no more than that.
    package func opens(_ path: String, with identity: borrowing Identity) throws(VaultError) -> Bool {
        do {
            return try header(of: path).fileKey(for: identity).count > 0
        } catch .noMatchingIdentity {
            return false
        }
    }

    /// In which format the file is sealed.
    package func profile(of path: String) throws(VaultError) -> SealProfile { try header(of: path).profile }

    func header(of path: String) throws(VaultError) -> SealHeader {
        try SealHeader(contentsOf: try place(of: path).header)
    }

    /// Removes what a killed process left unfinished; the result says how many files that were.
    package func sweepTemporaries() throws(VaultError) -> Int {
        try AtomicFile.sweep(root)
    }

    /// Whether `file` begins as `writer` wrote it, and decrypts to a plaintext of that hash.
    private static func holds(
        _ file: inout File,
        _ plain: SHA256Digest,
        as writer: borrowing SealWriter
    ) throws -> Bool {
        var reader = try SealReader(writer.header.profile, payloadKey: writer.payloadKey)
        var nonce: [UInt8] = []
        _ = try file.read(into: &nonce, upTo: Payload.nonceLength)
        guard nonce == writer.nonce else { return false }
        var hash = try SHA256()
        do {
            try reader.decrypt(from: &file) { try hash.update($0) }
        } catch VaultError.payload {
            return false
        }
        return try hash.finish() == plain
    }

    /// Refuses a path that could leave the vault, hide in it, or be taken for a header.
    func place(of path: String) throws(VaultError) -> Place {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let isSafe = parts.allSatisfy { part in
            !part.isEmpty && !part.hasPrefix(".") && !part.hasSuffix(AtomicFile.partialSuffix)
                && part.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f }
        }
        guard isSafe, parts[0] != Self.headersFolder, path.utf8.count <= 1024 else { throw .unsafePath }
        return Place(
            payload: parts.reduce(root) { $0.appending(component: $1) },
            header: parts.reduce(root.appending(component: Self.headersFolder)) { $0.appending(component: $1) }
        )
    }
}

/// Where the two parts of a sealed file lie.
struct Place {
    let payload: URL
    let header: URL

    /// Begins the payload.
    func begin(replacing: Bool) throws(VaultError) -> AtomicFile {
        guard replacing || !Folder.contains(header) else { throw .alreadyExists(file: payload.lastPathComponent) }
        return try AtomicFile(at: payload, replacing: replacing)
    }

    /// Gives the payload its name, then the header: until that is there, the file is not.
    func commit(_ file: consuming AtomicFile, header text: SealHeader, replacing: Bool) throws {
        var part = try AtomicFile(at: header, replacing: replacing)
        try part.write(text.bytes.span)
        let isSame = try part.readBack { file throws(VaultError) in
            var bytes: [UInt8] = []
            _ = try file.read(into: &bytes, upTo: SealHeader.maximumLength + 1)
            return bytes == text.bytes
        }
        guard isSame else { throw VaultError.readBackDiffers(file: header.lastPathComponent) }
        if replacing, Folder.contains(header) {
            // Never the new payload under the old header.
            try Folder.remove(header)
            try Folder.synchronize(header.deletingLastPathComponent())
        }
        try file.commit()
        do {
            try part.commit()
        } catch {
            try? Folder.remove(payload)
            throw error
        }
    }
}

/// How much there was and what it hashes to.
struct Tally {
    let size: Int
    let hash: SHA256Digest
}

extension Tally {
    fileprivate init(ofFileAt url: URL) throws(VaultError) {
        self.init(size: Int(try File(reading: url).status().st_size), hash: try SHA256.hash(fileAt: url))
    }
}

/// Makes a `Tally` of bytes that pass by.
private struct Counter: ~Copyable {
    private var size = 0
    private var hash: SHA256

    init() throws(VaultError) { hash = try SHA256() }

    mutating func count(_ bytes: Span<UInt8>) throws(VaultError) {
        size += bytes.count
        try hash.update(bytes)
    }

    mutating func pass(_ bytes: Span<UInt8>, to file: borrowing AtomicFile) throws(VaultError) {
        try count(bytes)
        try file.write(bytes)
    }

    mutating func finish() throws(VaultError) -> Tally { Tally(size: size, hash: try hash.finish()) }
}
