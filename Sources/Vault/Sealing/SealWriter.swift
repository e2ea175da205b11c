/// Encrypts one file, in pieces of any size.
///
/// The header and the payload are handed out apart: one after the other they are a sealed file, of the profile that its
/// recipients' keys belong to. Memory is twice the
/// chunks that are sealed at once.
package struct SealWriter: ~Copyable {
    /// What takes the payload's bytes, in order.
    package typealias Sink = (Span<UInt8>) throws -> Void

    /// Who can open the payload; to be stored before it, or apart from it.
    package let header: SealHeader

    private let cipher: ChunkCipher
    private var pending: SecretBuffer
    private let batchLength: Int
    private var sealed: [UInt8] = []
    private var chunk = 0
    /// The bytes before the first chunk.
    let nonce: [UInt8]
    private var isNonceWritten = false
    /// The key of the chunks, for whoever reads back what was written.
    let payloadKey: Secret

    /// Begins a file that each of `recipients`, at least one, can open.
    ///
    /// `chunksAtOnce` chunks of 64 KiB are gathered and then sealed by all cores; one chunk is right for a slow stream.
    package init(to recipients: [Recipient], chunksAtOnce: Int = ChunkCipher.batch) throws(VaultError) {
        try self.init(try SealProfile(of: recipients), chunksAtOnce: chunksAtOnce) { fileKey throws(VaultError) in
            try SealHeader.stanzas(fileKey: fileKey, recipients: recipients)
        }
    }

    /// Begins a file under a new key, which `stanzas` give away.
    init(
        _ profile: SealProfile,
        chunksAtOnce: Int,
        stanzas: (borrowing Secret) throws(VaultError) -> [Stanza]
    ) throws(VaultError) {
        let fileKey = try Secret.random(profile.fileKeyLength)
        let nonce = try [UInt8].random(Payload.nonceLength)
        let header = try SealHeader(profile, fileKey: fileKey, stanzas: try stanzas(fileKey))
        let payloadKey = try profile.key(.chunks, from: fileKey, nonce: nonce)
        let cipher = try ChunkCipher(profile, key: payloadKey, chunksAtOnce: chunksAtOnce)
        self.nonce = nonce
        self.header = header
        self.payloadKey = payloadKey
        self.cipher = cipher
        batchLength = max(1, chunksAtOnce) * Payload.chunkLength
        pending = SecretBuffer(capacity: Payload.chunkLength)
    }

    package mutating func write(_ bytes: Span<UInt8>, into sink: Sink) throws {
        var rest = bytes
        while rest.count > 0 {
            // A full chunk waits for the byte after it, because the last chunk is sealed differently.
            let isLarge = rest.count > Payload.chunkLength
            let started = pending.count % Payload.chunkLength
            if pending.count == batchLength || (isLarge && pending.count > 0 && started == 0) {
                try flush(endsFile: false, into: sink)
            } else if pending.free == 0 {
                pending.reserve(batchLength)
            }
            if isLarge, pending.count == 0 {
                // Large pieces are sealed from where they lie.
                let length = min(batchLength, rest.count - 1) / Payload.chunkLength * Payload.chunkLength
                try seal(rest.extracting(0..<length), into: sink)
                rest = rest.extracting(length..<rest.count)
            } else {
                let room = isLarge ? Payload.chunkLength - started : pending.free
                let taken = pending.append(rest.extracting(0..<min(room, rest.count)))
                rest = rest.extracting(taken..<rest.count)
            }
        }
    }

    /// Writes what is left; nothing may be written after it.
    package mutating func finish(into sink: Sink) throws {
        try flush(endsFile: true, into: sink)
    }

    private mutating func flush(endsFile: Bool, into sink: Sink) throws {
        try writeNonce(into: sink)
        try pending.withSpan { plain throws(VaultError) in
            try cipher.seal(plain, first: chunk, endsFile: endsFile, into: &sealed)
        }
        chunk += (pending.count + Payload.chunkLength - 1) / Payload.chunkLength
        pending.removeAll()
        try sink(sealed.span)
    }

    private mutating func seal(_ plain: Span<UInt8>, into sink: Sink) throws {
        try writeNonce(into: sink)
        try cipher.seal(plain, first: chunk, endsFile: false, into: &sealed)
        chunk += plain.count / Payload.chunkLength
        try sink(sealed.span)
    }

    private mutating func writeNonce(into sink: Sink) throws {
        guard !isNonceWritten else { return }
        isNonceWritten = true
        try sink(nonce.span)
    }
}
