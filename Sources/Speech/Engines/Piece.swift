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

    /// Two pieces of about the same length, cut between stretches where there are several; nil where it is short already.
    var halves: (Piece, Piece)? {
        guard length >= Milliseconds(4000) else { return nil }
        guard stretches.count > 1 else {
            let parts = stretches[0].cut(longest: Milliseconds((length.count + 1) / 2))
            return (Piece(stretches: [parts[0]]), Piece(stretches: [parts[1]]))
        }
        func imbalance(_ count: Int) -> Int {
            abs(length.count - 2 * Array(stretches.prefix(count)).totalLength.count)
        }
        let middle = (1..<stretches.count).min { imbalance($0) < imbalance($1) } ?? 1
        return (Piece(stretches: Array(stretches[..<middle])), Piece(stretches: Array(stretches[middle...])))
    }

    /// Packs all speech into as few pieces as its order allows; only a stretch that is too long by itself is cut.
    static func pack(_ speech: [TimeSpan], duration: Milliseconds) -> [Piece] {
        let padded = speech.map { TimeSpan(start: max(.zero, $0.start - padding), end: $0.end + padding) }
        return pack(padded, within: TimeSpan(start: .zero, end: duration), longest: longest)
    }

    /// Packs stretches as they are, cut to those of a part of the recording.
    static func pack(_ stretches: [TimeSpan], within whole: TimeSpan, longest: Milliseconds) -> [Piece] {
        var pieces: [Piece] = []
        for stretch in stretches.compactMap(whole.intersection).merged().flatMap({ $0.cut(longest: longest) }) {
            if let last = pieces.last, last.length + stretch.length <= longest {
                pieces[pieces.count - 1].stretches.append(stretch)
            } else {
                pieces.append(Piece(stretches: [stretch]))
            }
        }
        return pieces
    }

    /// Where in the recording a word lies of which mostly the end is known: it begins no earlier than the stretch in which
    /// it ends.
    ///
    /// Of each stretch `lead` is the silence before its speech: a word that ends in it is the last one of the stretch before.
    func place(endingIn span: TimeSpan, lead: Milliseconds) -> TimeSpan {
        var offset = Milliseconds.zero
        for stretch in stretches {
            let end = span.end - offset
            let reach = span.start - offset < stretch.length ? stretch.length + lead : stretch.length
            if end <= reach || stretch == stretches.last {
                return TimeSpan(
                    start: min(stretch.end, stretch.start + max(.zero, span.start - offset)),
                    end: min(stretch.end, stretch.start + max(.zero, end))
                )
            }
            offset = offset + stretch.length
        }
        return span
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

extension TimeSpan {
    /// The same time in stretches of at most `longest`.
    func cut(longest: Milliseconds) -> [TimeSpan] {
        stride(from: start.count, to: end.count, by: longest.count).map { start in
            TimeSpan(start: Milliseconds(start), end: min(end, Milliseconds(start) + longest))
        }
    }
}
