internal import Foundation

/// Reads a sealed file from its start to where it ends or, if it was never finished, was cut off.
struct GrowingReader: ~Copyable {
    enum End: Equatable {
        /// It is whole.
        case finished
        /// What it ends with is in records.
        case cutOff(GrowingTail)
    }

    let name: String
    /// Where chunk 0 begins.
    let start: Int
    var file: File
    let ciphers: GrowingCiphers

    /// Opens `file`, whose key is `fileKey`.
    ///
    /// - Throws: `VaultError.headerCode` where it is the key of another.
    init(_ file: consuming File, name: String, fileKey: borrowing Secret) throws(VaultError) {
        var opened = file
        var rest: [UInt8] = []
        let header = try SealHeader.read(from: &opened, rest: &rest)
        let headerLength = header.bytes.count
        try header.verify(under: fileKey)
        var nonce: [UInt8] = []
        try opened.seek(to: headerLength)
        guard try opened.read(into: &nonce, upTo: Payload.nonceLength) == Payload.nonceLength else {
            throw header.lacksNonce
        }
        let ciphers = try GrowingCiphers(header.profile, fileKey: fileKey, nonce: nonce)
        self.ciphers = ciphers
        start = headerLength + Payload.nonceLength
        self.name = name
        self.file = opened
    }

    /// Hands the content to `sink` as it proves authentic.
    ///
    /// - Throws: `VaultError.payload` for a file that is neither whole nor as a killed writer leaves it.
    mutating func read(into sink: (Span<UInt8>) throws -> Void) throws -> End {
        var plain = SecretBuffer(capacity: Payload.chunkLength)
        var sealed: [UInt8] = []
        var chunk = 0
        while true {
            sealed.removeAll(keepingCapacity: true)
            try file.seek(to: start + GrowingLayout.place(ofChunk: chunk, ciphers.profile))
            _ = try file.read(into: &sealed, upTo: ciphers.profile.sealedChunkLength)
            if sealed.count == ciphers.profile.sealedChunkLength,
                ciphers.chunks.open(sealed.span, nonce: Payload.nonce(chunk: chunk, isLast: false), into: &plain)
            {
                try plain.withSpan { try sink($0) }
                chunk += 1
                continue
            }
            if ciphers.chunks.open(sealed.span, nonce: Payload.nonce(chunk: chunk, isLast: true), into: &plain),
                try isAtEnd
            {
                guard plain.count > 0 || chunk == 0 else { throw VaultError.payload(chunk: chunk, .emptyLastChunk) }
                try plain.withSpan { try sink($0) }
                return .finished
            }
            return .cutOff(try readTail(of: chunk, place: sealed, into: sink))
        }
    }

    private var isAtEnd: Bool {
        mutating get throws(VaultError) {
            var more: [UInt8] = []
            return try file.read(into: &more, upTo: 1) == 0
        }
    }

    /// The records of a chunk that is not there; of the one before it, where it was about to begin.
    private mutating func readTail(
        of chunk: Int,
        place: [UInt8],
        into sink: (Span<UInt8>) throws -> Void
    ) throws -> GrowingTail {
        let tail = try Self.records(of: chunk, in: &file, start: start, with: ciphers, into: sink)
        if tail.records > 0 { return tail }
        if chunk > 0 {
            let before = try Self.records(of: chunk - 1, in: &file, start: start, with: ciphers) { _ in }
            if before.records > 0 { return before }
        } else if place.allSatisfy({ $0 == 0 }) {
            return tail
        }
        throw VaultError.payload(chunk: chunk, place.isEmpty ? .noLastChunk : .altered)
    }

    /// Goes through the records of a chunk as far as they are whole and follow each other.
    static func records(
        of chunk: Int,
        in file: inout File,
        start: Int,
        with ciphers: borrowing GrowingCiphers,
        into sink: (Span<UInt8>) throws -> Void
    ) throws -> GrowingTail {
        var tail = GrowingTail(chunk: chunk, ciphers.profile)
        var plain = SecretBuffer(capacity: Payload.chunkLength)
        var bytes: [UInt8] = []
        try file.seek(to: start + tail.end)
        while true {
            bytes.removeAll(keepingCapacity: true)
            guard try file.read(into: &bytes, upTo: GrowingRecord.length) == GrowingRecord.length,
                let record = GrowingRecord(bytes.span, chunk: chunk), record.index == tail.records,
                tail.count + record.count <= Payload.chunkLength
            else { return tail }
            let head = bytes
            bytes.removeAll(keepingCapacity: true)
            _ = try file.read(into: &bytes, upTo: record.sealedLength(in: ciphers.profile) - GrowingRecord.length)
            let nonce = record.nonce(in: ciphers.profile)
            guard ciphers.records.open(bytes.span, nonce: nonce, associated: head, into: &plain) else {
                return tail
            }
            try plain.withSpan { try sink($0) }
            tail.add(record)
        }
    }
}
