package import Foundation

/// A file that is sealed as it grows: nothing of it is ever on the disk in the clear, and a process that is killed
/// loses no piece that it has appended.
///
/// When it is finished it is a sealed file as any other. `GrowingLayout` tells how it lies on the disk until then; one that
/// a killed process left is gone on with by its key, or read as far as it goes by whom it was sealed to.
package struct GrowingFile: ~Copyable {
    /// What the finished file holds.
    package struct Content: Equatable, Sendable {
        package let sha256: SHA256Digest
        /// Bytes in the clear.
        package let size: Int
        /// The last one that was given with a piece.
        package let position: Int
    }

    private var file: File
    /// Where chunk 0 begins.
    private let start: Int
    private let ciphers: GrowingCiphers
    private var hash: SHA256
    private var size = 0
    private var position = 0
    private var tail: GrowingTail
    /// A piece that could not be written: another must not take its nonce.
    private var isBroken = false
    private let shelf: KeyShelf?
    private let name: String

    /// Begins a file at `url`, where none may be, that each of `recipients` can open.
    ///
    /// `shelf` keeps the file's key until it is finished; nil leaves an unfinished file to the recipients.
    package init(
        creating url: URL,
        to recipients: [Recipient],
        shelf: KeyShelf? = nil
    ) throws(VaultError) {
        let fileKey = try Secret.random(SealProfile(of: recipients).fileKeyLength)
        let nonce = try [UInt8].random(Payload.nonceLength)
        let header = try SealHeader(fileKey: fileKey, recipients: recipients)
        let ciphers = try GrowingCiphers(header.profile, fileKey: fileKey, nonce: nonce)
        let hash = try SHA256()
        let name = url.lastPathComponent
        let head = header.bytes + nonce
        let file = try File(creating: url, name: name)
        // Before anything is in the file that needs it.
        try shelf?.keep(fileKey, of: name)
        try file.write(head.span)
        self.ciphers = ciphers
        self.hash = hash
        self.file = file
        self.name = name
        self.shelf = shelf
        tail = GrowingTail(chunk: 0, header.profile)
        start = head.count
    }

    /// Takes up the file at `url` that a killed process left, to be closed and finished.
    ///
    /// Nil where it is finished already, or where the shelf has no key of it, as after the machine was off.
    package init?(unfinished url: URL, shelf: KeyShelf) throws {
        let name = url.lastPathComponent
        guard let key = try shelf.key(of: name) else { return nil }
        var reader = try GrowingReader(try File(updating: url), name: name, fileKey: key)
        var hash = try SHA256()
        var size = 0
        let end = try reader.read { bytes in
            try hash.update(bytes)
            size += bytes.count
        }
        guard case .cutOff(let tail) = end else {
            try shelf.forget(name)
            return nil
        }
        // Finished, it would lack what a machine that was cut off never wrote.
        guard size == tail.chunk * Payload.chunkLength + tail.count else {
            throw VaultError.payload(chunk: tail.chunk, .altered)
        }
        start = reader.start
        file = reader.file
        ciphers = reader.ciphers
        self.hash = hash
        self.name = name
        (self.size, self.tail, position) = (size, tail, tail.position)
        self.shelf = shelf
    }

    /// Appends a piece; it is safe from a kill when this returns.
    ///
    /// `position` says in the clear how far the content goes with it.
    package mutating func append(_ bytes: Span<UInt8>, position: Int) throws {
        guard !isBroken else { throw VaultError.system(call: "write", file: name, code: EIO) }
        var rest = bytes
        while rest.count > 0 {
            if tail.count == Payload.chunkLength {
                try sealChunk(isLast: false)
                tail = GrowingTail(chunk: tail.chunk + 1, ciphers.profile)
            }
            let count = min(rest.count, Payload.chunkLength - tail.count)
            try record(rest.extracting(0..<count), position: position)
            rest = rest.extracting(count..<rest.count)
        }
        try hash.update(bytes)
        size += bytes.count
        self.position = position
    }

    private mutating func record(_ bytes: Span<UInt8>, position: Int) throws(VaultError) {
        let record = GrowingRecord(chunk: tail.chunk, index: tail.records, count: bytes.count, position: position)
        let head = record.bytes
        var sealed: [UInt8] = []
        try ciphers.records.seal(bytes, nonce: record.nonce(in: ciphers.profile), associated: head, into: &sealed)
        isBroken = true
        try file.seek(to: start + tail.end)
        try file.write((head + sealed).span)
        isBroken = false
        tail.add(record)
    }

    /// Seals the chunk that the records hold, in the place that was kept for it.
    private mutating func sealChunk(isLast: Bool) throws {
        var plain = SecretBuffer(capacity: tail.count)
        let found = try GrowingReader.records(of: tail.chunk, in: &file, start: start, with: ciphers) {
            _ = plain.append($0)
        }
        guard found.count == tail.count else { throw VaultError.readBackDiffers(file: name) }
        var sealed: [UInt8] = []
        let nonce = Payload.nonce(chunk: tail.chunk, isLast: isLast)
        try plain.withSpan { try ciphers.chunks.seal($0, nonce: nonce, into: &sealed) }
        try file.seek(to: start + GrowingLayout.place(ofChunk: tail.chunk, ciphers.profile))
        try file.write(sealed.span)
    }

    /// What it holds; nothing may be appended afterwards.
    package mutating func close() throws(VaultError) -> Content {
        isBroken = true
        return Content(sha256: try hash.finish(), size: size, position: position)
    }

    /// Makes it a whole file, which is on the disk when this returns, and forgets its key.
    package mutating func finish() throws {
        isBroken = true
        try sealChunk(isLast: true)
        let end = GrowingLayout.place(ofChunk: tail.chunk, ciphers.profile) + tail.count + ciphers.profile.tagLength
        try file.truncate(to: start + end)
        try file.synchronize()
        try shelf?.forget(name)
    }
}

/// What has been recorded of the chunk that is not sealed yet.
struct GrowingTail: Equatable {
    let chunk: Int
    private let profile: SealProfile
    private(set) var records = 0
    /// Bytes in the clear.
    private(set) var count = 0
    /// Where the next record goes, from the beginning of chunk 0.
    private(set) var end: Int
    private(set) var position = 0

    init(chunk: Int, _ profile: SealProfile) {
        self.chunk = chunk
        self.profile = profile
        end = GrowingLayout.records(ofChunk: chunk, profile)
    }

    mutating func add(_ record: GrowingRecord) {
        records += 1
        count += record.count
        end += record.sealedLength(in: profile)
        position = record.position
    }
}
