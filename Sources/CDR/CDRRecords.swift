package import Calls

/// What files said about calls, in typed rows: the input of `assemble`.
///
/// Rows of several files are put together with `+=`; their order means nothing.
package struct CDRRecords: Hashable, Sendable {
    package var asterisk: [AsteriskRow] = []
    package var contacts: [ContactRow] = []
    package var queue: [QueueEvent] = []
    package var channels: [ChannelEvent] = []
    package var recorded: [RecordedCall] = []
    package var surveys: [SurveyRow] = []

    package init() {}

    package var count: Int {
        asterisk.count + contacts.count + queue.count + channels.count + recorded.count + surveys.count
    }

    package static func += (records: inout Self, more: Self) {
        records.asterisk += more.asterisk
        records.contacts += more.contacts
        records.queue += more.queue
        records.channels += more.channels
        records.recorded += more.recorded
        records.surveys += more.surveys
    }
}

extension CDRRecords {
    mutating func append(_ row: CDRRow) {
        switch row {
        case .asterisk(let row): asterisk.append(row)
        case .contact(let row): contacts.append(row)
        case .queue(let event): queue.append(event)
        case .channel(let event): channels.append(event)
        case .recorded(let call): recorded.append(call)
        case .survey(let row): surveys.append(row)
        }
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
