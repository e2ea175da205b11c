package import Foundation

/// Sealed files in one piece: age v1 (C2SP age specification), as stock `age` writes and reads it, and the SM profile.
///
/// Files sealed to passphrases are read. Memory stays within a few MiB, whatever the
/// size of the file.
package enum Sealing {
    /// Encrypts all that `source` gives, and hands the file to `sink` piece by piece.
    package static func encrypt(
        _ source: consuming some Sealable & ~Copyable,
        to recipients: [Recipient],
        into sink: SealWriter.Sink
    ) throws {
        var writer = try SealWriter(to: recipients)
        try sink(writer.header.bytes.span)
        try source.write { try writer.write($0, into: sink) }
        try writer.finish(into: sink)
    }

    /// Encrypts the file at `url` into a new one, which appears whole or not at all.
    ///
    /// - Returns: the hash of what was read; a file that grows meanwhile is sealed as far as it was read.
    package static func encrypt(
        fileAt url: URL,
        to recipients: [Recipient],
        at target: URL
    ) throws -> SHA256Digest {
        let output = try AtomicFile(at: target)
        var writer = try SealWriter(to: recipients)
        var hash = try SHA256()
        try output.write(writer.header.bytes.span)
        try SealableFile(url).write { bytes in
            try hash.update(bytes)
            try writer.write(bytes) { try output.write($0) }
        }
        try writer.finish { try output.write($0) }
        try output.commit()
        return try hash.finish()
    }

    /// Decrypts the file at `url` and hands its chunks to `sink` as they prove whole.
    ///
    /// Whether it is armored, its first byte says where `armored` does not.
    /// What `sink` got before an error is authentic but not complete, and must not be taken for the file.
    package static func decrypt(
        fileAt url: URL,
        armored: Bool? = nil,
        with identity: borrowing Identity,
        into sink: (Span<UInt8>) throws -> Void
    ) throws {
        try decrypt(try File(reading: url, name: "sealed file"), armored: armored, with: identity, into: sink)
    }

    /// Decrypts what comes in at standard input, armored or not.
    package static func decryptStandardInput(
        with identity: borrowing Identity,
        into sink: (Span<UInt8>) throws -> Void
    ) throws {
        try decrypt(try File.standardInput(), armored: nil, with: identity, into: sink)
    }

    private static func decrypt(
        _ file: consuming File,
        armored: Bool?,
        with identity: borrowing Identity,
        into sink: (Span<UInt8>) throws -> Void
    ) throws {
        var start: [UInt8] = []
        _ = try file.read(into: &start, upTo: 1)
        var source = PrefixedSource(start, file)
        if armored ?? start.first.map(ArmorReader<File>.canBegin) ?? false {
            var armor = ArmorReader(source)
            try decrypt(from: &armor, with: identity, into: sink)
        } else {
            try decrypt(from: &source, with: identity, into: sink)
        }
    }

    /// Decrypts what `source` gives: a whole file, or where its `header` lies apart, the payload.
    static func decrypt(
        from source: inout some ByteSource & ~Copyable,
        header: SealHeader? = nil,
        with identity: borrowing Identity,
        into sink: (Span<UInt8>) throws -> Void
    ) throws {
        var reader = try SealReader(&source, header: header, with: identity)
        try reader.decrypt(from: &source, into: sink)
    }
}
