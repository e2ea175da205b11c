import Calls

/// Two tracks that a dialogue is played onto, with the exact truth of who says what when.
struct Stage {
    struct Keyed {
        var digit: Character
        var at: Double
    }

    private(set) var customer: [Float] = []
    private(set) var agent: [Float] = []
    private(set) var turns: [Turn] = []
    private(set) var keyed: [Keyed] = []
    /// Where the next line starts, in seconds.
    private(set) var now = 0.4

    /// Has a party say prompts one after the other, starting `before` seconds ahead of the last line's end (talk-over).
    mutating func say(_ role: PartyRole, _ prompts: [Prompt], before: Double = 0, pause: Double = 0.35) {
        var start = max(0, now - before - (before > 0 ? pause : 0))
        var words: [Word] = []
        for prompt in prompts {
            let samples = role == .customer ? lowered(prompt.samples) : prompt.samples
            mix(samples, at: start, onto: role)
            let length = Double(samples.count) / rate
            words += spread(prompt.text, from: start, to: start + length)
            start += length + 0.12
        }
        turns.append(Turn(role: role, channel: role == .customer ? 0 : 1, words: words))
        now = max(now, start + pause)
    }

    /// Nobody says anything.
    mutating func wait(_ seconds: Double) { now += seconds }

    /// The customer hears music on the agent's channel.
    mutating func hold(_ music: [Float]) {
        mix(music, at: now, onto: .agent)
        now += Double(music.count) / rate + 0.3
    }

    /// The customer presses keys, `#` included.
    mutating func key(_ digits: String) {
        for digit in digits {
            keyed.append(Keyed(digit: digit, at: now))
            now += 0.4
        }
        now += 0.3
    }

    /// Both tracks at the same length, with the faint noise that every line has.
    mutating func finish(noise: inout some RandomNumberGenerator) {
        now += 0.5
        let length = Int(now * rate)
        for role in [PartyRole.customer, .agent] { mix([Float](repeating: 0, count: length), at: 0, onto: role) }
        for index in customer.indices { customer[index] += Float.random(in: -0.0008...0.0008, using: &noise) }
        for index in agent.indices { agent[index] += Float.random(in: -0.0008...0.0008, using: &noise) }
        turns.sort { $0.span < $1.span }
    }

    private var rate: Double { Double(PromptLibrary.sampleRate) }

    private mutating func mix(_ samples: [Float], at seconds: Double, onto role: PartyRole) {
        let start = Int(seconds * rate)
        var track = role == .customer ? customer : agent
        if track.count < start + samples.count {
            track += [Float](repeating: 0, count: start + samples.count - track.count)
        }
        for (index, sample) in samples.enumerated() { track[start + index] += sample * 0.8 }
        if role == .customer { customer = track } else { agent = track }
    }

    /// A slower, deeper voice from the same prompt, so that the two parties differ.
    private func lowered(_ samples: [Float]) -> [Float] {
        let speed = 0.86
        return (0..<Int(Double(samples.count - 1) / speed)).map { index in
            let place = Double(index) * speed
            let whole = Int(place)
            let part = Float(place - Double(whole))
            return samples[whole] * (1 - part) + samples[whole + 1] * part
        }
    }

    /// Gives each word its share of the time by its length; Han characters count as words.
    private func spread(_ text: String, from start: Double, to end: Double) -> [Word] {
        let pieces =
            text.unicodeScalars.contains { $0.value > 0x2E80 }
            ? text.map(String.init) : text.split(separator: " ").map(String.init)
        let total = Double(pieces.reduce(0) { $0 + $1.count })
        var time = start
        return pieces.map { piece in
            let length = (end - start) * Double(piece.count) / total
            defer { time += length }
            return Word(
                piece,
                TimeSpan(start: Milliseconds(seconds: time), end: Milliseconds(seconds: time + length)),
                confidence: 1
            )
        }
    }
}
