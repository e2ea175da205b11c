/// Why a file is not a recording that can be heard.
///
/// Sizes, positions and counts only: nothing of what a file holds enters an error.
package enum AudioError: Error, Equatable, Sendable {
    /// The file cannot be opened or read; `code` is the system's `errno`.
    case unreadable(code: Int32)
    /// A folder, pipe or device stands where a recording is expected.
    case notRegularFile
    case empty
    case fileTooLarge(bytes: Int, limit: Int)
    /// No known container, or one whose header is damaged beyond use.
    case notAudio
    /// A known container without a single whole frame of sound.
    case noSound
    case unsupportedSampleRate(Int, allowed: ClosedRange<Int>)
    case tooManyChannels(Int, limit: Int)
    case tooLong(frames: Int, limit: Int)
    case noSuchChannel(Int, channels: Int)
    /// The samples asked for at once are more than `AudioLimits.samplesAtOnce`.
    case spanTooLong(frames: Int, limit: Int)
    /// The sound does not fit a WAV file, whose sizes have 32 bits.
    case tooLongForWAV(bytes: Int)
}

/// How much of an unknown file is believed before it is refused.
package struct AudioLimits: Hashable, Sendable {
    package var fileBytes: Int
    package var sampleRates: ClosedRange<Int>
    package var channels: Int
    /// The longest recording, in whole seconds.
    package var seconds: Int
    /// The most samples `Recording.samples(channel:span:)` hands out in one piece.
    package var samplesAtOnce: Int

    /// 4 GiB, 4 to 192 kHz, 8 channels, 24 hours; 64 Mi samples at once (a channel of two hours at 8 kHz).
    package static let standard = Self()

    package init(
        fileBytes: Int = 1 << 32,
        sampleRates: ClosedRange<Int> = 4000...192_000,
        channels: Int = 8,
        seconds: Int = 86_400,
        samplesAtOnce: Int = 1 << 26
    ) {
        self.fileBytes = fileBytes
        self.sampleRates = sampleRates
        self.channels = channels
        self.seconds = seconds
        self.samplesAtOnce = samplesAtOnce
    }
}
