package import Foundation

/// A sealed file on disk whose plaintext can be read from anywhere in it: only the chunks in question are decrypted.
package struct SealedFile: ~Copyable {
    /// Length of the plaintext in bytes; proved by the last chunk, which was opened to begin with.
    package let size: Int

    private var file: File
    private let cipher: SealCipher
    private let layout: Layout
    private var plain: SecretBuffer

    /// Opens the header and the last chunk: a file that was cut or extended is refused here.
    ///
    /// Where `header` is given, the file holds the payload alone.
    package init(at url: URL, header: SealHeader? = nil, with identity: borrowing Identity) throws(VaultError) {
        var file = try File(reading: url)
        let headerLength: Int
        let opened: SealHeader
        if let header {
            (opened, headerLength) = (header, 0)
        } else {
            var rest: [UInt8] = []
            opened = try SealHeader.read(from: &file, rest: &rest)
            headerLength = opened.bytes.count
        }
        let fileKey = try opened.fileKey(for: identity)
        var nonce: [UInt8] = []
        try file.seek(to: headerLength)
        guard try file.read(into: &nonce, upTo: Payload.nonceLength) == Payload.nonceLength else {
            throw opened.lacksNonce
        }
        let start = headerLength + Payload.nonceLength
        let sealedSize = try file.size - start
        let profile = opened.profile
        let chunks = (sealedSize + profile.sealedChunkLength - 1) / profile.sealedChunkLength
        let tags = chunks * profile.tagLength
        guard chunks > 0, sealedSize >= tags else { throw .payload(chunk: max(0, chunks - 1), .noLastChunk) }
        let layout = Layout(start: start, chunks: chunks, chunkLength: profile.sealedChunkLength)
        let cipher = try SealCipher(profile, key: try profile.key(.chunks, from: fileKey, nonce: nonce))
        var plain = SecretBuffer(capacity: Payload.chunkLength)
        try layout.open(chunk: chunks - 1, of: &file, with: cipher, into: &plain)
        guard plain.count > 0 || chunks == 1 else { throw .payload(chunk: chunks - 1, .emptyLastChunk) }
        self.file = file
        self.cipher = cipher
        self.layout = layout
        self.plain = plain
        size = sealedSize - tags
    }

    /// The bytes of `range`, as far as the plaintext reaches.
    package mutating func read(_ range: Range<Int>) throws(VaultError) -> [UInt8] {
        let wanted = range.clamped(to: 0..<size)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(wanted.count)
        var position = wanted.lowerBound
        while position < wanted.upperBound {
            let chunk = position / Payload.chunkLength
            let first = chunk * Payload.chunkLength
            try layout.open(chunk: chunk, of: &file, with: cipher, into: &plain)
            let end = min(wanted.upperBound, first + Payload.chunkLength)
            plain.withSpan { bytes.append($0.extracting(position - first..<end - first)) }
            position = end
        }
        return bytes
    }
}

/// Where the chunks of a sealed file lie.
private struct Layout {
    /// Of the first chunk.
    let start: Int
    let chunks: Int
    /// Of a full chunk, sealed.
    let chunkLength: Int

    func open(
        chunk: Int,
        of file: inout File,
        with cipher: borrowing SealCipher,
        into plain: inout SecretBuffer
    ) throws(VaultError) {
        var sealed: [UInt8] = []
        try file.seek(to: start + chunk * chunkLength)
        _ = try file.read(into: &sealed, upTo: chunkLength)
        let nonce = Payload.nonce(chunk: chunk, isLast: chunk == chunks - 1)
        guard cipher.open(sealed.span, nonce: nonce, into: &plain) else {
            throw .payload(chunk: chunk, .altered)
        }
    }
}
