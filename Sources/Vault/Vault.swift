package import Foundation

/// A file in the vault, sealed, on the disk and read back; only `Vault.seal` makes one.
package struct SealedRecording: Hashable, Sendable {
    /// Relative to the vault.
    package let path: String
    /// Of what was sealed.
    package let plainSHA256: SHA256Digest
    package let plainSize: Int
    /// Of the age file.
    package let sealedSHA256: SHA256Digest
    package let sealedSize: Int
    /// Who can open it, as `age1…`.
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

/// The folder of sealed files: age v1 files that stock `age -d -i identity` opens.
///
/// A file in it is whole or not there. Opening and destroying are for the caller to write into the audit log.
package struct Vault: Sendable {
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
        var file = try AtomicFile(at: try url(of: path), replacing: replacing)
        var writer = try AgeWriter(to: recipients)
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
        try file.commit()
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
        var source = try File(reading: try other.url(of: path))
        var rest: [UInt8] = []
        _ = try AgeHeader.read(from: &source, rest: &rest)
        try source.seek(to: 0)
        let file = try AtomicFile(at: try url(of: path), replacing: true)
        var sealed = try Counter()
        var piece: [UInt8] = []
        while try source.read(into: &piece, upTo: 4 * Payload.chunkLength) > 0 {
            try sealed.pass(piece.span, to: file)
            piece.removeAll(keepingCapacity: true)
        }
        try file.commit()
        return SealedRecording(
            path: path,
            plain: Tally(size: plainSize, hash: plainSHA256),
            sealed: try sealed.finish(),
            recipients: recipients
        )
    }

    /// Decrypts the file and hands its chunks to `sink` as they prove whole.
    ///
    /// What `sink` got before an error is authentic but not complete, and must not be taken for the recording.
    package func open(
        _ path: String,
        with identity: borrowing Identity,
        into sink: (Span<UInt8>) throws -> Void
    ) throws {
        var file = try File(reading: try url(of: path))
        try Age.decrypt(from: &file, with: identity, into: sink)
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
    package func file(_ path: String, with identity: borrowing Identity) throws(VaultError) -> AgeFile {
        try AgeFile(at: try url(of: path), with: identity)
    }

    package func contains(_ path: String) throws(VaultError) -> Bool {
        Folder.contains(try url(of: path))
    }

    /// SHA-256 of the sealed file as it lies there, to compare with `SealedRecording.sealedSHA256`.
    package func sealedHash(of path: String) throws(VaultError) -> SHA256Digest {
        try SHA256.hash(fileAt: try url(of: path), name: path)
    }

    /// Overwrites the header with zeros, without which no key opens the file, and removes it.
    ///
    /// A copy-on-write file system, a snapshot or a backup may still hold the old header.
    package func destroy(_ path: String) throws(VaultError) {
        let url = try url(of: path)
        var file = try File(updating: url)
        let length = try Self.headerLength(of: &file)
        try file.seek(to: 0)
        try file.write([UInt8](repeating: 0, count: length).span)
        try file.synchronize()
        try Folder.remove(url)
        try Folder.synchronize(url.deletingLastPathComponent())
    }

    /// Removes what a killed process left unfinished; the result says how many files that were.
    package func sweepTemporaries() throws(VaultError) -> Int {
        try AtomicFile.sweep(root)
    }

    /// Whether `file` begins as `writer` wrote it, and decrypts to a plaintext of that hash.
    private static func holds(
        _ file: inout File,
        _ plain: SHA256Digest,
        as writer: borrowing AgeWriter
    ) throws -> Bool {
        var reader = try AgeReader(payloadKey: writer.payloadKey)
        var preamble: [UInt8] = []
        _ = try file.read(into: &preamble, upTo: writer.preamble.count)
        guard preamble == writer.preamble else { return false }
        var hash = try SHA256()
        do {
            try reader.decrypt(from: &file) { try hash.update($0) }
        } catch VaultError.payload {
            return false
        }
        return try hash.finish() == plain
    }

    /// Of a file whose header cannot be read, as much as a header can be long.
    private static func headerLength(of file: inout File) throws(VaultError) -> Int {
        var rest: [UInt8] = []
        if let header = try? AgeHeader.read(from: &file, rest: &rest) {
            return header.bytes.count + Payload.nonceLength
        }
        return min(AgeHeader.maximumLength, try file.size)
    }

    /// Refuses a path that could leave the vault or hide in it.
    private func url(of path: String) throws(VaultError) -> URL {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let isSafe = parts.allSatisfy { part in
            !part.isEmpty && !part.hasPrefix(".") && !part.hasSuffix(AtomicFile.partialSuffix)
                && part.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f }
        }
        guard isSafe, path.utf8.count <= 1024 else { throw .unsafePath }
        return parts.reduce(root) { $0.appending(component: $1) }
    }
}

/// How much there was and what it hashes to.
private struct Tally {
    let size: Int
    let hash: SHA256Digest
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
