/// How a sealed file lies on the disk while it grows.
///
///     header, payload nonce
///     chunk 0 … chunk n-1       as they stay
///     the place of chunk n      what lies there does not count yet
///     records of chunk n        its plaintext so far, a record for each piece that came
///
/// A chunk is sealed once and never again, so that it has to be full, or the last, before it is. Until then its
/// plaintext is kept in records under another key. Where chunk n is written the records of chunk n-1 lay, and those of
/// chunk n lie behind it: whatever is cut off, one of the two is whole. The last chunk ends the file, and then it is a
/// sealed file and nothing else.
enum GrowingLayout {
    /// What the key of the records is derived with; age itself says `header` and `payload`.
    static let keyLabel = "aftercall growing file, version 1"

    /// Bytes from the beginning of chunk 0 to that of another.
    static func place(ofChunk chunk: Int, _ profile: SealProfile) -> Int { chunk * profile.sealedChunkLength }

    /// Where the records of a chunk begin, likewise.
    static func records(ofChunk chunk: Int, _ profile: SealProfile) -> Int { place(ofChunk: chunk + 1, profile) }
}

/// What stands before each record, in the clear and authenticated with it.
struct GrowingRecord: Equatable {
    private static let mark: UInt64 = 0x6167_6567_726f_7731
    static let length = 32

    var chunk: Int
    /// Its place among the records of the chunk, from 0.
    var index: Int
    /// Bytes of plaintext.
    var count: Int
    /// How far the content goes with this record, in whatever the writer counts.
    var position: Int

    init(chunk: Int, index: Int, count: Int, position: Int) {
        (self.chunk, self.index, self.count, self.position) = (chunk, index, count, position)
    }

    /// Nil where no record of `chunk` begins with `bytes`.
    init?(_ bytes: Span<UInt8>, chunk: Int) {
        func number(_ start: Int, _ length: Int) -> UInt64 {
            (start..<start + length).reduce(0) { $0 << 8 | UInt64(bytes[$1]) }
        }
        guard bytes.count >= Self.length, number(0, 8) == Self.mark, number(8, 8) == UInt64(chunk) else { return nil }
        let (count, position) = (Int(number(20, 4)), number(24, 8))
        guard (1...Payload.chunkLength).contains(count), position <= UInt64(Int.max) else { return nil }
        self.init(chunk: chunk, index: Int(number(16, 4)), count: count, position: Int(position))
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.length)
        func append(_ number: UInt64, _ length: Int) {
            for place in (0..<length).reversed() { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
        }
        append(Self.mark, 8)
        append(UInt64(chunk), 8)
        append(UInt64(index), 4)
        append(UInt64(count), 4)
        append(UInt64(position), 8)
        return bytes
    }

    /// The number of the chunk and that of the record: never twice, since a record is written once.
    ///
    /// For the SM profile both are one number: a chunk has at most 2^16 records, each of a byte.
    func nonce(in profile: SealProfile) -> SealCipher.Nonce {
        guard profile == .age else { return Payload.nonce(chunk: chunk << 17 | index, isLast: false) }
        var nonce = SealCipher.Nonce(repeating: 0)
        for place in 0..<8 { nonce[7 - place] = UInt8(truncatingIfNeeded: chunk >> (8 * place)) }
        for place in 0..<4 { nonce[11 - place] = UInt8(truncatingIfNeeded: index >> (8 * place)) }
        return nonce
    }

    /// Bytes on the disk.
    func sealedLength(in profile: SealProfile) -> Int { Self.length + count + profile.tagLength }
}

/// The ciphers of a growing file: that of its chunks, and that of the records.
struct GrowingCiphers: ~Copyable {
    let profile: SealProfile
    let chunks: SealCipher
    let records: SealCipher

    init(_ profile: SealProfile, fileKey: borrowing Secret, nonce: [UInt8]) throws(VaultError) {
        let chunks = try SealCipher(profile, key: try profile.key(.chunks, from: fileKey, nonce: nonce))
        let records = try SealCipher(profile, key: try profile.key(.records, from: fileKey, nonce: nonce))
        self.profile = profile
        self.chunks = chunks
        self.records = records
    }
}
