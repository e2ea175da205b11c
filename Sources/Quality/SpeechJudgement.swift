internal import Calls

extension Subject {
    private typealias Hit = FoldedTranscript.Hit

    func judge(_ condition: PhraseCondition) -> Judgement {
        let utterance = condition.utterance
        guard let transcript else { return .unknown("no words") }
        guard canTell(utterance, condition.window.before, condition.window.after) else {
            return .unknown("speakers are not told apart")
        }
        let place = place(condition.window, speaker: utterance.speaker, in: transcript)
        let found = utterance.phrases.map { phrase in
            transcript.hits(of: phrase, by: utterance.speaker).filter(place.contains)
        }
        let hits = found.joined().sorted { $0.span < $1.span }
        let searched = [Evidence(span: place.span)]
        switch condition.quantifier {
        case .any: return Judgement(!hits.isEmpty, hits.isEmpty ? searched : hits.map(evidence))
        case .none: return Judgement(hits.isEmpty, hits.isEmpty ? searched : hits.map(evidence))
        case .all:
            let holds = found.allSatisfy { !$0.isEmpty }
            return Judgement(holds, holds ? found.compactMap(\.first).map(evidence) : searched)
        }
    }

    /// Each hit of a step is joined to the chain that ended last before it: if any is near enough, that one is.
    func judge(_ steps: [Utterance], within: Milliseconds?) -> Judgement {
        guard let transcript else { return .unknown("no words") }
        guard steps.allSatisfy({ canTell($0) }) else { return .unknown("speakers are not told apart") }
        var chains: [[Hit]] = steps.first.map { transcript.hits(of: $0).map { [$0] } } ?? []
        for step in steps.dropFirst() {
            let ended = chains.sorted { $0.end < $1.end }
            var count = 0
            chains = transcript.hits(of: step).compactMap { hit in
                while count < ended.count, ended[count].end <= hit.span.start { count += 1 }
                guard count > 0 else { return nil }
                let gap = hit.span.start - ended[count - 1].end
                return within.map { gap > $0 } ?? false ? nil : ended[count - 1] + [hit]
            }
        }
        guard let chain = chains.first else {
            return Judgement(false, [Evidence(span: TimeSpan(start: .zero, end: end))])
        }
        return Judgement(true, chain.map(evidence))
    }

    /// False where a named speaker is asked for and the transcript knows none.
    private func canTell(_ utterances: Utterance?...) -> Bool {
        utterances.allSatisfy { $0?.speaker == nil } || transcript?.namesSpeakers == true
    }

    private func evidence(_ hit: Hit) -> Evidence {
        Evidence(span: hit.span, channel: hit.channel, turn: hit.turn)
    }

    private func place(_ window: Window, speaker: PartyRole?, in transcript: FoldedTranscript) -> Place {
        var span = TimeSpan(start: .zero, end: max(end, transcript.end) + Milliseconds(1))
        if let after = window.after { span.start = transcript.hits(of: after).first?.span.end ?? span.end }
        if let before = window.before, let hit = transcript.hits(of: before).first { span.end = hit.span.start }
        if let first = window.first { span.end = min(span.end, span.start + first) }
        if let last = window.last { span.start = max(span.start, min(span.end, end) - last) }
        // A window that ends before it starts holds nothing.
        span = TimeSpan(start: span.start, end: span.end)

        let turns = transcript.turns.indices.filter { speaker == nil || transcript.turns[$0].role == speaker }
        var allowed: Set<Int>?
        if let count = window.firstTurns { allowed = Set(turns.prefix(count)) }
        if let count = window.lastTurns { allowed = (allowed ?? Set(turns)).intersection(turns.suffix(count)) }
        return Place(span: span, turns: allowed)
    }
}

/// A window, found in one call.
private struct Place {
    /// Where a phrase must start.
    var span: TimeSpan
    /// Nil for all.
    var turns: Set<Int>?

    func contains(_ hit: FoldedTranscript.Hit) -> Bool {
        span.start <= hit.span.start && hit.span.start < span.end && turns?.contains(hit.turn) ?? true
    }
}

extension [FoldedTranscript.Hit] {
    fileprivate var end: Milliseconds { last?.span.end ?? .zero }
}
