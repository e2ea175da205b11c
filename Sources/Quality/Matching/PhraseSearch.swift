internal import Calls

/// Finds phrases in one transcript, each pattern at most once.
final class PhraseSearch {
    typealias Hit = FoldedTranscript.Hit

    let transcript: FoldedTranscript
    private let index: PhraseIndex
    private let indexed: PhraseHits
    private let work: Work
    /// What the indexes do not find, by the phrase's number.
    private var others: [Int: [Range<Int>]] = [:]
    private lazy var text = FoldedText(transcript)

    init(_ transcript: FoldedTranscript, _ index: PhraseIndex, work: Work) {
        self.transcript = transcript
        self.index = index
        self.work = work
        indexed = index.hits(in: transcript)
    }

    /// Every place where one of the phrases is said, in order of time; a phrase never runs from one turn into the next.
    func hits(of utterance: Utterance) -> [Hit] {
        let hits = utterance.phrases.flatMap { self.hits(of: $0, by: utterance) }
        return utterance.phrases.count < 2 && hits.count < 2 ? hits : hits.sorted(by: Self.isEarlier)
    }

    /// The places of one phrase of `utterance`.
    func hits(of phrase: Phrase, by utterance: Utterance) -> [Hit] {
        let ranges = ranges(of: phrase)
        guard !ranges.isEmpty else { return [] }
        work.use(ranges.count)
        return ranges.compactMap { range in
            let hit = transcript.hit(range)
            return transcript.admits(hit, by: utterance) ? hit : nil
        }
    }

    /// True where none of the phrases is said by anyone: known without a look at the places.
    func isSilent(on utterance: Utterance) -> Bool {
        utterance.phrases.allSatisfy { isSilent(on: $0) }
    }

    func isSilent(on phrase: Phrase) -> Bool {
        index.isIndexed(phrase) ? indexed.isEmpty(phrase.number) : ranges(of: phrase).isEmpty
    }

    private func ranges(of phrase: Phrase) -> ArraySlice<Range<Int>> {
        if index.isIndexed(phrase) { return indexed[phrase.number] }
        if let known = others[phrase.number] { return known[...] }
        let found = search(phrase.pattern)
        others[phrase.number] = found
        return found[...]
    }

    private func search(_ pattern: Pattern) -> [Range<Int>] {
        switch pattern {
        case .words(let words): transcript.places(of: words, work: work)
        case .sound(let syllables, let differing): transcript.places(of: syllables, differing: differing, work: work)
        case .expression(let expression, let exception): text.places(of: expression, except: exception, work: work)
        case .digits(let count): transcript.places(ofDigits: count, work: work)
        case .near(let first, let second, let distance):
            near(first.flatMap { ranges(of: $0) }, second.flatMap { ranges(of: $0) }, distance)
        case .outside(let phrase, let others):
            outside(ranges(of: phrase), others.flatMap { ranges(of: $0) })
        }
    }

    private func outside(_ ranges: ArraySlice<Range<Int>>, _ others: [Range<Int>]) -> [Range<Int>] {
        work.use(ranges.count * max(1, others.count))
        guard !work.isUsedUp else { return [] }
        return ranges.filter { range in
            !others.contains { $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound }
        }
    }

    /// The stretches from one phrase to another that is near enough.
    private func near(_ first: [Range<Int>], _ second: [Range<Int>], _ distance: Distance) -> [Range<Int>] {
        work.use(first.count * max(1, second.count))
        guard !work.isUsedUp else { return [] }
        var found: [Range<Int>] = []
        for a in first {
            for b in second where isNear(a, b, distance) || !distance.isOrdered && isNear(b, a, distance) {
                found.append(min(a.lowerBound, b.lowerBound)..<max(a.upperBound, b.upperBound))
            }
        }
        return found
    }

    private func isNear(_ a: Range<Int>, _ b: Range<Int>, _ distance: Distance) -> Bool {
        guard a.upperBound <= b.lowerBound else { return false }
        let (last, next) = (transcript.tokens[a.upperBound - 1], transcript.tokens[b.lowerBound])
        switch distance.measure {
        case .words(let count): return last.turn == next.turn && b.lowerBound - a.upperBound <= count
        case .time(let limit): return next.span.start - last.span.end <= limit
        }
    }

    private static func isEarlier(_ a: Hit, _ b: Hit) -> Bool { (a.span, a.turn) < (b.span, b.turn) }
}

extension FoldedTranscript {
    /// Places of words of which some are open.
    fileprivate func places(of pattern: [WordPattern], work: Work) -> [Range<Int>] {
        // What each open word may be, found once for every different word that is said.
        var memory = [[String: Bool]](repeating: [:], count: pattern.count)
        let letters = pattern.map { word in
            if case .similar(let text, _) = word { Array(text.unicodeScalars) } else { [Unicode.Scalar]() }
        }
        func fits(_ index: Int, _ text: String) -> Bool {
            switch pattern[index] {
            case .word(let word): return word == text
            case .any: return true
            case .prefix(let prefix): return text.hasPrefix(prefix)
            case .similar(_, let edits):
                if let known = memory[index][text] { return known }
                let spoken = Array(text.unicodeScalars)
                work.use(letters[index].count * spoken.count)
                let fits = isWithin(edits, editsOf: letters[index], spoken)
                memory[index][text] = fits
                return fits
            }
        }
        return windows(of: pattern.count, work: work) { start in
            pattern.indices.allSatisfy { fits($0, tokens[start + $0].text) }
        }
    }

    /// Places that sound like `wanted`, but for `differing` syllables.
    fileprivate func places(of wanted: [String], differing: Int, work: Work) -> [Range<Int>] {
        windows(of: wanted.count, work: work) { start in
            var different = 0
            for index in wanted.indices where syllable(of: tokens[start + index].text) != wanted[index] {
                different += 1
                if different > differing { return false }
            }
            return true
        }
    }

    private func windows(of count: Int, work: Work, _ fits: (Int) -> Bool) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for range in turnTokens where range.count >= count {
            work.use(range.count)
            if work.isUsedUp { return found }
            for start in range.lowerBound...(range.upperBound - count) where fits(start) {
                found.append(start..<start + count)
            }
        }
        return found
    }

    /// Runs of digits, spoken one by one or written together, of which there are as many as `count` allows.
    fileprivate func places(ofDigits count: ClosedRange<Int>, work: Work) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for range in turnTokens {
            work.use(range.count)
            var run = range.lowerBound..<range.lowerBound
            var digits = 0
            for position in range.lowerBound...range.upperBound {
                let more = position < range.upperBound ? digitCount(of: tokens[position].text) : 0
                if more > 0 {
                    run = (digits == 0 ? position : run.lowerBound)..<position + 1
                    digits += more
                } else {
                    if count.contains(digits), !run.isEmpty { found.append(run) }
                    digits = 0
                    run = position..<position
                }
            }
        }
        return found
    }
}

/// How many digits a token stands for: `42` for two, `seven` and `七` for one, `hello` for none.
private func digitCount(of token: String) -> Int {
    if spokenDigits.contains(token) { return 1 }
    return token.utf8.allSatisfy { (0x30...0x39).contains($0) } ? token.utf8.count : 0
}

private let spokenDigits: Set<String> = [
    "zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "零", "〇", "一", "幺", "二", "两", "三", "四", "五", "六", "七", "八", "九",
]

/// Each turn as running text, with the token that each character belongs to.
private struct FoldedText {
    private var turns: [(scalars: [Unicode.Scalar], tokens: [Int])] = []

    init(_ transcript: FoldedTranscript) {
        for range in transcript.turnTokens {
            var scalars: [Unicode.Scalar] = []
            var tokens: [Int] = []
            for position in range {
                let word = transcript.tokens[position].text.unicodeScalars
                if let last = scalars.last, let first = word.first, !(isUnspaced(last) && isUnspaced(first)) {
                    scalars.append(" ")
                    tokens.append(position - 1)
                }
                scalars.append(contentsOf: word)
                tokens.append(contentsOf: repeatElement(position, count: word.count))
            }
            turns.append((scalars, tokens))
        }
    }

    func places(of expression: Expression, except exception: Expression?, work: Work) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for (scalars, tokens) in turns {
            for match in expression.matches(in: scalars, work: work) {
                if let exception, !exception.matches(in: Array(scalars[match]), work: work).isEmpty { continue }
                found.append(tokens[match.lowerBound]..<tokens[match.upperBound - 1] + 1)
            }
        }
        return found
    }
}
