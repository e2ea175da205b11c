package import Calls

/// Why a transcript cannot be of a recording.
package enum TranscriptMisfit: Equatable, Sendable {
    /// The last word ends this long after the recording does.
    case endsAfterRecording(by: Milliseconds)
    /// Only this share of the words' time, from 0 to 1, lies where somebody is heard to speak.
    case wordsWhereNobodySpeaks(share: Double)

    package var reason: String {
        switch self {
        case .endsAfterRecording(let excess):
            "its last word ends \(excess.seconds) s after the recording"
        case .wordsWhereNobodySpeaks(let share):
            "only \(Int((share * 100).rounded())) % of its words lie where somebody speaks"
        }
    }
}

extension Transcript {
    /// Checks that the words can have been said in a recording.
    ///
    /// - Parameters:
    ///   - duration: The recording's length.
    ///   - speech: For each channel the stretches in which somebody speaks. Words of a known channel are held against
    ///     that one, others against all together.
    /// - Returns: Nil where the transcript fits, or where there is too little of either to tell.
    package func misfit(duration: Milliseconds, speech: [[TimeSpan]]) -> TranscriptMisfit? {
        let words = turns.flatMap { turn in turn.words.map { (span: $0.span, channel: turn.channel) } }
        let excess = (words.map(\.span.end).max() ?? .zero) - duration
        if excess > allowedExcess { return .endsAfterRecording(by: excess) }

        let heard = speech.map { $0.map(widened).merged() }
        let anybody = speech.joined().map(widened).merged()
        let spoken = words.reduce(Milliseconds.zero) { $0 + $1.span.length }
        guard spoken >= enough, anybody.totalLength >= enough else { return nil }
        let within = words.reduce(Milliseconds.zero) { sum, word in
            let stretches = word.channel.flatMap { heard.indices.contains($0) ? heard[$0] : nil } ?? anybody
            return sum + stretches.covered(of: word.span)
        }
        let share = within.seconds / spoken.seconds
        return share < leastShare ? .wordsWhereNobodySpeaks(share: share) : nil
    }

    /// What a recogniser may add behind the last sound.
    private var allowedExcess: Milliseconds { Milliseconds(2000) }
    /// Less speech than this proves nothing.
    private var enough: Milliseconds { Milliseconds(3000) }
    private var leastShare: Double { 0.4 }

    /// Recognisers and detectors disagree on where a sound begins.
    private func widened(_ span: TimeSpan) -> TimeSpan {
        TimeSpan(start: max(.zero, span.start - Milliseconds(200)), end: span.end + Milliseconds(200))
    }
}

extension [TimeSpan] {
    /// How much of `span` these sorted, disjoint spans cover.
    fileprivate func covered(of span: TimeSpan) -> Milliseconds {
        // The first span that ends after `span` starts, by bisection.
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].end <= span.start { low = middle + 1 } else { high = middle }
        }
        var sum = Milliseconds.zero
        for candidate in self[low...] {
            guard let common = candidate.intersection(span) else { break }
            sum = sum + common.length
        }
        return sum
    }
}
