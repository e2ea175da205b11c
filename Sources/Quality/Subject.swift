internal import Calls

/// One call as the conditions see it.
struct Subject {
    let call: Call
    let measures: Measures?
    let transcript: FoldedTranscript?

    init(call: Call, measures: Measures?, transcript: Transcript?) {
        self.call = call
        self.measures = measures
        self.transcript = transcript.flatMap { FoldedTranscript($0) }
    }

    /// Where the conversation ends, counted from its answer.
    var end: Milliseconds { measures?.duration ?? transcript?.end ?? .zero }

    func judge(_ condition: Condition) -> Judgement {
        switch condition {
        case .said(let phrases): judge(phrases)
        case .sequence(let steps, let within): judge(steps, within: within)
        case .measured(let measure): judge(measure)
        case .fact(let fact): judge(fact)
        case .all(let parts): parts.map(judge).atLeast(parts.count)
        case .any(let parts): parts.map(judge).atLeast(1)
        case .not(let part): !judge(part)
        case .atLeast(let count, let parts): parts.map(judge).atLeast(count)
        }
    }
}
