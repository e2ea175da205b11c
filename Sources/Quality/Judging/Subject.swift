internal import Calls
internal import Foundation

/// One call as the conditions see it.
struct Subject {
    let call: Call
    let measures: Measures?
    /// BCP 47; nil where nobody says a word.
    let language: String?
    /// Of the site, for days and times of day.
    let zone: TimeZone
    let search: PhraseSearch?
    let work: Work

    init(
        call: Call,
        measures: Measures?,
        transcript: Transcript?,
        index: PhraseIndex,
        zone: TimeZone = .gmt,
        work: Work = Work()
    ) {
        self.call = call
        self.measures = measures
        self.zone = zone
        self.work = work
        let folded = transcript.flatMap { FoldedTranscript($0) }
        language = folded == nil ? nil : transcript?.language
        search = folded.map { PhraseSearch($0, index, work: work) }
    }

    var transcript: FoldedTranscript? { search?.transcript }

    /// Where the recording or, without one, the last word ends.
    var end: Milliseconds { measures?.duration ?? transcript?.end ?? .zero }

    /// Where in the recording somebody answered: at its start, unless it began before.
    var answer: Milliseconds {
        guard let start = call.recording?.start, let answered = call.answered, answered > start else { return .zero }
        return min(answered - start, end)
    }

    /// From the answer to the end.
    var conversation: TimeSpan { TimeSpan(start: answer, end: end) }

    func judge(_ condition: Condition) -> Judgement {
        guard !work.isUsedUp else { return .unknown("too much work") }
        let judgement =
            switch condition.kind {
            case .said(let phrases): judge(phrases)
            case .sequence(let steps, let within): judge(steps, within: within)
            case .repeated(let repeated): judge(repeated)
            case .measured(let measure): judge(measure)
            case .fact(let fact): judge(fact)
            case .all(let parts): parts.map(judge).atLeast(parts.count)
            case .any(let parts): parts.map(judge).atLeast(1)
            case .not(let part): !judge(part)
            case .atLeast(let count, let parts): parts.map(judge).atLeast(count)
            }
        // What was cut short may have missed something.
        return work.isUsedUp ? .unknown("too much work") : judgement
    }
}
