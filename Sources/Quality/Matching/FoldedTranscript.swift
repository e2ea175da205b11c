internal import Calls

/// A transcript as the phrases see it: one run of folded words with their times, and where each stands.
struct FoldedTranscript {
    struct Token {
        var text: String
        var turn: Int
        var span: TimeSpan
        var confidence: Double?
    }

    /// One place at which a phrase was said.
    struct Hit: Equatable {
        var span: TimeSpan
        var turn: Int
        /// Positions of its words among all tokens.
        var tokens: Range<Int>
    }

    let turns: [Turn]
    let tokens: [Token]
    /// The tokens of each turn.
    let turnTokens: [Range<Int>]
    /// When the last word ends.
    let end: Milliseconds

    /// Nil where nobody says a word.
    init?(_ transcript: Transcript) {
        turns = transcript.turns
        var tokens: [Token] = []
        var turnTokens: [Range<Int>] = []
        tokens.reserveCapacity(turns.reduce(0) { $0 + $1.words.count })
        turnTokens.reserveCapacity(turns.count)
        for (index, turn) in turns.enumerated() {
            let start = tokens.count
            for word in turn.words { Self.append(word, turn: index, to: &tokens) }
            turnTokens.append(start..<tokens.count)
        }
        guard !tokens.isEmpty else { return nil }
        self.tokens = tokens
        self.turnTokens = turnTokens
        end = tokens.reduce(.zero) { max($0, $1.span.end) }
    }

    /// True where the transcript tells agent and customer apart.
    var namesSpeakers: Bool { turns.contains { $0.role != .other } }

    func hit(_ range: Range<Int>) -> Hit {
        Hit(
            span: TimeSpan(start: tokens[range.lowerBound].span.start, end: tokens[range.upperBound - 1].span.end),
            turn: tokens[range.lowerBound].turn,
            tokens: range
        )
    }

    func evidence(_ hit: Hit) -> Evidence {
        Evidence(span: hit.span, channel: turns[hit.turn].channel, turn: hit.turn)
    }

    /// True where `utterance`'s speaker, channel and confidence admit the hit.
    func admits(_ hit: Hit, by utterance: Utterance) -> Bool {
        if let speaker = utterance.speaker, turns[hit.turn].role != speaker { return false }
        if let channel = utterance.channel, turns[hit.turn].channel != channel { return false }
        guard let confidence = utterance.confidence else { return true }
        return tokens[hit.tokens].allSatisfy { ($0.confidence ?? 1) >= confidence }
    }

    /// A word may hold several tokens, such as a run of Han characters; they share its time evenly.
    private static func append(_ word: Word, turn: Int, to tokens: inout [Token]) {
        let texts = foldedTokens(word.text)
        let start = word.span.start.count
        let length = word.span.length.count
        for (index, text) in texts.enumerated() {
            let span = TimeSpan(
                start: Milliseconds(start + length * index / texts.count),
                end: Milliseconds(start + length * (index + 1) / texts.count)
            )
            tokens.append(Token(text: text, turn: turn, span: span, confidence: word.confidence))
        }
    }
}
