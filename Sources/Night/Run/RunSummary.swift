package import Calls

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
    package var planned: [CallID] = []
    /// Calls that entered the archive or changed there.
    package var committed: [CallID] = []
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

    /// Starts of the calls that changed: their business days get new reports.
    var touched: Set<UTCTime> = []
    /// Calls worked on so far, whatever came of it.
    var worked = 0

    package init() {}

    package var changedNothing: Bool {
        committed.isEmpty && sources == 0 && alreadyKnown == 0 && destroyed == 0 && reportedDays.isEmpty
    }
}

extension RunSummary {
    mutating func add(_ call: CommittedCall) {
        worked += 1
        mishaps += call.mishaps
        masks += call.masks
        if call.hasWords { callsWithWords += 1 }
        if call.hasSound { callsWithSound += 1 }
        if let id = call.id { committed.append(id) }
        if let start = call.start { touched.insert(start) }
    }
}
