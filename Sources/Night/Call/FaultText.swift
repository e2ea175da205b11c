package import Audio

extension AudioError {
    /// What is wrong with the file, in words.
    package var reason: String {
        switch self {
        case .unreadable: "the file cannot be opened"
        case .notRegularFile: "it is not a file"
        case .empty: "the file is empty"
        case .fileTooLarge(_, let limit): "the file is larger than \(limit) bytes"
        case .notAudio: "it is no recording in any known format"
        case .noSound: "it holds no sound"
        case .unsupportedSampleRate(let rate, let allowed):
            "\(rate) Hz is not between \(allowed.lowerBound) and \(allowed.upperBound) Hz"
        case .tooManyChannels(let channels, let limit): "\(channels) channels are more than \(limit)"
        case .tooLong(_, let limit): "it is longer than \(limit) frames"
        case .noSuchChannel(let channel, let channels): "there is no channel \(channel) among \(channels)"
        case .spanTooLong, .tooLongForWAV: "it is too long for this"
        }
    }
}
