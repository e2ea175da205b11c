internal import Calls

/// What one party says, word by word, in order of time.
struct SpokenChannel {
    var role: PartyRole
    var channel: Int?
    var words: [Word]
}

/// Joins the words of all parties to turns.
///
/// A party's words are cut where it pauses; the stretches of all parties are put in order of their starts, and what
/// follows itself is one turn again. So a word thrown in does not cut a turn to pieces, and a pause makes none.
func turns(of channels: [SpokenChannel]) -> [Turn] {
    let stretches = channels.enumerated().flatMap { speaker, channel in
        channel.words.sorted { $0.span < $1.span }.cut(atPausesOf: Milliseconds(700)).map { words in
            (speaker: speaker, turn: Turn(role: channel.role, channel: channel.channel, words: words))
        }
    }
    var turns: [Turn] = []
    var lastSpeaker: Int?
    for (speaker, turn) in stretches.sorted(by: { ($0.turn.span, $0.speaker) < ($1.turn.span, $1.speaker) }) {
        if speaker == lastSpeaker {
            turns[turns.count - 1].words += turn.words
        } else {
            turns.append(turn)
        }
        lastSpeaker = speaker
    }
    return turns
}

extension [Word] {
    fileprivate func cut(atPausesOf pause: Milliseconds) -> [[Word]] {
        var stretches: [[Word]] = []
        for word in self {
            if let last = stretches.last?.last, word.span.start - last.span.end < pause {
                stretches[stretches.count - 1].append(word)
            } else {
                stretches.append([word])
            }
        }
        return stretches
    }
}
