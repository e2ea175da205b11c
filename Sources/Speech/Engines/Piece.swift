internal import Calls

/// Some stretches of a channel, cut out and joined, as a recogniser hears them in one go.
struct Piece: Equatable {
    /// Positions in the recording; sorted and disjoint.
    var stretches: [TimeSpan]

    /// The longest piece: what Whisper, and much that is built like it, hears at once.
    static let longest = Milliseconds(30_000)
    /// What is kept around speech, since detectors cut off soft beginnings and ends.
    static let padding = Milliseconds(250)

    var length: Milliseconds { stretches.totalLength }

    /// Packs all speech into as few pieces as its order allows; only a stretch that is too long by itself is cut.
    static func pack(_ speech: [TimeSpan], duration: Milliseconds) -> [Piece] {
        let padded = speech.compactMap { span in
            TimeSpan(start: max(.zero, span.start - padding), end: span.end + padding)
                .intersection(TimeSpan(start: .zero, end: duration))
        }
        var pieces: [Piece] = []
        for stretch in padded.merged().flatMap(cut) {
            if let last = pieces.last, last.length + stretch.length <= longest {
                pieces[pieces.count - 1].stretches.append(stretch)
            } else {
                pieces.append(Piece(stretches: [stretch]))
            }
        }
        return pieces
    }

    private static func cut(_ span: TimeSpan) -> [TimeSpan] {
        stride(from: span.start.count, to: span.end.count, by: longest.count).map { start in
            TimeSpan(start: Milliseconds(start), end: min(span.end, Milliseconds(start) + longest))
        }
    }

    /// Where in the recording a span of the piece lies; a word never reaches over a cut.
    func place(of span: TimeSpan) -> TimeSpan {
        var offset = Milliseconds.zero
        for stretch in stretches {
            let start = span.start - offset
            if start < stretch.length {
                let from = stretch.start + max(.zero, start)
                return TimeSpan(start: from, end: min(stretch.end, stretch.start + (span.end - offset)))
            }
            offset = offset + stretch.length
        }
        let end = stretches.last?.end ?? .zero
        return TimeSpan(start: end, end: end)
    }
}
