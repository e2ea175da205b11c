internal import Dispatch
internal import Synchronization

/// The cipher of a payload's chunks: seals and opens several at once, on as many cores as there are.
struct ChunkCipher: ~Copyable {
    /// How many chunks are worth handing to several cores.
    static let batch = 16

    /// One context of libcrypto for each core.
    // A context serves one caller at a time: `forEach` hands each lane to one thread and waits for all of them.
    private final class Lane: @unchecked Sendable {
        let cipher: SealCipher

        init(_ profile: SealProfile, key: borrowing Secret) throws(VaultError) {
            cipher = try SealCipher(profile, key: key)
        }
    }

    private let lanes: [Lane]
    private let profile: SealProfile

    /// Takes at most as many lanes as there are chunks to do at once.
    init(_ profile: SealProfile, key: borrowing Secret, chunksAtOnce: Int) throws(VaultError) {
        let count = max(1, min(chunksAtOnce, ProcessorCount.value))
        var lanes: [Lane] = []
        for _ in 0..<count { lanes.append(try Lane(profile, key: key)) }
        self.lanes = lanes
        self.profile = profile
    }

    /// Replaces `sealed` by the chunks that `plain` makes, the first of them numbered `first`.
    ///
    /// All chunks are full but, where `endsFile`, the last.
    func seal(_ plain: Span<UInt8>, first: Int, endsFile: Bool, into sealed: inout [UInt8]) throws(VaultError) {
        let sealedLength = profile.sealedChunkLength
        let count = max(1, (plain.count + Payload.chunkLength - 1) / Payload.chunkLength)
        let size = plain.count + count * profile.tagLength
        if sealed.count != size { sealed = [UInt8](repeating: 0, count: size) }
        let isSound = unsafe plain.withUnsafeBufferPointer { plain in
            unsafe sealed.withUnsafeMutableBufferPointer { sealed in
                // Each chunk reads and writes bytes of its own, and all are done before the memory is given back.
                nonisolated(unsafe) let (plain, sealed) = unsafe (plain, sealed)
                return forEach(of: count) { chunk, cipher in
                    let start = chunk * Payload.chunkLength
                    let length = unsafe min(Payload.chunkLength, plain.count - start)
                    let nonce = Payload.nonce(chunk: first + chunk, isLast: endsFile && chunk == count - 1)
                    return unsafe cipher.seal(
                        UnsafeBufferPointer(rebasing: plain[start..<start + length]),
                        nonce: nonce,
                        into: UnsafeMutableBufferPointer(
                            rebasing: sealed[(chunk * sealedLength)...]
                        )
                    )
                }
            }
        }
        guard isSound else { throw .libcrypto("EVP_CipherFinal_ex") }
    }

    /// Replaces `plain` by what the full chunks in `sealed` hold, none of which is the file's last.
    ///
    /// - Returns: how many chunks from the first on are sound; what lies behind those in `plain` counts for nothing.
    func open(_ sealed: Span<UInt8>, first: Int, into plain: inout SecretBuffer) -> Int {
        let sealedLength = profile.sealedChunkLength
        let count = sealed.count / sealedLength
        var sound = [Bool](repeating: false, count: count)
        plain.refill { target in
            unsafe target.withUnsafeMutableBufferPointer { target in
                unsafe sealed.withUnsafeBufferPointer { sealed in
                    unsafe sound.withUnsafeMutableBufferPointer { sound in
                        // Each chunk reads and writes places of its own, and all are done before those are given back.
                        nonisolated(unsafe) let (sealed, target, sound) = unsafe (sealed, target, sound)
                        _ = forEach(of: count) { chunk, cipher in
                            let start = chunk * sealedLength
                            unsafe sound[chunk] = cipher.open(
                                UnsafeBufferPointer(rebasing: sealed[start..<start + sealedLength]),
                                nonce: Payload.nonce(chunk: first + chunk, isLast: false),
                                into: UnsafeMutableBufferPointer(rebasing: target[(chunk * Payload.chunkLength)...])
                            )
                            return true
                        }
                    }
                }
            }
            return (sound.firstIndex(of: false) ?? count) * Payload.chunkLength
        }
        return plain.count / Payload.chunkLength
    }

    /// Opens one chunk; false, with `plain` empty, where its tag does not fit.
    func open(_ sealed: Span<UInt8>, nonce: SealCipher.Nonce, into plain: inout SecretBuffer) -> Bool {
        lanes[0].cipher.open(sealed, nonce: nonce, into: &plain)
    }

    /// Does `work` for each of `count` chunks, every lane its share; false where any of it failed.
    private func forEach(of count: Int, _ work: @Sendable (Int, borrowing SealCipher) -> Bool) -> Bool {
        let used = min(lanes.count, count)
        let lanes = lanes
        let failed = Atomic(false)
        @Sendable func share(of lane: Int) {
            for chunk in stride(from: lane, to: count, by: used) where !work(chunk, lanes[lane].cipher) {
                failed.store(true, ordering: .relaxed)
            }
        }
        if used == 1 { share(of: 0) } else { DispatchQueue.concurrentPerform(iterations: used, execute: share) }
        return !failed.load(ordering: .relaxed)
    }
}
