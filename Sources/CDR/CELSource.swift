import Calls
import Foundation

/// Which column of a CEL file holds what: by a header's names, or in the order of the stock `cel_custom.conf`.
package struct CELLayout: Hashable, Sendable {
    enum Column: String, CaseIterable {
        case eventtype, eventtime, cidName = "cid_name", cidNum = "cid_num", exten, channame, appname, appdata, uniqueid
        case linkedid, extra
    }

    let columnCount: Int
    let hasHeader: Bool
    private let places: [Int]

    private static let stock = [
        "eventtype", "eventtime", "cid_name", "cid_num", "cid_ani", "cid_rdnis", "cid_dnid", "exten", "context",
        "channame", "appname", "appdata", "amaflags", "accountcode", "uniqueid", "linkedid", "peer", "userfield",
        "userdeftype", "extra",
    ]

    /// Nil where the record is neither a header nor an event.
    init?(_ record: CSVRecord, in bytes: [UInt8]) {
        let header = HeaderColumns(record, in: bytes)
        columnCount = record.count
        hasHeader = header["eventtype"] != nil && header["linkedid"] != nil && header["channame"] != nil
        if hasHeader {
            places = Column.allCases.map { header[$0.rawValue] ?? header["eventextra"] ?? -1 }
        } else {
            guard record.count == Self.stock.count || record.count == Self.stock.count - 1 else { return nil }
            places = Column.allCases.map { column in
                let place = Self.stock.firstIndex(of: column.rawValue) ?? -1
                return place < record.count ? place : -1
            }
            let name = record.text(0, in: bytes)
            guard ChannelEvent.Kind(rawValue: name) != nil else { return nil }
            guard CELSource.time(record.raw(1, in: bytes)) != nil else { return nil }
        }
    }

    subscript(column: Column) -> Int { places[Column.allCases.firstIndex(of: column) ?? 0] }
}

/// Reads a CEL file, whose times are either UTC or, as databases export them, the switch's own.
struct CELSource: RowSource {
    private let file: CDRFile
    private let layout: CELLayout
    private var cursor: RecordCursor
    private var zone: AsteriskZone

    init(_ file: CDRFile, layout: CELLayout, timeZone: TimeZone?) {
        self.file = file
        self.layout = layout
        zone = AsteriskZone(timeZone)
        cursor = RecordCursor(RecordStream(file), headerRecords: layout.hasHeader ? 1 : 0)
    }

    var line: Int { cursor.line }

    mutating func advance() throws(CDRError) -> Bool { try cursor.advance() }

    mutating func rewind() throws(CDRError) {
        cursor.rewind()
        try zone.settle()
    }

    var zoneOffset: Int? { zone.inferredOffset }

    mutating func key() -> RowKey? {
        guard case .row(.channel(let event), _) = row() else { return nil }
        let time = cursor.record.raw(layout[.eventtime], in: cursor.bytes)
        if event.kind == .made, case .local? = Self.time(time) {
            let epoch = AsteriskID.epoch(in: event.leg.utf8.span)
            zone.note(leg: Hash64.of(event.leg), start: event.time, epoch: epoch, line: line)
        }
        return CDRRow.channel(event).key
    }

    mutating func row() -> RowResult {
        let source = file.source(line: line)
        var zone = zone
        let result = cursor.row { (record, bytes) throws(RowFault) in
            try event(record, bytes, source, &zone).map { .channel($0) }
        }
        self.zone = zone
        return result
    }

    /// Nil for an event that says nothing about a call as a whole.
    private func event(
        _ record: CSVRecord,
        _ bytes: [UInt8],
        _ source: SourceLine,
        _ zone: inout AsteriskZone
    ) throws(RowFault) -> ChannelEvent? {
        guard record.count == layout.columnCount else { throw .columns(record.count, expected: layout.columnCount) }
        func text(_ column: CELLayout.Column) -> String { record.text(layout[column], in: bytes) }
        guard let kind = ChannelEvent.Kind(rawValue: text(.eventtype)) else { return nil }
        guard let reading = Self.time(record.raw(layout[.eventtime], in: bytes)) else {
            throw .notATime("eventtime", "\(TimeFormat.epochSeconds.description), or yyyy-MM-dd HH:mm:ss")
        }
        let leg = text(.uniqueid)
        let call = text(.linkedid)
        guard !leg.isEmpty, !call.isEmpty else { throw .empty(leg.isEmpty ? "uniqueid" : "linkedid") }
        guard let channel = AsteriskChannel(bytes.span.extracting(record.range(layout[.channame]))) else {
            throw .empty("channame")
        }
        let time: UTCTime
        switch reading {
        case .utc(let instant): time = instant
        case .local(let civil):
            let epoch = AsteriskID.epoch(in: leg.utf8.span)
            time = civil.asUTC + zone.shift(civil.asUTC, epoch: epoch)
        }
        let extra = Extra(text(.extra))
        return ChannelEvent(
            source: source,
            time: time,
            kind: kind,
            call: call,
            leg: leg,
            channel: channel,
            from: text(.cidNum).nonEmpty,
            fromName: text(.cidName).nonEmpty,
            to: text(.exten).nonEmpty,
            application: text(.appname),
            applicationData: text(.appdata),
            bridge: extra.bridge,
            dialStatus: extra.dialStatus,
            hungUpBy: extra.source.flatMap { AsteriskChannel($0.utf8.span) }
        )
    }

    /// Seconds since 1970 with a fraction, or a stamp of either kind.
    static func time(_ field: ArraySlice<UInt8>) -> TimeFormat.Reading? {
        if field.prefix(while: \.isDigit).count >= 9 {
            return TimeFormat.readSeconds(field).flatMap { length in
                let time = UTCTime(milliseconds: length.count)
                return time.isPlausible ? .utc(time) : nil
            }
        }
        return TimeFormat.iso8601.read(field)
    }
}

/// What an event tells beside its columns, in JSON.
private struct Extra {
    var bridge: String?
    var dialStatus: String?
    var source: String?

    init(_ text: String) {
        guard text.first == "{", text.utf8.count <= 4096 else { return }
        let fields = try? JSONDecoder().decode([String: JSONText].self, from: Data(text.utf8))
        bridge = fields?["bridge_id"]?.text
        dialStatus = fields?["dialstatus"]?.text?.nonEmpty
        source = fields?["hangupsource"]?.text?.nonEmpty
    }
}

extension String {
    var nonEmpty: String? { isEmpty ? nil : self }
}
