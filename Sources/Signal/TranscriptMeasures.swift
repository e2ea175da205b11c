package import Calls

extension Measures {
    /// What the times of words say by a preset's definitions, where there is a transcript and no sound.
    ///
    /// A party speaks from word to word; a pause as long as ends a turn is silence. The customer's channel comes first,
    /// then the agent's; music, tones and levels are nobody's. The recording is taken to end with the last word.
    package init(wordsOf transcript: Transcript, preset: Preset = .default) {
        let roles = [PartyRole.customer, .agent, .other].filter { role in
            transcript.turns.contains { $0.role == role && !$0.words.isEmpty }
        }
        let channels = roles.map { role in
            let words = transcript.turns.filter { $0.role == role }.flatMap { $0.words.map(\.span) }
            return ChannelMeasures(
                role: role,
                speech: words.merged(closingGapsBelow: preset.turnPause).filter { $0.length > .zero }
            )
        }
        let duration = transcript.turns.flatMap { $0.words.map(\.span.end) }.max() ?? .zero
        let events = Events(
            speech: channels.map(\.speech),
            music: channels.map { _ in [] },
            holds: [],
            pauses: [],
            duration: duration,
            preset: preset
        )
        let isMono = channels.count < 2
        self.init(
            preset: preset.name,
            duration: duration,
            channels: channels,
            silence: events.silence,
            deadAir: events.deadAir,
            talkOver: isMono ? nil : events.talkOver,
            interruptions: isMono ? nil : events.interruptions,
            hold: events.hold
        )
    }
}
