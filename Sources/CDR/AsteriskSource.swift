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
        guard cursor.fault == nil, let found = parser.key(of: cursor.stream.record, in: cursor.stream.bytes.span) else {
            return nil
        }
        zone.note(leg: found.key.leg, start: found.start, epoch: found.epoch, line: line)
        return found.key
    }

    mutating func callID() -> CallID? {
        CallID(prefix: CallID.asteriskPrefix, key: parser.ids(cursor.stream.record, cursor.stream.bytes.span).call)
    }

    mutating func row() -> RowResult {
        Self.row(cursor, parser, &zone, source: file.source(line: line))
    }

    private static func row(
        _ cursor: RecordCursor,
        _ parser: AsteriskRowParser,
        _ zone: inout AsteriskZone,
        source: SourceLine
    ) -> RowResult {
        cursor.row { (record, bytes) throws(RowFault) in
            .asterisk(try parser.parse(record, in: bytes.span, source: source, zone: &zone))
        }
    }

    mutating func rewind() throws(CDRError) {
        cursor.rewind()
        try zone.settle()
    }

    var zoneOffset: Int? { zone.inferredOffset }
}
