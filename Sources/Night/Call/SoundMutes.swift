import Audio
import Calls
import Masking

/// What is muted in a recording beside what its words show: paused stretches, keyed digits, and echoes of what is muted.
struct SoundMutes {
    private(set) var spans: [Int: [TimeSpan]]
    private(set) var entries: [MaskEntry] = []

    /// A tone may sound on a little behind its last clean window.
    private static let keyPadding = Milliseconds(100)
    /// The longest stretch that is compared with the other channel.
    private static let longestVoice = Milliseconds(30_000)

    init(_ spans: [Int: [TimeSpan]]) { self.spans = spans }

    /// Stretches in which the recorder was told to pause: nothing of them may be heard, whatever it wrote.
    mutating func add(pauses: [TimeSpan]) {
        spans[MaskedTranscript.everyChannel, default: []] += pauses
        entries += pauses.map {
            MaskEntry(place: "audio", span: $0, type: "PAUSE", operator: "mute", rule: "recorder.pause")
        }
    }

    /// Keys that were pressed, in the channel they came in; their tones carry the digits.
    mutating func add(keys: [[TimeSpan]]) {
        for (channel, spans) in keys.enumerated() {
            for span in spans.merged(closingGapsBelow: Masker.muteGap) {
                let padded = TimeSpan(start: max(.zero, span.start - Self.keyPadding), end: span.end + Self.keyPadding)
                self.spans[channel, default: []].append(padded)
                entries.append(
                    MaskEntry(
                        place: "audio",
                        channel: channel,
                        span: padded,
                        type: "DTMF",
                        operator: "mute",
                        rule: "keypad"
                    )
                )
            }
        }
    }

    /// Mutes in the other channel what comes back of what is muted in one.
    mutating func addEchoes(in recording: borrowing Recording) {
        guard recording.channelCount == 2 else { return }
        for (channel, muted) in spans where channel >= 0 && channel < 2 {
            for span in muted.merged(closingGapsBelow: Masker.muteGap) {
                guard let delay = delay(of: span, on: channel, in: recording) else { continue }
                let echo = TimeSpan(start: span.start, end: span.end + delay)
                spans[1 - channel, default: []].append(echo)
                entries.append(
                    MaskEntry(
                        place: "audio",
                        channel: 1 - channel,
                        span: echo,
                        type: "ECHO",
                        operator: "mute",
                        rule: "echo"
                    )
                )
            }
        }
    }

    private func delay(of span: TimeSpan, on channel: Int, in recording: borrowing Recording) -> Milliseconds? {
        let end = min(span.end, span.start + Self.longestVoice)
        let voice = TimeSpan(start: span.start, end: end)
        let longer = TimeSpan(start: span.start, end: end + Milliseconds(EchoFinder.longestDelay))
        guard let near = try? recording.samples(channel: channel, span: voice),
            let far = try? recording.samples(channel: 1 - channel, span: longer)
        else { return nil }
        return EchoFinder.delay(of: near, in: far, sampleRate: recording.sampleRate)
    }
}
