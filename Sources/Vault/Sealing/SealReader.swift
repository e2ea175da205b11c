/// Decrypts one sealed file from its start to its end, within a few chunks of memory.
struct SealReader: ~Copyable {
    private let profile: SealProfile
    private let cipher: ChunkCipher
    private var plain = SecretBuffer(capacity: Payload.chunkLength)
    /// What was read of the payload along with the header.
    private let start: [UInt8]
    private var chunk = 0

    /// Opens `header`, or where it is nil the one that `source` begins with.
    init(
        _ source: inout some ByteSource & ~Copyable,
        header: SealHeader? = nil,
        with identity: borrowing Identity
    ) throws(VaultError) {
        var rest: [UInt8] = []
        let header = if let header { header } else { try SealHeader.read(from: &source, rest: &rest) }
        let fileKey = try header.fileKey(for: identity)
        if rest.count < Payload.nonceLength {
            _ = try source.read(into: &rest, upTo: Payload.nonceLength - rest.count)
        }
        guard rest.count >= Payload.nonceLength else { throw header.lacksNonce }
        let nonce = Array(rest.prefix(Payload.nonceLength))
        let key = try header.profile.key(.chunks, from: fileKey, nonce: nonce)
        cipher = try ChunkCipher(header.profile, key: key, chunksAtOnce: ChunkCipher.batch)
        profile = header.profile
        start = Array(rest.dropFirst(Payload.nonceLength))
    }

    /// Reads chunks under a key that is already known.
    init(_ profile: SealProfile, payloadKey: borrowing Secret) throws(VaultError) {
        self.profile = profile
        cipher = try ChunkCipher(profile, key: payloadKey, chunksAtOnce: ChunkCipher.batch)
        start = []
    }

    /// Hands the chunks to `sink` as soon as they have proved whole, several at once.
    ///
    /// What `sink` got before an error is authentic but not complete, and must not be taken for the file.
    mutating func decrypt(
        from source: inout some ByteSource & ~Copyable,
        into sink: (Span<UInt8>) throws -> Void
    ) throws {
        var sealed = start
        let sealedLength = profile.sealedChunkLength
        let batchLength = ChunkCipher.batch * sealedLength
        while true {
            if sealed.count < batchLength {
                _ = try source.read(into: &sealed, upTo: batchLength - sealed.count)
            }
            let full = sealed.count - sealed.count % sealedLength
            plain.reserve(full / sealedLength * Payload.chunkLength)
            let sound = cipher.open(sealed.span.extracting(0..<full), first: chunk, into: &plain)
            if sound > 0 { try plain.withSpan { try sink($0) } }
            chunk += sound
            let used = sound * sealedLength
            if used == batchLength {
                sealed.removeAll(keepingCapacity: true)
                continue
            }
            // What does not open as one of many is the last, or was altered.
            let length = min(sealed.count - used, sealedLength)
            try openLast(sealed.span.extracting(used..<used + length))
            try plain.withSpan { try sink($0) }
            sealed.removeFirst(used + length)
            guard sealed.isEmpty, try source.read(into: &sealed, upTo: 1) == 0 else {
                throw VaultError.payload(chunk: chunk + 1, .trailingBytes)
            }
            return
        }
    }

    private mutating func openLast(_ bytes: Span<UInt8>) throws(VaultError) {
        guard bytes.count > 0 else { throw .payload(chunk: chunk, .noLastChunk) }
        guard cipher.open(bytes, nonce: Payload.nonce(chunk: chunk, isLast: true), into: &plain) else {
            throw .payload(chunk: chunk, .altered)
        }
        guard plain.count > 0 || chunk == 0 else { throw .payload(chunk: chunk, .emptyLastChunk) }
    }
}
