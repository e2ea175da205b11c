/// Decrypts one age v1 file from its start to its end, within one chunk of memory.
struct AgeReader: ~Copyable {
    private let cipher: ChaCha20Poly1305
    private var plain = SecretBuffer(capacity: Payload.chunkLength)
    /// What was read of the payload along with the header.
    private let start: [UInt8]
    private var chunk = 0

    /// Reads the header from `source` and opens it.
    init(
        _ source: inout some ByteSource & ~Copyable,
        with identity: borrowing Identity
    ) throws(VaultError) {
        var rest: [UInt8] = []
        let header = try AgeHeader.read(from: &source, rest: &rest)
        let fileKey = try identity.unwrap(header.stanzas)
        try header.verify(under: fileKey)
        if rest.count < Payload.nonceLength {
            _ = try source.read(into: &rest, upTo: Payload.nonceLength - rest.count)
        }
        guard rest.count >= Payload.nonceLength else { throw header.lacksNonce }
        let key = try Payload.key(fileKey: fileKey, nonce: Array(rest.prefix(Payload.nonceLength)))
        cipher = try ChaCha20Poly1305(key: key)
        start = Array(rest.dropFirst(Payload.nonceLength))
    }

    /// Reads chunks under a key that is already known.
    init(payloadKey: borrowing Secret) throws(VaultError) {
        cipher = try ChaCha20Poly1305(key: payloadKey)
        start = []
    }

    /// Hands every chunk to `sink` as soon as it has proved whole.
    ///
    /// What `sink` got before an error is authentic but not complete, and must not be taken for the file.
    mutating func decrypt(
        from source: inout some ByteSource & ~Copyable,
        into sink: (Span<UInt8>) throws -> Void
    ) throws {
        var sealed = start
        while true {
            if sealed.count < Payload.sealedChunkLength {
                _ = try source.read(into: &sealed, upTo: Payload.sealedChunkLength - sealed.count)
            }
            let length = min(sealed.count, Payload.sealedChunkLength)
            let isLast = try openChunk(sealed.span.extracting(0..<length))
            try plain.withSpan { try sink($0) }
            sealed.removeFirst(length)
            chunk += 1
            guard isLast else { continue }
            guard sealed.isEmpty, try source.read(into: &sealed, upTo: 1) == 0 else {
                throw VaultError.payload(chunk: chunk, .trailingBytes)
            }
            return
        }
    }

    /// Opens the chunk that comes next; true where it is the last.
    private mutating func openChunk(_ bytes: Span<UInt8>) throws(VaultError) -> Bool {
        guard bytes.count > 0 else { throw .payload(chunk: chunk, .noLastChunk) }
        // A full chunk may be the last one: only its nonce tells.
        if bytes.count == Payload.sealedChunkLength,
            try cipher.open(bytes, nonce: Payload.nonce(chunk: chunk, isLast: false), into: &plain)
        {
            return false
        }
        guard try cipher.open(bytes, nonce: Payload.nonce(chunk: chunk, isLast: true), into: &plain) else {
            throw .payload(chunk: chunk, .altered)
        }
        guard plain.count > 0 || chunk == 0 else { throw .payload(chunk: chunk, .emptyLastChunk) }
        return true
    }
}
