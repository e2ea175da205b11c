internal import Calls

extension Subject {
    private typealias Hit = FoldedTranscript.Hit

    func judge(_ condition: PhraseCondition) -> Judgement {
        guard let search else { return .unknown("no words") }
        let utterance = condition.utterance
        guard canTell([utterance, condition.window.before, condition.window.after]) else {
            return .unknown("speakers are not told apart")
        }
        guard let place = place(condition.window, speaker: utterance.speaker) else { return .unknown("no hold") }
        if let times = condition.times {
            let hits = search.hits(of: utterance).filter(place.contains)
            let value = Double(hits.count)
            let shown = hits.isEmpty ? place.evidence : hits.map(search.transcript.evidence)
            return Judgement(
                times.admits(value),
                shown.map { evidence in
                    var evidence = evidence
                    (evidence.value, evidence.threshold) = (value, times.value)
                    return evidence
                }
            )
        }
        if condition.quantifier != .all, search.isSilent(on: utterance) {
            return Judgement(condition.quantifier == .none, place.evidence)
        }
        switch condition.quantifier {
        case .any, .none:
            let hits = search.hits(of: utterance).filter(place.contains)
            let isSaid =
                !hits.isEmpty
                && place.spans.allSatisfy { span in
                    place.spans.count == 1 || hits.contains { span.start <= $0.span.start && $0.span.start < span.end }
                }
            let holds = condition.quantifier == .any ? isSaid : hits.isEmpty
            let shown = holds == (condition.quantifier == .any) ? hits.map(search.transcript.evidence) : place.evidence
            return Judgement(holds, shown)
        case .all:
            let found = utterance.phrases.map { search.hits(of: $0, by: utterance).first(where: place.contains) }
            let holds = found.allSatisfy { $0 != nil }
            return Judgement(holds, holds ? found.compactMap(\.self).map(search.transcript.evidence) : place.evidence)
        }
    }

    /// Each hit of a step is joined to the chain that ended last before it: if any is near enough, that one is.
    func judge(_ steps: [Utterance], within: Milliseconds?) -> Judgement {
        guard let search else { return .unknown("no words") }
        guard canTell(steps) else { return .unknown("speakers are not told apart") }
        var chains: [[Hit]] = steps.first.map { search.hits(of: $0).map { [$0] } } ?? []
        for step in steps.dropFirst() {
            let ended = chains.sorted { $0.end < $1.end }
            var count = 0
            chains = search.hits(of: step).compactMap { hit in
                while count < ended.count, ended[count].end <= hit.span.start { count += 1 }
                guard count > 0 else { return nil }
                let gap = hit.span.start - ended[count - 1].end
                return within.map { gap > $0 } ?? false ? nil : ended[count - 1] + [hit]
            }
        }
        guard let chain = chains.first else {
            return Judgement(false, [Evidence(span: TimeSpan(start: .zero, end: end))])
        }
        return Judgement(true, chain.map(search.transcript.evidence))
    }

    func judge(_ condition: RepeatCondition) -> Judgement {
        guard let transcript else { return .unknown("no words") }
        guard condition.speaker == nil || transcript.namesSpeakers else {
            return .unknown("speakers are not told apart")
        }
        let sentences = transcript.turns.indices.filter { turn in
            (condition.speaker == nil || transcript.turns[turn].role == condition.speaker)
        }.map { (turn: $0, words: Set(transcript.tokens[transcript.turnTokens[$0]].map(\.text))) }
        for (index, sentence) in sentences.enumerated()
        where transcript.turnTokens[sentence.turn].count >= condition.words {
            let alike = sentences[index...].prefix(condition.turns).filter { other in
                work.use(min(sentence.words.count, other.words.count))
                return transcript.turnTokens[other.turn].count >= condition.words
                    && sentence.words.likeness(to: other.words) >= condition.similarity
            }
            guard alike.count >= condition.times else {
                if work.isUsedUp { break }
                continue
            }
            return Judgement(true, alike.map { transcript.evidence(transcript.hit(transcript.turnTokens[$0.turn])) })
        }
        return Judgement(false, [Evidence(span: TimeSpan(start: .zero, end: end))])
    }

    /// False where a named speaker is asked for and the transcript knows none.
    private func canTell(_ utterances: [Utterance?]) -> Bool {
        utterances.allSatisfy { $0?.speaker == nil } || transcript?.namesSpeakers == true
    }
}

extension Set {
    /// What two sets share, of what is in either (Jaccard).
    fileprivate func likeness(to other: Self) -> Double {
        let shared = filter(other.contains).count
        return Double(shared) / Double(Swift.max(1, count + other.count - shared))
    }
}

extension [FoldedTranscript.Hit] {
    fileprivate var end: Milliseconds { last?.span.end ?? .zero }
}
