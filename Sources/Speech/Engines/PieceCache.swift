internal import Calls
internal import Synchronization

/// What was heard in pieces of sound before, by their content: announcements recur in one call after the other.
///
/// It lives in memory only, since what it holds is in the clear, and forgets the oldest piece first.
final class PieceCache: Sendable {
    /// Two hashes of the sound with keys drawn for this process: 128 bits, by which no two pieces meet by chance.
    struct Key: Hashable {
        private var first: Int
        private var second: Int

        init(_ sound: [UInt8], language: String) {
            func hash(_ salt: Int) -> Int {
                var hasher = Hasher()
                hasher.combine(salt)
                hasher.combine(language)
                unsafe sound.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
                return hasher.finalize()
            }
            (first, second) = (hash(1), hash(2))
        }
    }

    private struct Pieces {
        var words: [Key: [Word]] = [:]
        var order: [Key] = []
    }

    private let capacity: Int
    private let pieces = Mutex(Pieces())

    init(capacity: Int = 500) { self.capacity = capacity }

    /// The words of a piece, with times in it; `hear` is asked where they are not known.
    func words(
        _ key: Key,
        hear: () throws(RecogniserError) -> [Word]
    ) throws(RecogniserError) -> [Word] {
        if let known = pieces.withLock({ $0.words[key] }) { return known }
        let heard = try hear()
        pieces.withLock { pieces in
            if pieces.words.updateValue(heard, forKey: key) == nil { pieces.order.append(key) }
            if pieces.order.count > capacity { pieces.words[pieces.order.removeFirst()] = nil }
        }
        return heard
    }
}
