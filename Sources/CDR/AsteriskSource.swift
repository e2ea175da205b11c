import Calls
import Foundation

/// Reads an Asterisk CDR file: first how far its stamps are ahead of UTC, then the rows in UTC.
struct AsteriskSource: RowSource {
    private let file: CDRFile
    private let parser: AsteriskRowParser
    private var cursor: RecordCursor
    private var zone: AsteriskZone

    init(_ file: CDRFile, layout: AsteriskLayout, timeZone: TimeZone?) {
        self.file = file
        zone = AsteriskZone(timeZone)
        parser = AsteriskRowParser(layout: layout)
        cursor = RecordCursor(RecordStream(file), headerRecords: layout.hasHeader ? 1 : 0)
    }

    var line: Int { cursor.line }

    mutating func advance() throws(CDRError) -> Bool { try cursor.advance() }

    mutating func key() -> RowKey? {
        guard cursor.fault == nil, let found = parser.key(of: cursor.stream.record, in: cursor.stream.bytes) else {
            return nil
        }
        zone.note(leg: found.key.leg, start: found.start, epoch: found.epoch, line: line)
        return found.key
    }

    mutating func callID() -> CallID? {
        CallID(prefix: CallID.asteriskPrefix, key: parser.ids(cursor.stream.record, cursor.stream.bytes).call)
    }

    mutating func row() -> RowResult {
        let source = file.source(line: line)
        let parser = parser
        var zone = zone
        let result = cursor.row { (record, bytes) throws(RowFault) in
            var parsed = try parser.parse(record, in: bytes, source: source)
            parsed.row.move(by: zone.shift(parsed.row.start, epoch: parsed.epoch))
            return .asterisk(parsed.row)
        }
        self.zone = zone
        return result
    }

    mutating func rewind() throws(CDRError) {
        cursor.rewind()
        try zone.settle()
    }

    var zoneOffset: Int? { zone.inferredOffset }
}

extension AsteriskRow {
    fileprivate mutating func move(by length: Milliseconds) {
        start = start + length
        end = end + length
        answered = answered.map { $0 + length }
    }
}
