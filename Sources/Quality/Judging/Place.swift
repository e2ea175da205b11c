internal import Calls

/// A window, found in one call.
struct Place {
    /// Where a phrase must start; one, but for windows around several holds.
    var spans: [TimeSpan]
    /// Nil for all.
    var turns: Set<Int>?

    func contains(_ hit: FoldedTranscript.Hit) -> Bool {
        spans.contains { $0.start <= hit.span.start && hit.span.start < $0.end } && turns?.contains(hit.turn) ?? true
    }

    /// What was searched, for a reader.
    var evidence: [Evidence] { spans.map { Evidence(span: $0) } }
}

extension Subject {
    /// Nil where the call has no hold that the window is about.
    func place(_ window: Window, speaker: PartyRole?) -> Place? {
        let end = max(end, transcript?.end ?? .zero) + Milliseconds(1)
        let base = cut(window, TimeSpan(start: window.first == nil ? .zero : answer, end: end))
        let turns = window.firstTurns == nil && window.lastTurns == nil ? nil : turns(of: window, speaker: speaker)
        guard window.beforeHold != nil || window.afterHold != nil else { return Place(spans: [base], turns: turns) }
        guard let holds = measures?.hold, !holds.isEmpty else { return nil }
        let spans = holds.flatMap { hold in
            [
                window.beforeHold.map { TimeSpan(start: max(.zero, hold.start - $0), end: hold.start) },
                window.afterHold.map { TimeSpan(start: hold.end, end: hold.end + $0) },
            ].compactMap(\.self)
        }
        return Place(
            spans: spans.map { span in
                TimeSpan(start: max(span.start, base.start), end: min(span.end, base.end))
            },
            turns: turns
        )
    }

    private func cut(_ window: Window, _ whole: TimeSpan) -> TimeSpan {
        var span = whole
        let end = self.end
        if let after = window.after { span.start = hits(of: after).first?.span.end ?? span.end }
        if let before = window.before, let hit = hits(of: before).first { span.end = hit.span.start }
        if let first = window.first { span.end = min(span.end, span.start + first) }
        if let last = window.last { span.start = max(span.start, min(span.end, end) - last) }
        let length = Double(conversation.length.count)
        if let share = window.firstShare { span.end = min(span.end, answer + Milliseconds(Int(length * share))) }
        if let share = window.lastShare { span.start = max(span.start, end - Milliseconds(Int(length * share))) }
        // A window that ends before it starts holds nothing.
        return TimeSpan(start: span.start, end: span.end)
    }

    private func hits(of utterance: Utterance) -> [FoldedTranscript.Hit] { search?.hits(of: utterance) ?? [] }

    private func turns(of window: Window, speaker: PartyRole?) -> Set<Int> {
        guard let transcript else { return [] }
        let turns = transcript.turns.indices.filter { speaker == nil || transcript.turns[$0].role == speaker }
        var allowed = Set(turns)
        if let count = window.firstTurns { allowed.formIntersection(turns.prefix(count)) }
        if let count = window.lastTurns { allowed.formIntersection(turns.suffix(count)) }
        return allowed
    }
}
