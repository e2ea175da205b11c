package import Foundation

/// The age v1 file format (C2SP age specification), as stock `age` writes and reads it.
///
/// X25519 recipients and identities; passphrases and ASCII armor are read, not written. Memory stays within a few
/// chunks of 64 KiB, whatever the size of the file.
package enum Age {
    /// Encrypts all that `source` gives, and hands the file to `sink` piece by piece.
    package static func encrypt(
        _ source: consuming some Sealable & ~Copyable,
        to recipients: [Recipient],
        into sink: AgeWriter.Sink
    ) throws {
        var writer = try AgeWriter(to: recipients)
        try source.write { try writer.write($0, into: sink) }
        try writer.finish(into: sink)
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
        var file = try File(reading: url, name: "sealed file")
        var start: [UInt8] = []
        _ = try file.read(into: &start, upTo: 1)
        try file.seek(to: 0)
        if armored ?? start.first.map(ArmorReader<File>.canBegin) ?? false {
            var armor = ArmorReader(file)
            try decrypt(from: &armor, with: identity, into: sink)
        } else {
            try decrypt(from: &file, with: identity, into: sink)
        }
    }

    static func decrypt(
        from source: inout some ByteSource & ~Copyable,
        with identity: borrowing Identity,
        into sink: (Span<UInt8>) throws -> Void
    ) throws {
        var reader = try AgeReader(&source, with: identity)
        try reader.decrypt(from: &source, into: sink)
    }
}
