package import Audio
package import Calls
package import HTTP

/// Turns the speech of a recording into words, one channel at a time, so that who speaks is certain.
package protocol Recogniser: Sendable {
    /// A short name for the transcript's origin.
    var name: String { get }

    /// The words of one channel, in order, with times in the recording.
    ///
    /// `speech` holds the stretches in which somebody speaks, sorted and disjoint: nothing else need be listened to.
    /// `language` is a BCP 47 tag.
    func words(
        of recording: borrowing Recording,
        channel: Int,
        speech: [TimeSpan],
        language: String
    ) throws(RecogniserError) -> [Word]
}

/// Why a recogniser gave no words.
package enum RecogniserError: Error, Equatable, Sendable {
    /// The sound could not be read.
    case audio(AudioError)
    /// The program could not be started, or its input not be handed over; `code` is the system's `errno`.
    case cannotStart(code: Int32)
    case timedOut(after: Duration)
    case outputTooLarge(limit: Int)
    /// The program ended with this exit status instead of 0.
    case failed(status: Int32)
    /// The program was ended by this signal.
    case killed(signal: Int32)
    /// The program or the server did not answer with what was expected.
    case notUnderstood(TranscriptError)
    /// The server answered with this HTTP status.
    case refused(status: Int)
    case unreachable(HTTPFailure)
    /// The engine in this process cannot be used: what is missing.
    case noEngine(String)
}

extension RecogniserError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .audio: "the sound cannot be read"
        case .cannotStart(let code): "the program cannot be started (errno \(code))"
        case .timedOut(let limit): "it took longer than \(limit)"
        case .outputTooLarge(let limit): "it answered with more than \(limit) bytes"
        case .failed(let status): "the program ended with status \(status)"
        case .killed(let signal): "the program was ended by signal \(signal)"
        case .noEngine(let problem): problem
        case .refused(let status): "the server answered with status \(status)"
        case .unreachable(let failure): "the server cannot be reached: \(failure)"
        case .notUnderstood(let error): "its output is not understood: \(error.reason)"
        }
    }
}

extension Recogniser {
    /// The whole conversation, put together from its channels.
    ///
    /// - Parameters:
    ///   - recording: What to listen to.
    ///   - speech: For each channel the stretches in which somebody speaks; a channel without any is skipped.
    ///   - roles: Who is heard on each channel.
    ///   - language: A BCP 47 tag.
    /// - Returns: A transcript without turns where nobody speaks.
    /// - Throws: Where any channel fails, since half a conversation would be judged wrongly.
    package func transcribe(
        _ recording: borrowing Recording,
        speech: [[TimeSpan]],
        roles: [PartyRole],
        language: String
    ) throws(RecogniserError) -> Transcript {
        var channels: [SpokenChannel] = []
        for (channel, spans) in speech.enumerated() where channel < recording.channelCount && !spans.isEmpty {
            let words = try words(of: recording, channel: channel, speech: spans, language: language)
            let role = roles.indices.contains(channel) ? roles[channel] : .other
            channels.append(SpokenChannel(role: role, channel: channel, words: words))
        }
        return Transcript(language: language, origin: name, turns: turns(of: channels))
    }
}
