import Calls

/// One row of any source.
enum CDRRow {
    case asterisk(AsteriskRow)
    case contact(ContactRow)
    case queue(QueueEvent)
    case channel(ChannelEvent)
    case recorded(RecordedCall)
    case survey(SurveyRow)
}

/// What came of reading one record.
enum RowResult {
    case row(CDRRow, isLossy: Bool)
    /// A record that is sound and says nothing about a call.
    case nothing
    case fault(RowFault)
}

/// Which call a record belongs to, in hashes: all that is kept of a record between the first reading and the second.
struct RowKey {
    /// The same for all rows of one call.
    var group: UInt64
    /// The switch's name of the call, and of the channel or part that the row is about.
    var call: UInt64
    var leg: UInt64
}

/// Reads a file twice, record by record: the keys first, then the rows.
protocol RowSource {
    /// Goes to the next record; false at the end.
    mutating func advance() throws(CDRError) -> Bool
    /// The line on which the record begins.
    var line: Int { get }
    /// Nil for a record that belongs to no call.
    mutating func key() -> RowKey?
    /// The id of the record's call.
    mutating func callID() -> CallID?
    mutating func row() -> RowResult
    /// Goes back to the beginning; after the first reading, everything that all records tell together is known.
    mutating func rewind() throws(CDRError)
    /// Seconds that the file's stamps are ahead of UTC, where that was inferred.
    var zoneOffset: Int? { get }
}

extension RowSource {
    var zoneOffset: Int? { nil }

    mutating func key() -> RowKey? {
        guard case .row(let row, _) = row() else { return nil }
        return row.key
    }

    mutating func callID() -> CallID? {
        guard case .row(let row, _) = row() else { return nil }
        return row.callID
    }
}

extension CDRRow {
    var isQueue: Bool {
        guard case .queue = self else { return false }
        return true
    }

    /// Nil for a row that belongs to no call of a switch.
    var key: RowKey? {
        switch self {
        case .asterisk(let row):
            let call = Hash64.of(row.call)
            return RowKey(group: call, call: call, leg: Hash64.of(row.leg))
        case .queue(let event):
            guard event.isOfCall else { return nil }
            let call = Hash64.of(event.call)
            return RowKey(group: call, call: call, leg: call)
        case .channel(let event):
            let call = Hash64.of(event.call)
            return RowKey(group: call, call: call, leg: Hash64.of(event.leg))
        case .contact(let row):
            let call = Hash64.of(row.call)
            return RowKey(group: row.group, call: call, leg: row.part.map { Hash64.of($0) } ?? call)
        case .recorded, .survey: return nil
        }
    }

    var callID: CallID? {
        switch self {
        case .asterisk(let row): CallID(prefix: CallID.asteriskPrefix, key: row.call)
        case .queue(let event): CallID(prefix: CallID.asteriskPrefix, key: event.call)
        case .channel(let event): CallID(prefix: CallID.asteriskPrefix, key: event.call)
        case .contact(let row): CallID(prefix: row.idPrefix, key: row.call)
        case .recorded, .survey: nil
        }
    }
}

/// The common part of sources that are CSV files.
struct RecordCursor {
    private(set) var stream: RecordStream
    /// Why the current record cannot be read.
    private(set) var fault: CSVFault?
    private(set) var line = 0
    private let headerRecords: Int
    private var recordsRead = 0

    /// Passes over `headerRecords` at the beginning.
    init(_ stream: RecordStream, headerRecords: Int) {
        self.stream = stream
        self.headerRecords = headerRecords
    }

    var record: CSVRecord { stream.record }
    var bytes: [UInt8] { stream.bytes }

    mutating func advance() throws(CDRError) -> Bool {
        while true {
            switch try stream.next() {
            case .end: return false
            case .fault(let fault, let line):
                (self.fault, self.line) = (fault, line)
                return true
            case .record where recordsRead < headerRecords: recordsRead += 1
            case .record:
                (fault, line) = (nil, stream.record.line)
                return true
            }
        }
    }

    mutating func rewind() {
        stream.rewind()
        recordsRead = 0
        fault = nil
    }

    /// The row that `parse` makes of the current record.
    func row(_ parse: (CSVRecord, [UInt8]) throws(RowFault) -> CDRRow?) -> RowResult {
        if let fault { return .fault(RowFault(reason: fault.reason, mend: fault.mend)) }
        do throws(RowFault) {
            guard let row = try parse(stream.record, stream.bytes) else { return .nothing }
            return .row(row, isLossy: stream.record.isLossy(in: stream.bytes))
        } catch {
            return .fault(error)
        }
    }
}
