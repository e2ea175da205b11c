internal import Calls

/// A transcript as the phrases see it: one run of folded tokens with their times, and where each token stands.
struct FoldedTranscript {
    struct Token {
        var text: String
        var turn: Int
        var span: TimeSpan
    }

    /// One place at which a phrase was said.
    struct Hit: Equatable {
        var span: TimeSpan
        var turn: Int
        var channel: Int?
    }

    let turns: [Turn]
    private let tokens: [Token]
    private let positions: [String: [Int]]

    /// Nil where nobody says a word.
    init?(_ transcript: Transcript) {
        turns = transcript.turns
        tokens = transcript.turns.enumerated().flatMap { index, turn in
            turn.words.flatMap { Self.tokens(of: $0, turn: index) }
        }
        guard !tokens.isEmpty else { return nil }
        positions = Dictionary(grouping: tokens.indices) { [tokens] in tokens[$0].text }
    }

    /// True where the transcript tells agent and customer apart.
    var namesSpeakers: Bool { turns.contains { $0.role != .other } }

    /// When the last word ends.
    var end: Milliseconds { tokens.map(\.span.end).max() ?? .zero }

    /// Every place where one of the phrases is said, in order of time; a phrase never runs from one turn into the next.
    func hits(of utterance: Utterance) -> [Hit] {
        utterance.phrases.flatMap { hits(of: $0, by: utterance.speaker) }
            .sorted { ($0.span, $0.turn) < ($1.span, $1.turn) }
    }

    func hits(of phrase: Phrase, by speaker: PartyRole?) -> [Hit] {
        guard let first = phrase.tokens.first, let starts = positions[first] else { return [] }
        return starts.compactMap { start in
            let end = start + phrase.tokens.count
            guard end <= tokens.count, tokens[start].turn == tokens[end - 1].turn else { return nil }
            let turn = tokens[start].turn
            guard speaker == nil || turns[turn].role == speaker else { return nil }
            guard zip(tokens[start..<end], phrase.tokens).allSatisfy({ $0.text == $1 }) else { return nil }
            let span = TimeSpan(start: tokens[start].span.start, end: tokens[end - 1].span.end)
            return Hit(span: span, turn: turn, channel: turns[turn].channel)
        }
    }

    /// A word may hold several tokens, such as a run of Han characters; they share its time evenly.
    private static func tokens(of word: Word, turn: Int) -> [Token] {
        let texts = foldedTokens(word.text)
        let start = word.span.start.count
        let length = word.span.length.count
        return texts.enumerated().map { index, text in
            let span = TimeSpan(
                start: Milliseconds(start + length * index / texts.count),
                end: Milliseconds(start + length * (index + 1) / texts.count)
            )
            return Token(text: text, turn: turn, span: span)
        }
    }
}
