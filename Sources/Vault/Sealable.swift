package import Foundation

/// Something that may be sealed: it hands out its bytes once, in order, and is gone.
package protocol Sealable: ~Copyable {
    /// Calls `sink` with one piece after the other; a piece may have any size.
    consuming func write(to sink: (Span<UInt8>) throws -> Void) throws
}

/// A file on disk that is to be sealed; it stays where it is, and whoever sealed it removes it.
package struct SealableFile: Sealable, Sendable {
    private let url: URL

    package init(_ url: URL) { self.url = url }

    package consuming func write(to sink: (Span<UInt8>) throws -> Void) throws {
        var file = try File(reading: url, name: "source")
        var piece: [UInt8] = []
        defer { piece.wipe() }
        // One chunk more than a batch: the last waits for what follows, and the batch before it is sealed where it lies.
        while try file.read(into: &piece, upTo: (ChunkCipher.batch + 1) * Payload.chunkLength) > 0 {
            try sink(piece.span)
            piece.removeAll(keepingCapacity: true)
        }
    }
}

/// Bytes in memory that are to be sealed.
package struct SealableBytes: Sealable, Sendable {
    private let bytes: [UInt8]

    package init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    package consuming func write(to sink: (Span<UInt8>) throws -> Void) throws {
        try sink(bytes.span)
    }
}
