/// What reports count of a call beside its facts: figures drawn from what was heard, said and judged.
///
/// Nil where the call cannot say: not recorded, one channel, not judged.
package struct CallFigures: Hashable, Sendable {
    /// The recorded time in which the parties are connected: all of it but the hold.
    package var connected: Milliseconds?
    package var deadAir: Milliseconds?
    package var deadAirCount: Int?
    /// Nil also where one channel holds both voices.
    package var talkOver: Milliseconds?
    package var talkOverCount: Int?
    package var hasRecording: Bool
    package var hasWords: Bool
    /// Whether any rule failed.
    package var hasFailures: Bool
    /// Whether no critical and no fatal rule failed; nil where none applied.
    package var isCompliant: Bool?
    /// Time in the IVR; nil where the source shows no stay there, or not its end.
    package var ivr: Milliseconds?
    /// Keys after which the menu spoke again, and how many of those answers came within `menuLimit`.
    package var menuAnswers: Int?
    package var menuAnswersInTime: Int?
    package var recordingIssues: [RecordingIssue.Kind]

    /// The longest wait for a menu's answer that is still in time.
    package static let menuLimit = Milliseconds(3000)

    package init(of call: CallOutcome) {
        recordingIssues = call.recordingIssues
        hasRecording = call.recording != nil || call.measures != nil
        hasWords = call.transcript?.turns.contains { !$0.words.isEmpty } ?? false
        if let measures = call.measures {
            connected = measures.connected
            deadAir = measures.deadAir.covered
            deadAirCount = measures.deadAir.count
            talkOver = measures.talkOver?.covered
            talkOverCount = measures.talkOver?.count
        }
        hasFailures = call.evaluation?.findings.contains { $0.verdict == .failed } ?? false
        let grave = call.evaluation?.findings.filter { $0.isGrave && $0.verdict != .notApplicable } ?? []
        if !grave.isEmpty { isCompliant = grave.allSatisfy { $0.verdict == .passed } }
        let stays = call.facts.legs.filter { $0.kind == .ivr }
        if !stays.isEmpty, stays.allSatisfy({ $0.end != nil }) {
            ivr = stays.reduce(.zero) { $0 + (($1.end ?? $1.start) - $1.start) }
        }
        // Only where nobody else is on the line is the other voice surely the machine's.
        if call.facts.outcome == .contained, let delays = call.measures?.menuDelays {
            menuAnswers = delays.count
            menuAnswersInTime = delays.count { $0 <= Self.menuLimit }
        }
    }
}

extension Finding {
    /// A rule whose failure no good score makes up for.
    package var isGrave: Bool { isFatal || severity == .critical }
}

extension CallFacts {
    /// An inbound call that asked for a human: one that did not end in the IVR.
    package var isRequestForHuman: Bool { direction == .inbound && outcome != .contained }

    /// A human answered, even where the end of the call is missing.
    package var wasHandled: Bool { outcome == .answered || (outcome == .open && answered != nil) }
}

extension Measures {
    fileprivate var connected: Milliseconds {
        guard !hold.isEmpty else { return duration }
        let whole = TimeSpan(start: .zero, end: duration)
        return duration - hold.merged().compactMap { $0.intersection(whole) }.totalLength
    }
}

extension [TimeSpan] {
    /// The time that the spans cover together, whether or not they are sorted and disjoint.
    package var covered: Milliseconds {
        let isDisjoint = zip(self, dropFirst()).allSatisfy { $0.end <= $1.start }
        return isDisjoint ? totalLength : merged().totalLength
    }
}
