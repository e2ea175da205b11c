internal import Calls

/// Words as an engine gives them: of a channel, of a voice that it told apart, of both or of neither.
struct SpokenWords {
    private struct Speaker: Hashable, Comparable {
        var channel: Int?
        var voice: String?

        static func < (a: Self, b: Self) -> Bool { (a.channel ?? -1, a.voice ?? "") < (b.channel ?? -1, b.voice ?? "") }
    }

    private var words: [Speaker: [Word]] = [:]

    /// A voice with a role's name, such as `agent`, has that role; which of other voices is the agent, nobody said.
    mutating func append(_ word: Word, channel: Int? = nil, voice: String? = nil) {
        guard word.text.contains(where: { !$0.isWhitespace }) else { return }
        words[Speaker(channel: channel, voice: voice), default: []].append(word)
    }

    var isEmpty: Bool { words.isEmpty }

    func turns(_ reading: TranscriptReading) -> [Turn] {
        let spoken = words.sorted { $0.key < $1.key }.map { speaker, words in
            let role =
                speaker.voice.flatMap(partyRole(named:)) ?? speaker.channel.map(reading.role(ofChannel:)) ?? .other
            return SpokenChannel(
                role: role,
                channel: speaker.channel ?? (role == .other ? nil : reading.channel(of: role)),
                words: words
            )
        }
        return Speech.turns(of: spoken)
    }
}

extension TranscriptReading {
    /// A channel number, counted from 0.
    func channel(_ number: Int, at place: TranscriptError.Place) throws(TranscriptError) -> Int {
        guard (0..<TranscriptLimits.channels).contains(number) else {
            throw error(place, .expected("a channel of at most \(TranscriptLimits.channels)"))
        }
        return number
    }
}

/// A probability, or nil where the number is none.
func confidence(_ value: Double?) -> Double? { value.flatMap { (0...1).contains($0) ? $0 : nil } }
