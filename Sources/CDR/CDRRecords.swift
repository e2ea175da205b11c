package import Calls

/// What files said about calls, in typed rows: the input of `assemble`.
///
/// Rows of several files are put together with `+=`; their order means nothing.
package struct CDRRecords: Hashable, Sendable {
    package var asterisk: [AsteriskRow] = []
    package var mapped: [MappedRow] = []
    package var recorded: [RecordedCall] = []
    package var surveys: [SurveyRow] = []

    package init() {}

    package var count: Int { asterisk.count + mapped.count + recorded.count + surveys.count }

    package static func += (records: inout Self, more: Self) {
        records.asterisk += more.asterisk
        records.mapped += more.mapped
        records.recorded += more.recorded
        records.surveys += more.surveys
    }
}

/// The CDR of one recording, as our recorder wrote it.
package struct RecordedCall: Hashable, Sendable {
    package var source: SourceLine
    package var cdr: RecorderCDR

    package init(source: SourceLine, cdr: RecorderCDR) {
        self.source = source
        self.cdr = cdr
    }
}

/// A customer's answers, by the switch's name of the call or by its id here.
package struct SurveyRow: Hashable, Sendable {
    package var source: SourceLine
    package var call: String
    package var survey: Survey

    package init(source: SourceLine, call: String, survey: Survey) {
        self.source = source
        self.call = call
        self.survey = survey
    }
}

/// A row of a mapped CSV export: a call, or one agent's part in it.
package struct MappedRow: Hashable, Sendable {
    package var source: SourceLine
    /// The mapping's prefix of call ids.
    package var idPrefix: String
    package var call: String
    package var start: UTCTime
    package var answered: UTCTime?
    package var end: UTCTime?
    package var direction: Direction?
    package var outcome: Outcome
    package var customer: Party?
    package var dialled: String?
    package var queue: String?
    package var agent: String?
    package var wait: Milliseconds?
    package var handle = HandleTime()
    package var recording: String?
    package var survey: Survey?
}

/// What was found in one file.
package struct CDRReading: Hashable, Sendable {
    package var format: CDRFormat
    package var records = CDRRecords()
    /// The first of the rows that could not be used, at most `mostRejections`.
    package var rejections: [CDRRejection] = []
    /// All rows that could not be used.
    package var rejected = 0
    /// Rows with bytes that are not UTF-8; each such byte stands as U+FFFD in their text.
    package var lossy = 0
    /// Seconds that the file's stamps are ahead of UTC, where that was inferred.
    package var zoneOffset: Int?

    package static let mostRejections = 10_000

    init(format: CDRFormat) { self.format = format }

    mutating func reject(_ source: SourceLine, _ fault: RowFault) {
        rejected += 1
        guard rejections.count < Self.mostRejections else { return }
        rejections.append(CDRRejection(source: source, reason: fault.reason, mend: fault.mend))
    }
}
