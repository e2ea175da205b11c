package import Calls

/// A transcript without personal data, and what is to be silenced in the recording it belongs to.
package struct MaskedTranscript: Hashable, Sendable {
    package var transcript: Transcript
    package var entries: [MaskEntry]
    /// Spans to mute by channel, padded and merged; `everyChannel` holds what was said on a channel nobody named.
    package var mutes: [Int: [TimeSpan]]

    /// Stands for all channels of a recording in `mutes`.
    package static let everyChannel = -1
}

extension Masker {
    /// A word's time may be off by as much; it is muted so long before and after.
    package static let mutePadding = Milliseconds(120)
    /// Mutes that lie closer together become one.
    package static let muteGap = Milliseconds(300)

    /// The transcript with every piece of personal data hidden.
    ///
    /// The words of a piece become one word with their time. What is hidden in the words is muted in the sound; where
    /// words have no times of their own the whole turn is muted.
    ///
    /// `knownNumbers` and `knownNames` are the parties' as the CDR has them; they are hidden wherever they are said.
    package func mask(
        _ transcript: Transcript,
        knownNumbers: [String] = [],
        knownNames: [String] = []
    ) -> MaskedTranscript {
        let known = KnownParties(numbers: knownNumbers, names: knownNames)
        var masked = MaskedTranscript(transcript: transcript, entries: [], mutes: [:])
        var numbering = Numbering()
        for _ in 0..<Self.mostPasses {
            let masks = masks(in: masked.transcript, known, &numbering)
            guard masks.contains(where: { !$0.isEmpty }) else { break }
            for (turn, masks) in masks.enumerated() where !masks.isEmpty { apply(masks, turn, to: &masked) }
        }
        masked.mutes = masked.mutes.mapValues { $0.merged(closingGapsBelow: Self.muteGap) }
        return masked
    }

    /// How many pieces of personal data a scan still finds: 0 in what `mask` made.
    package func leftovers(in transcript: Transcript) -> Int {
        var numbering = Numbering()
        return masks(in: transcript, .none, &numbering).reduce(0) { $0 + $1.count }
    }

    private func masks(
        in transcript: Transcript,
        _ known: KnownParties,
        _ numbering: inout Numbering
    ) -> [[PlacedMask]] {
        let statements = transcript.turns.map { turn in
            Statement(prose: Prose(turn.text), speaker: Self.speaker(of: turn))
        }
        let findings = findings(in: statements, transcript.language, known: known)
        return PlacedMask.place(findings, turns: statements.count) { printer.print($0, &numbering) }
    }

    private static func speaker(of turn: Turn) -> Int {
        switch turn.role {
        case .customer: 0
        case .agent: 1
        case .other: 2 + (turn.channel ?? 0)
        }
    }

    private func apply(_ masks: [PlacedMask], _ index: Int, to masked: inout MaskedTranscript) {
        let turn = masked.transcript.turns[index]
        let (text, ranges) = turn.textAndRanges
        let scalars = text.unicodeScalars.map(\.value)
        var words: [Word] = []
        var next = 0
        var place = 0
        while place < masks.count {
            // All masks that share a word with this one are printed into one word.
            let first = Self.firstWord(ranges, from: next, touching: masks[place].range)
            var last = first
            var end = place
            while end < masks.count, end == place || masks[end].range.lowerBound < ranges[last].upperBound {
                while last + 1 < ranges.count, ranges[last + 1].lowerBound < masks[end].range.upperBound { last += 1 }
                end += 1
            }
            words += turn.words[next..<first]
            let covered = turn.words[first...last]
            let span = TimeSpan(
                start: covered.map(\.span.start).min() ?? .zero,
                end: covered.map(\.span.end).max() ?? .zero
            )
            let whole = ranges[first].lowerBound..<ranges[last].upperBound
            words.append(
                Word(
                    PlacedMask.apply(Array(masks[place..<end]), to: scalars, in: whole),
                    span,
                    confidence: covered.compactMap(\.confidence).min()
                )
            )
            let muted = Self.padded(turn.hasWordTimes ? span : turn.span)
            masked.mutes[turn.channel ?? MaskedTranscript.everyChannel, default: []].append(muted)
            masked.entries += masks[place..<end].map {
                $0.entry(place: "transcript", turn: index, channel: turn.channel, span: muted)
            }
            next = last + 1
            place = end
        }
        masked.transcript.turns[index].words = words + turn.words[next...]
    }

    private static func firstWord(_ ranges: [Range<Int>], from start: Int, touching range: Range<Int>) -> Int {
        var index = start
        while index + 1 < ranges.count, ranges[index].upperBound <= range.lowerBound { index += 1 }
        return index
    }

    private static func padded(_ span: TimeSpan) -> TimeSpan {
        TimeSpan(start: max(.zero, span.start - mutePadding), end: span.end + mutePadding)
    }
}
