import Archive
import Calls

/// What a run tells while it works.
package enum RunEvent: Sendable {
    /// It holds the workspace; before that, another run may.
    case started
    /// So many of the calls that wait are done.
    case progress(done: Int, total: Int)
    case ended(RunStage, Duration)
}

/// A part of a run, in the order in which they come.
package enum RunStage: String, Sendable, CaseIterable {
    /// CDRs, surveys and the names of recordings: what is there, and which calls it makes.
    case intake
    /// Hearing, words, scores, masks, sealing and commit, call by call.
    case calls
    /// Sealing the CDRs and what could not be used.
    case sources
    case report
    case retention
    /// The audit log's checkpoint.
    case proof
}

/// Measures the parts of a run, tells of each as it ends, and keeps the lengths.
struct RunClock {
    private let tell: @Sendable (RunEvent) -> Void
    private var since = ContinuousClock.now
    private(set) var lengths: [RunStage: Duration] = [:]

    init(_ tell: @escaping @Sendable (RunEvent) -> Void) { self.tell = tell }

    /// What was done since the last call, or since the start, was this.
    mutating func lap(_ stage: RunStage) {
        let now = ContinuousClock.now
        let length = since.duration(to: now)
        lengths[stage] = length
        since = now
        tell(.ended(stage, length))
    }
}

extension RunEnding {
    init(_ summary: RunSummary, _ clock: RunClock, at time: UTCTime) {
        self.init(
            time: time,
            mishaps: summary.mishaps.count,
            rowsRead: summary.rowsRead,
            rowsRejected: summary.rowsRejected,
            destroyed: summary.destroyed,
            stages: RunStage.allCases.compactMap { stage in
                clock.lengths[stage].map { .init(stage.rawValue, Milliseconds(seconds: $0 / .seconds(1))) }
            }
        )
    }
}
