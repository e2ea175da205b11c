/// Encrypts one age v1 file, in pieces of any size, within one chunk of memory.
package struct AgeWriter: ~Copyable {
    /// What takes the encrypted bytes, in order.
    package typealias Sink = (Span<UInt8>) throws -> Void

    private let cipher: ChaCha20Poly1305
    private var pending = SecretBuffer(capacity: Payload.chunkLength)
    private var sealed: [UInt8] = []
    private var chunk = 0
    /// The header and the nonce: the bytes before the first chunk.
    let preamble: [UInt8]
    private var isPreambleWritten = false
    /// The key of the chunks, for whoever reads back what was written.
    let payloadKey: Secret

    /// Begins a file that each of `recipients`, at least one, can open.
    package init(to recipients: [Recipient]) throws(VaultError) {
        let fileKey = try Secret.random(16)
        let nonce = try [UInt8].random(Payload.nonceLength)
        let header = try AgeHeader(fileKey: fileKey, recipients: recipients)
        let payloadKey = try Payload.key(fileKey: fileKey, nonce: nonce)
        let cipher = try ChaCha20Poly1305(key: payloadKey)
        preamble = header.bytes + nonce
        self.payloadKey = payloadKey
        self.cipher = cipher
    }

    package mutating func write(_ bytes: Span<UInt8>, into sink: Sink) throws {
        var rest = bytes
        while rest.count > 0 {
            // A full chunk waits for the byte after it, because the last one is sealed differently.
            if pending.free == 0 { try flush(isLast: false, into: sink) }
            if pending.count == 0, rest.count > Payload.chunkLength {
                try seal(rest.extracting(0..<Payload.chunkLength), isLast: false, into: sink)
                rest = rest.extracting(Payload.chunkLength..<rest.count)
            } else {
                let taken = pending.append(rest)
                rest = rest.extracting(taken..<rest.count)
            }
        }
    }

    /// Writes what is left; nothing may be written after it.
    package mutating func finish(into sink: Sink) throws {
        try flush(isLast: true, into: sink)
    }

    private mutating func flush(isLast: Bool, into sink: Sink) throws {
        let number = takeNumber()
        try writePreamble(into: sink)
        let nonce = Payload.nonce(chunk: number, isLast: isLast)
        try pending.withSpan { plain throws(VaultError) in try cipher.seal(plain, nonce: nonce, into: &sealed) }
        pending.removeAll()
        try sink(sealed.span)
    }

    private mutating func seal(_ plain: Span<UInt8>, isLast: Bool, into sink: Sink) throws {
        let number = takeNumber()
        try writePreamble(into: sink)
        try cipher.seal(plain, nonce: Payload.nonce(chunk: number, isLast: isLast), into: &sealed)
        try sink(sealed.span)
    }

    private mutating func takeNumber() -> Int {
        defer { chunk += 1 }
        return chunk
    }

    private mutating func writePreamble(into sink: Sink) throws {
        guard !isPreambleWritten else { return }
        isPreambleWritten = true
        try sink(preamble.span)
    }
}
