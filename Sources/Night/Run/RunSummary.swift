import Calls

/// Something that could not be used; the rest of the night went on without it.
package struct Mishap: Hashable, Sendable, Codable {
    /// The file's name with personal data masked, or a call id.
    package var subject: String
    /// Where in the file, such as a line number.
    package var place: String?
    package var problem: String
    package var mend: String

    package init(subject: String, place: String? = nil, problem: String, mend: String) {
        self.subject = subject
        self.place = place
        self.problem = problem
        self.mend = mend
    }
}

/// What a night did.
package struct RunSummary: Hashable, Sendable {
    /// Calls that wait to be worked on.
    package var planned = 0
    /// Calls that entered the archive or changed there.
    package var committed = 0
    /// Files that were known already and are gone from the inbox.
    package var alreadyKnown = 0
    /// Files that are now sealed as sources.
    package var sources = 0
    package var rowsRead = 0
    package var rowsRejected = 0
    package var callsWithWords = 0
    package var callsWithSound = 0
    package var masks = 0
    /// Business days whose reports were written, as `2026-11-22`.
    package var reportedDays: [String] = []
    /// Calls whose time is up under the retention policy.
    package var due = 0
    package var destroyed = 0
    package var mishaps: [Mishap] = []

    /// Times at which calls changed: their business days get new reports.
    private(set) var touched: Set<UTCTime> = []
    /// Calls worked on so far, whatever came of it.
    var worked = 0

    package init() {}

    package var changedNothing: Bool {
        committed == 0 && sources == 0 && alreadyKnown == 0 && destroyed == 0 && reportedDays.isEmpty
    }
}

extension RunSummary {
    mutating func add(_ call: CommittedCall) {
        worked += 1
        mishaps += call.mishaps
        masks += call.masks
        if call.hasWords { callsWithWords += 1 }
        if call.hasSound { callsWithSound += 1 }
        if call.id != nil { committed += 1 }
        if let start = call.start { touch(start) }
    }

    /// Notes that something changed at a time, to the quarter of an hour: no zone's day begins within one.
    mutating func touch(_ time: UTCTime) {
        let quarter = 900_000
        let rest = (time.milliseconds % quarter + quarter) % quarter
        touched.insert(UTCTime(milliseconds: time.milliseconds - rest))
    }
}
