package import Audio
package import Calls

/// Audio whose sensitive spans are gone; only `mute` makes it.
package struct MaskedRecording: ~Copyable {
    private let recording: Recording
    /// What is muted, by channel, within the recording.
    package let mutes: [Int: [TimeSpan]]
    private let sound: MaskingPolicy.Sound

    fileprivate init(_ recording: consuming Recording, mutes: [Int: [TimeSpan]], sound: MaskingPolicy.Sound) {
        self.recording = recording
        self.mutes = mutes
        self.sound = sound
    }

    /// Streams the bytes of a WAV file in which the muted samples are zero or a beep and all others are as they were.
    ///
    /// - Throws: `AudioError`, or what `sink` throws.
    package consuming func write(to sink: (Span<UInt8>) throws -> Void) throws {
        try recording.writeWAV(muting: mutes, with: sound, to: sink)
    }
}

/// Takes a recording and gives it back without the given spans; the clear one can no longer be reached.
///
/// A span of `MaskedTranscript.everyChannel`, or of a channel that the recording does not have, is muted on all
/// channels: better too little sound than too much.
package func mute(
    _ recording: consuming Recording,
    _ mutes: [Int: [TimeSpan]],
    sound: MaskingPolicy.Sound = .silence
) -> MaskedRecording {
    let channels = 0..<recording.channelCount
    let everywhere = mutes.filter { !channels.contains($0.key) }.flatMap(\.value)
    var placed: [Int: [TimeSpan]] = [:]
    for channel in channels {
        let spans = (mutes[channel] ?? []) + everywhere
        if !spans.isEmpty { placed[channel] = spans.merged(closingGapsBelow: Masker.muteGap) }
    }
    return MaskedRecording(recording, mutes: placed, sound: sound)
}
