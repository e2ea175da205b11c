/// All phrases of a set of rules, made ready to be found together.
struct PhraseIndex: Sendable {
    /// Each pattern once, by its number.
    let patterns: [Pattern]
    /// How many tokens a pattern takes; 0 for one that is not found in the pass over all.
    private var lengths: [Int32]
    private let words: [String: UInt32]
    private let sounds: [String: UInt32]
    private let byWord: PhraseAutomaton
    private let bySound: PhraseAutomaton?

    /// Numbers every phrase in `conditions` and indexes what can be found in one pass.
    init(numbering conditions: inout [Condition]) {
        var numbers: [Pattern: Int] = [:]
        var patterns: [Pattern] = []
        for index in conditions.indices {
            conditions[index].forEachPhrase { phrase in
                if let known = numbers[phrase.pattern] {
                    phrase.number = known
                } else {
                    phrase.number = patterns.count
                    numbers[phrase.pattern] = patterns.count
                    patterns.append(phrase.pattern)
                }
            }
        }
        self.patterns = patterns
        lengths = [Int32](repeating: 0, count: patterns.count)
        var words: [String: UInt32] = [:]
        var sounds: [String: UInt32] = [:]
        var spoken: [(number: Int, symbols: [UInt32])] = []
        var sounding: [(number: Int, symbols: [UInt32])] = []
        for (number, pattern) in patterns.enumerated() {
            switch pattern {
            case .words(let pattern):
                let literals = pattern.compactMap(\.literal)
                guard literals.count == pattern.count else { continue }
                lengths[number] = Int32(literals.count)
                spoken.append((number, literals.map { symbol(of: $0, in: &words) }))
            case .sound(let syllables, differing: 0):
                lengths[number] = Int32(syllables.count)
                sounding.append((number, syllables.map { symbol(of: $0, in: &sounds) }))
            default: continue
            }
        }
        (self.words, self.sounds) = (words, sounds)
        byWord = PhraseAutomaton(spoken, symbolCount: words.count)
        bySound = sounding.isEmpty ? nil : PhraseAutomaton(sounding, symbolCount: sounds.count)
    }

    /// What one pass finds in a transcript.
    func hits(in transcript: FoldedTranscript) -> PhraseHits {
        var found: [PhraseAutomaton.Found] = []
        let symbols = transcript.tokens.map { words[$0.text] ?? 0 }
        for range in transcript.turnTokens { byWord.find(in: symbols.span, range, into: &found) }
        if let bySound {
            let symbols = transcript.tokens.map { token in syllable(of: token.text).flatMap { sounds[$0] } ?? 0 }
            for range in transcript.turnTokens { bySound.find(in: symbols.span, range, into: &found) }
        }
        return PhraseHits(found, lengths: lengths)
    }

    /// True where `hits(in:)` finds all of the phrase's places.
    func isIndexed(_ phrase: Phrase) -> Bool { lengths[phrase.number] > 0 }
}

/// The number of a name, a new one where it has none yet; 0 is nobody's.
private func symbol(of name: String, in table: inout [String: UInt32]) -> UInt32 {
    if let known = table[name] { return known }
    let new = UInt32(table.count + 1)
    table[name] = new
    return new
}

/// How a token sounds, where it is one Chinese character.
func syllable(of token: String) -> String? {
    let scalars = token.unicodeScalars
    guard let scalar = scalars.first, scalars.count == 1 else { return nil }
    return syllables[scalar]
}

/// Where each phrase was found, by its number.
struct PhraseHits {
    /// Ranges of tokens, phrase by phrase, each phrase's in order.
    private var ranges: [Range<Int>]
    /// Where a phrase's ranges begin; one more than there are phrases.
    private var starts: [Int32]

    init(_ found: [PhraseAutomaton.Found], lengths: [Int32]) {
        starts = [Int32](repeating: 0, count: lengths.count + 1)
        for hit in found { starts[Int(hit.number) + 1] += 1 }
        for index in lengths.indices { starts[index + 1] += starts[index] }
        var next = starts
        ranges = [Range<Int>](repeating: 0..<0, count: found.count)
        for hit in found {
            let place = Int(next[Int(hit.number)])
            next[Int(hit.number)] += 1
            ranges[place] = Int(hit.end - lengths[Int(hit.number)])..<Int(hit.end)
        }
    }

    subscript(_ number: Int) -> ArraySlice<Range<Int>> { ranges[Int(starts[number])..<Int(starts[number + 1])] }

    func isEmpty(_ number: Int) -> Bool { starts[number] == starts[number + 1] }
}

extension Condition {
    /// Visits every phrase in the condition, those of windows and inside other phrases too.
    mutating func forEachPhrase(_ body: (inout Phrase) -> Void) {
        switch kind {
        case .said(var condition):
            condition.utterance.forEachPhrase(body)
            condition.window.before?.forEachPhrase(body)
            condition.window.after?.forEachPhrase(body)
            kind = .said(condition)
        case .sequence(var steps, let within):
            for index in steps.indices { steps[index].forEachPhrase(body) }
            kind = .sequence(steps, within: within)
        case .measured(var condition):
            condition.window.before?.forEachPhrase(body)
            condition.window.after?.forEachPhrase(body)
            kind = .measured(condition)
        case .repeated, .fact: break
        case .all(let parts): kind = .all(parts.visited(body))
        case .any(let parts): kind = .any(parts.visited(body))
        case .atLeast(let count, let parts): kind = .atLeast(count, parts.visited(body))
        case .not(let part): kind = .not([part].visited(body)[0])
        }
    }
}

extension [Condition] {
    fileprivate func visited(_ body: (inout Phrase) -> Void) -> Self {
        var parts = self
        for index in parts.indices { parts[index].forEachPhrase(body) }
        return parts
    }
}

extension Utterance {
    fileprivate mutating func forEachPhrase(_ body: (inout Phrase) -> Void) {
        for index in phrases.indices { phrases[index].forEachPhrase(body) }
    }
}

extension Phrase {
    /// Inner phrases first: a phrase's number is that of its pattern with theirs in it.
    fileprivate mutating func forEachPhrase(_ body: (inout Phrase) -> Void) {
        switch pattern {
        case .near(var first, var second, let distance):
            for index in first.indices { first[index].forEachPhrase(body) }
            for index in second.indices { second[index].forEachPhrase(body) }
            pattern = .near(first, second, distance)
        case .outside(var phrase, var others):
            phrase.forEachPhrase(body)
            for index in others.indices { others[index].forEachPhrase(body) }
            pattern = .outside(phrase, of: others)
        case .words, .sound, .expression, .digits: break
        }
        body(&self)
    }
}
