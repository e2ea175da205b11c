package import Foundation

/// A sealed file of the Chinese commercial algorithms: SM4, SM3 and SM2, by libcrypto alone.
///
/// A format of our own, for sites that have to use these algorithms; age is the default. docs/sm.md tells every byte,
/// and scripts/recover-sm.sh opens it with nothing but openssl.
///
///     aftercall-sm/v1
///     -> SM2 <base64 of the SM2 ciphertext of the 32-byte file key>      one line a recipient
///     --- <base64 of HMAC-SM3(header key, all bytes before the space)>
///     16 bytes of nonce, then chunks: up to 64 KiB under SM4-CTR, 32 bytes of HMAC-SM3
package enum SMFile {
    static let version = "aftercall-sm/v1"
    static let tagLength = 32
    private static let sealedChunkLength = Payload.chunkLength + tagLength

    /// Encrypts all that `source` gives to each of `recipients` (SM2 public keys in PEM files).
    package static func encrypt(
        _ source: consuming some Sealable & ~Copyable,
        to recipients: [URL],
        into sink: (Span<UInt8>) throws -> Void
    ) throws {
        guard !recipients.isEmpty else { throw VaultError.noRecipients }
        let fileKey = try Secret.random(32)
        let nonce = try [UInt8].random(Payload.nonceLength)
        var header = Array("\(version)\n".utf8)
        for url in recipients {
            let wrapped = try SM2Key(publicKeyIn: url).wrap(fileKey)
            header += Array("-> SM2 \(Base64.encodePadded(wrapped))\n".utf8)
        }
        header += Array("---".utf8)
        let code = try SMKeys.code(header, under: fileKey)
        header += Array(" \(Base64.encodePadded(code))\n".utf8) + nonce
        try sink(header.span)
        let chunks = try SMKeys(fileKey: fileKey, nonce: nonce)
        var pending: [UInt8] = []
        pending.reserveCapacity(Payload.chunkLength)
        defer { pending.wipe() }
        var chunk = 0
        try source.write { bytes in
            var rest = bytes
            while rest.count > 0 {
                if pending.count == Payload.chunkLength {
                    try chunks.seal(pending.span, chunk: chunk, isLast: false, into: sink)
                    chunk += 1
                    pending.removeAll(keepingCapacity: true)
                }
                let taken = min(rest.count, Payload.chunkLength - pending.count)
                pending.append(rest.extracting(0..<taken))
                rest = rest.extracting(taken..<rest.count)
            }
        }
        try chunks.seal(pending.span, chunk: chunk, isLast: true, into: sink)
    }

    /// Whether the file at `url` is of this format.
    package static func isOne(at url: URL) throws(VaultError) -> Bool {
        var file = try File(reading: url, name: "sealed file")
        var start: [UInt8] = []
        _ = try file.read(into: &start, upTo: version.utf8.count + 1)
        return start.elementsEqual("\(version)\n".utf8)
    }

    /// Decrypts the file at `url` with an SM2 private key and hands its chunks to `sink` as they prove whole.
    ///
    /// What `sink` got before an error is authentic but not complete, and must not be taken for the file.
    package static func decrypt(
        fileAt url: URL,
        with key: borrowing SM2Key,
        into sink: (Span<UInt8>) throws -> Void
    ) throws {
        var file = try File(reading: url, name: "sealed file")
        var sealed: [UInt8] = []
        let fileKey = try openHeader(of: &file, rest: &sealed, with: key)
        if sealed.count < Payload.nonceLength {
            _ = try file.read(into: &sealed, upTo: Payload.nonceLength - sealed.count)
        }
        guard sealed.count >= Payload.nonceLength else { throw VaultError.header(line: 1, .nonce) }
        let chunks = try SMKeys(fileKey: fileKey, nonce: Array(sealed.prefix(Payload.nonceLength)))
        sealed.removeFirst(Payload.nonceLength)
        var plain: [UInt8] = []
        defer { plain.wipe() }
        for chunk in 0... {
            // A byte more than a chunk tells whether it is the last.
            if sealed.count <= sealedChunkLength {
                _ = try file.read(into: &sealed, upTo: sealedChunkLength + 1 - sealed.count)
            }
            let isLast = sealed.count <= sealedChunkLength
            let length = min(sealed.count, sealedChunkLength)
            guard length >= tagLength else { throw VaultError.payload(chunk: chunk, .noLastChunk) }
            guard try chunks.open(sealed.span.extracting(0..<length), chunk: chunk, isLast: isLast, into: &plain) else {
                throw VaultError.payload(chunk: chunk, .altered)
            }
            guard !plain.isEmpty || chunk == 0 else { throw VaultError.payload(chunk: chunk, .emptyLastChunk) }
            try sink(plain.span)
            if isLast { return }
            sealed.removeFirst(length)
        }
    }

    /// The file key; `rest` gets what was read behind the header.
    private static func openHeader(
        of file: inout File,
        rest: inout [UInt8],
        with key: borrowing SM2Key
    ) throws(VaultError) -> Secret {
        var text: [UInt8] = []
        _ = try file.read(into: &text, upTo: AgeHeader.maximumLength)
        let lines = Lines.ranges(in: text.span)
        guard let first = lines.first, text[first].elementsEqual(version.utf8) else { throw .header(line: 1, .version) }
        var fileKey: Secret?
        for (index, line) in lines.enumerated().dropFirst() {
            let columns = text[line]
            if columns.starts(with: "--- ".utf8) {
                guard let code = Base64.decodePadded(text.span.extracting(line.lowerBound + 4..<line.upperBound)),
                    text.count > line.upperBound
                else { throw .header(line: index + 1, .code) }
                guard let fileKey else { throw .noMatchingIdentity }
                let expected = try SMKeys.code(Array(text[..<(line.lowerBound + 3)]), under: fileKey)
                guard HMAC.equal(expected.span, code.span) else { throw .headerCode }
                rest = Array(text[(line.upperBound + 1)...])
                return fileKey
            }
            guard columns.starts(with: "-> SM2 ".utf8),
                let wrapped = Base64.decodePadded(text.span.extracting(line.lowerBound + 7..<line.upperBound))
            else { throw .header(line: index + 1, .stanzaStart) }
            if fileKey == nil, let opened = key.unwrap(wrapped), opened.count == 32 { fileKey = consume opened }
        }
        throw .header(line: lines.count, .cut)
    }
}

/// The keys of a file's chunks, and what is done with them.
private struct SMKeys: ~Copyable {
    private let cipher: SM4
    private let codes: Secret

    init(fileKey: borrowing Secret, nonce: [UInt8]) throws(VaultError) {
        let cipher = try SM4(key: try Self.derive("cipher", nonce, from: fileKey))
        let codes = try Self.derive("mac", nonce, from: fileKey)
        self.cipher = cipher
        self.codes = codes
    }

    /// HMAC-SM3 of a header.
    static func code(_ header: [UInt8], under fileKey: borrowing Secret) throws(VaultError) -> [UInt8] {
        try HMAC.sm3(key: try derive("header", [], from: fileKey), header.span)
    }

    func seal(
        _ plain: Span<UInt8>,
        chunk: Int,
        isLast: Bool,
        into sink: (Span<UInt8>) throws -> Void
    ) throws {
        var sealed: [UInt8] = []
        try cipher.apply(to: plain, counter: Self.place(chunk) + [UInt8](repeating: 0, count: 8), into: &sealed)
        sealed += try code(of: sealed.span, chunk, isLast)
        try sink(sealed.span)
    }

    /// Replaces `plain`; false, with nothing in it, where the code does not fit.
    func open(
        _ sealed: Span<UInt8>,
        chunk: Int,
        isLast: Bool,
        into plain: inout [UInt8]
    ) throws(VaultError) -> Bool {
        let length = sealed.count - SMFile.tagLength
        let body = sealed.extracting(0..<length)
        let expected = try code(of: body, chunk, isLast)
        guard HMAC.equal(expected.span, sealed.extracting(length..<sealed.count)) else {
            plain.wipe()
            return false
        }
        try cipher.apply(to: body, counter: Self.place(chunk) + [UInt8](repeating: 0, count: 8), into: &plain)
        return true
    }

    /// HMAC-SM3 over the chunk's number, a byte that is 1 for the last, and the ciphertext.
    private func code(of body: Span<UInt8>, _ chunk: Int, _ isLast: Bool) throws(VaultError) -> [UInt8] {
        var message = Self.place(chunk) + [isLast ? 1 : 0]
        message.append(body)
        return try HMAC.sm3(key: codes, message.span)
    }

    /// The number of a chunk, 8 bytes, big-endian.
    private static func place(_ chunk: Int) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: chunk >> (56 - 8 * $0)) }
    }

    private static func derive(
        _ use: String,
        _ nonce: [UInt8],
        from fileKey: borrowing Secret
    ) throws(VaultError) -> Secret {
        let message = Array(use.utf8) + nonce
        var derived = try HMAC.sm3(key: fileKey, message.span)
        return Secret(wiping: &derived)
    }
}
