/// A column of an Asterisk CDR, by its name there.
enum AsteriskColumn: String, Hashable, Sendable, CaseIterable {
    case accountcode, src, dst, dcontext, clid, channel, dstchannel, lastapp, lastdata
    case start, answer, end, duration, billsec, disposition, amaflags
    case uniqueid, userfield, peeraccount, linkedid, sequence
    /// Of FreePBX and Issabel exports.
    case calldate, recordingfile, did, cnum, cnam
}

/// Which column stands where in an Asterisk CDR file.
package struct AsteriskLayout: Hashable, Sendable {
    /// How the layout is called: `cdr_csv`, `cdr_custom` or `header`.
    package let name: String
    package let columnCount: Int
    package let hasHeader: Bool
    private let places: [AsteriskColumn: Int]

    private init(name: String, columns: [AsteriskColumn?], hasHeader: Bool) {
        self.name = name
        self.hasHeader = hasHeader
        columnCount = columns.count
        var places: [AsteriskColumn: Int] = [:]
        for (place, column) in columns.enumerated() {
            if let column, places[column] == nil { places[column] = place }
        }
        self.places = places
    }

    subscript(column: AsteriskColumn) -> Int? { places[column] }

    /// The layout that the first readable record shows: by the header's names, or by the number of columns and by where
    /// time, disposition and unique id stand; nil where it is no Asterisk CDR.
    static func sniff(_ record: CSVRecord, in bytes: [UInt8]) -> AsteriskLayout? {
        header(record, in: bytes) ?? headless.first { $0.fits(record, in: bytes) }
    }

    private static func header(_ record: CSVRecord, in bytes: [UInt8]) -> AsteriskLayout? {
        let columns = (0..<record.count).map { index in
            AsteriskColumn(rawValue: String(decoding: record.raw(index, in: bytes).trimmed, as: UTF8.self).lowercased())
        }
        let needed: [AsteriskColumn] = [.channel, .dstchannel, .lastapp, .duration, .billsec, .disposition, .uniqueid]
        guard needed.allSatisfy(columns.contains) else { return nil }
        guard columns.contains(.calldate) || [.start, .answer, .end].allSatisfy(columns.contains) else { return nil }
        return AsteriskLayout(name: "header", columns: columns, hasHeader: true)
    }

    /// `cdr_csv` with each choice of its three options, then `cdr_custom` as shipped.
    private static let headless: [AsteriskLayout] = {
        let base: [AsteriskColumn] = [
            .accountcode, .src, .dst, .dcontext, .clid, .channel, .dstchannel, .lastapp, .lastdata, .start, .answer,
            .end, .duration, .billsec, .disposition, .amaflags,
        ]
        let tails: [[AsteriskColumn]] = [
            [.uniqueid, .userfield, .peeraccount, .linkedid, .sequence],
            [.uniqueid, .peeraccount, .linkedid, .sequence],
            [.userfield, .peeraccount, .linkedid, .sequence],
            [.peeraccount, .linkedid, .sequence],
            [.uniqueid, .userfield],
            [.uniqueid],
            [.userfield],
            [],
        ]
        let custom: [AsteriskColumn] = [
            .clid, .src, .dst, .dcontext, .channel, .dstchannel, .lastapp, .lastdata, .start, .answer, .end, .duration,
            .billsec, .disposition, .amaflags, .accountcode, .uniqueid, .userfield, .sequence,
        ]
        return tails.map { AsteriskLayout(name: "cdr_csv", columns: base + $0, hasHeader: false) }
            + [AsteriskLayout(name: "cdr_custom", columns: custom, hasHeader: false)]
    }()

    private func fits(_ record: CSVRecord, in bytes: [UInt8]) -> Bool {
        guard record.count == columnCount, let start = self[.start], let disposition = self[.disposition] else {
            return false
        }
        let bytes = bytes.span
        guard CivilTime(stamp: bytes.extracting(record.range(start))) != nil else { return false }
        guard AsteriskRow.Result(disposition: bytes.extracting(record.range(disposition))) != nil else { return false }
        return [AsteriskColumn.uniqueid, .linkedid].allSatisfy { column in
            self[column].map { AsteriskID.epoch(in: bytes.extracting(record.range($0))) != nil } ?? true
        }
    }
}

/// A `uniqueid` or `linkedid`: `1706369600.6`, behind the system's name and a hyphen where it has one.
enum AsteriskID {
    /// The UTC second in which the channel was made; nil where it is no such id.
    static func epoch(in id: Span<UInt8>) -> Int? {
        guard let point = id.lastIndex(of: UInt8(ascii: ".")), point >= 10 else { return nil }
        guard id.count - point <= 11, id.extracting((point + 1)...).number != nil else { return nil }
        let digits = point - 10
        guard digits == 0 || id[digits - 1] == UInt8(ascii: "-") else { return nil }
        return id.number(digits..<point)
    }
}

extension AsteriskRow.Result {
    init?(disposition: Span<UInt8>) {
        switch String(decoding: disposition) {
        case "ANSWERED": self = .answered
        case "NO ANSWER", "NOANSWER": self = .noAnswer
        case "BUSY": self = .busy
        case "FAILED", "CONGESTION": self = .failed
        default: return nil
        }
    }
}
