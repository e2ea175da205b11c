/// How one party shares in a conversation.
package struct TalkMetrics: Hashable, Sendable, Codable {
    package var role: PartyRole
    package var talk: Milliseconds
    /// Of the talk of all parties, 0 to 1; nil where nobody talks.
    package var share: Double?
    /// The longest turn, pauses of up to 700 ms included.
    package var longestMonologue: Milliseconds
    /// Interruptions by this party for every hour of the recording; nil where they cannot be told.
    package var interruptionsPerHour: Double?
    /// Median time this party takes to speak once another has ended; nil without such a reply.
    package var medianReply: Milliseconds?
}

extension Measures {
    /// The talk metrics of every channel, in channel order.
    package var talk: [TalkMetrics] {
        let whole = channels.reduce(0) { $0 + $1.speech.totalLength.count }
        let hours = Double(duration.count) / 3_600_000
        return channels.enumerated().map { index, channel in
            let talk = channel.speech.totalLength
            let turns = channel.speech.merged(closingGapsBelow: Milliseconds(700))
            let count = interruptions.map { $0.count { $0.channel == index } }
            return TalkMetrics(
                role: channel.role,
                talk: talk,
                share: whole > 0 ? Double(talk.count) / Double(whole) : nil,
                longestMonologue: turns.map(\.length).max() ?? .zero,
                interruptionsPerHour: hours > 0 ? count.map { Double($0) / hours } : nil,
                medianReply: replies(by: index).median
            )
        }
    }

    /// Share of the recording in which nobody speaks, 0 to 1; nil for an empty recording.
    package var silenceShare: Double? {
        duration > .zero ? Double(silence.totalLength.count) / Double(duration.count) : nil
    }

    /// From the end of another's turn to the start of this channel's, where silence lies between.
    package func replies(by channel: Int) -> [Milliseconds] {
        let turns = channels.enumerated().flatMap { index, channel in
            channel.speech.merged(closingGapsBelow: Milliseconds(700)).map { (channel: index, span: $0) }
        }.sorted { ($0.span, $0.channel) < ($1.span, $1.channel) }
        return zip(turns, turns.dropFirst()).compactMap { before, after in
            let isReply = after.channel == channel && before.channel != channel && after.span.start >= before.span.end
            return isReply ? after.span.start - before.span.end : nil
        }
    }
}

extension [Milliseconds] {
    fileprivate var median: Milliseconds? { isEmpty ? nil : sorted()[count / 2] }
}
