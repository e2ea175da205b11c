import Calls
import Foundation

/// Reads an Asterisk CDR file: first how far its stamps are ahead of UTC, then the rows in UTC.
struct AsteriskSource: RowSource {
    private enum Zone {
        case unknown
        /// Seconds ahead of UTC.
        case constant(Int)
        case named(ZoneOffsets)
    }

    private let file: CDRFile
    private let parser: AsteriskRowParser
    private let timeZone: TimeZone?
    private var cursor: RecordCursor
    private var clock = AsteriskClock()
    private var zone = Zone.unknown
    private var hasRows = false

    init(_ file: CDRFile, layout: AsteriskLayout, timeZone: TimeZone?) {
        self.file = file
        self.timeZone = timeZone
        parser = AsteriskRowParser(layout: layout)
        cursor = RecordCursor(RecordStream(file), headerRecords: layout.hasHeader ? 1 : 0)
    }

    var line: Int { cursor.line }

    mutating func advance() throws(CDRError) -> Bool { try cursor.advance() }

    mutating func key() -> RowKey? {
        guard cursor.fault == nil, let key = parser.key(of: cursor.stream.record, in: cursor.stream.bytes) else {
            return nil
        }
        hasRows = true
        if let epoch = key.epoch { clock.note(leg: key.key.leg, start: key.start, epoch: epoch, line: line) }
        return key.key
    }

    mutating func callID() -> CallID? {
        CallID(prefix: CallID.asteriskPrefix, key: parser.ids(cursor.stream.record, cursor.stream.bytes).call)
    }

    mutating func row() -> RowResult {
        let source = file.source(line: line)
        let parser = parser
        let (shifted, zone) = (cursor, zone)
        var offsets: ZoneOffsets? = if case .named(let offsets) = zone { offsets } else { nil }
        let result = shifted.row { (record, bytes) throws(RowFault) in
            var parsed = try parser.parse(record, in: bytes, source: source)
            switch zone {
            case .unknown: break
            case .constant(let offset): parsed.row.move(by: Milliseconds(-offset * 1000))
            case .named:
                let start = parsed.row.start
                let epoch = parsed.epoch.map { UTCTime(seconds: $0) }
                parsed.row.move(by: (offsets?.instant(ofLocal: start, notBefore: epoch) ?? start) - start)
            }
            return .asterisk(parsed.row)
        }
        if let offsets { self.zone = .named(offsets) }
        return result
    }

    mutating func rewind() throws(CDRError) {
        cursor.rewind()
        guard case .unknown = zone, hasRows else { return }
        if let timeZone {
            try clock.check(against: timeZone)
            zone = .named(ZoneOffsets(timeZone))
        } else {
            zone = .constant(try clock.constantOffset())
        }
        clock = AsteriskClock()
    }

    var zoneOffset: Int? {
        guard case .constant(let offset) = zone else { return nil }
        return offset
    }
}

extension AsteriskRow {
    fileprivate mutating func move(by length: Milliseconds) {
        start = start + length
        end = end + length
        answered = answered.map { $0 + length }
    }
}
