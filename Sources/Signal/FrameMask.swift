internal import Calls

/// A decision for each frame of 10 ms, in a bit each: two hours take 90 KB.
///
/// Sixty-four frames share a word, so that runs are found and frames are counted many at a time.
struct FrameMask: Equatable, Sendable, RandomAccessCollection {
    /// Bit `f % 64` of word `f / 64` stands for frame `f`; bits behind the last frame are zero.
    private var words: [UInt64] = []
    let endIndex: Int

    var startIndex: Int { 0 }

    init(repeating value: Bool, count: Int) {
        words = [UInt64](repeating: 0, count: Self.places(of: 0..<count).count)
        endIndex = count
        if value { fill(0..<count, with: true) }
    }

    init(_ values: some Sequence<Bool>) {
        words.reserveCapacity(Self.places(of: 0..<values.underestimatedCount).count)
        var (word, count): (UInt64, Int) = (0, 0)
        for value in values {
            word |= (value ? 1 : 0) &<< (count & 63)
            count += 1
            guard count & 63 == 0 else { continue }
            words.append(word)
            word = 0
        }
        if count & 63 != 0 { words.append(word) }
        endIndex = count
    }

    @inline(__always)
    subscript(frame: Int) -> Bool {
        get {
            precondition(frame < endIndex)
            return words[frame >> 6] &>> (frame & 63) & 1 != 0
        }
        set {
            precondition(frame < endIndex)
            let bit: UInt64 = 1 &<< (frame & 63)
            if newValue { words[frame >> 6] |= bit } else { words[frame >> 6] &= ~bit }
        }
    }

    /// Gives all frames of a range one value.
    mutating func fill(_ frames: Range<Int>, with value: Bool) {
        precondition(frames.upperBound <= endIndex)
        for place in Self.places(of: frames) {
            let bits = Self.bits(of: frames, at: place)
            if value { words[place] |= bits } else { words[place] &= ~bits }
        }
    }

    /// How many frames of a range are true.
    func count(in frames: Range<Int>) -> Int {
        precondition(frames.upperBound <= endIndex)
        return Self.places(of: frames).reduce(0) { $0 + (words[$1] & Self.bits(of: frames, at: $1)).nonzeroBitCount }
    }

    /// The first frame from `start` on that has the value; `count` where none has.
    func first(_ value: Bool, from start: Int) -> Int {
        guard start < endIndex else { return endIndex }
        var place = start >> 6
        var word = (value ? words[place] : ~words[place]) & ~0 &<< (start & 63)
        while word == 0, place + 1 < words.count {
            place += 1
            word = value ? words[place] : ~words[place]
        }
        return Swift.min(place << 6 + word.trailingZeroBitCount, endIndex)
    }

    /// True where either mask is; both have as many frames.
    func union(_ other: Self) -> Self {
        precondition(count == other.count)
        var result = self
        for place in words.indices { result.words[place] |= other.words[place] }
        return result
    }

    /// True where this mask is and the other, which has as many frames, is not.
    func subtracting(_ other: Self) -> Self {
        precondition(count == other.count)
        var result = self
        for place in words.indices { result.words[place] &= ~other.words[place] }
        return result
    }

    /// The words in which frames of a range lie.
    private static func places(of frames: Range<Int>) -> Range<Int> {
        frames.lowerBound >> 6..<(frames.upperBound + 63) >> 6
    }

    /// Those bits of a word that stand for frames of a range.
    private static func bits(of frames: Range<Int>, at place: Int) -> UInt64 {
        let within = frames.clamped(to: place << 6..<(place + 1) << 6)
        guard !within.isEmpty else { return 0 }
        return (~0 &>> (64 - within.count)) &<< (within.lowerBound & 63)
    }
}

extension FrameMask {
    /// Finds one run after the other.
    struct Runs: Sequence, IteratorProtocol {
        let mask: FrameMask
        private(set) var place = 0

        mutating func next() -> Range<Int>? {
            let start = mask.first(true, from: place)
            guard start < mask.count else { return nil }
            place = mask.first(false, from: start)
            return start..<place
        }
    }

    /// The maximal runs of true frames.
    func runs() -> Runs { Runs(mask: self) }

    /// Fills inner gaps of at most `gap` frames, then drops runs shorter than `burst` frames.
    func smoothed(filling gap: Int, dropping burst: Int) -> Self {
        var result = self
        var previous: Int?
        for run in runs() {
            if let previous, run.lowerBound - previous <= gap { result.fill(previous..<run.lowerBound, with: true) }
            previous = run.upperBound
        }
        return result.keeping { $0.count >= burst }
    }

    /// Without the runs that do not satisfy the condition.
    func keeping(_ isWanted: (Range<Int>) -> Bool) -> Self {
        var result = self
        for run in runs() where !isWanted(run) { result.fill(run, with: false) }
        return result
    }

    /// Without the frames at either end of each run that satisfy the condition.
    func trimmed(where isUnwanted: (Int) -> Bool) -> Self {
        var result = self
        for run in runs() {
            let start = run.first { !isUnwanted($0) } ?? run.upperBound
            let end = run.last { !isUnwanted($0) } ?? run.lowerBound
            result.fill(run.lowerBound..<start, with: false)
            if end >= start { result.fill(end + 1..<run.upperBound, with: false) }
        }
        return result
    }

    /// Grows every run by `frames` on both sides.
    func dilated(by frames: Int) -> Self {
        var result = self
        for run in runs() {
            result.fill(
                Swift.max(run.lowerBound - frames, 0)..<Swift.min(run.upperBound + frames, count),
                with: true
            )
        }
        return result
    }

    /// Grows the runs by `frames` into each gap of at least `gap` frames that lies between two of them.
    func dilated(by frames: Int, intoGapsOf gap: Int) -> Self {
        var result = self
        var previous: Int?
        for run in runs() {
            if let previous, run.lowerBound - previous >= Swift.max(gap, 2 * frames) {
                result.fill(previous..<previous + frames, with: true)
                result.fill(run.lowerBound - frames..<run.lowerBound, with: true)
            }
            previous = run.upperBound
        }
        return result
    }

    /// The runs as times.
    func spans() -> [TimeSpan] { runs().map(TimeSpan.init(frames:)) }
}
