import Calls
import Foundation

/// Reads an Asterisk CDR file: all rows first, then their times are moved to UTC together, once it is known how far.
struct AsteriskReader {
    let layout: AsteriskLayout
    let timeZone: TimeZone?

    func read(_ file: CDRFile) throws(CDRError) -> CDRReading {
        var reading = CDRReading(format: .asterisk(layout))
        var clock = AsteriskClock()
        let parser = AsteriskRowParser(layout: layout)
        reading.scan(file, skippingHeader: layout.hasHeader) { (record, reading) throws(RowFault) in
            let parsed = try parser.parse(record, in: file.bytes, source: file.source(line: record.line))
            if record.isLossy(in: file.bytes) { reading.lossy += 1 }
            if let epoch = parsed.epoch { clock.note(parsed.row, epoch: epoch) }
            reading.records.asterisk.append(parsed.row)
        }
        guard !reading.records.asterisk.isEmpty else { return reading }
        if let timeZone {
            try clock.check(against: timeZone)
            var offsets = ZoneOffsets(timeZone)
            reading.moveAsteriskRows { row in
                let epoch = clock.epoch(of: row).map { UTCTime(seconds: $0) }
                return offsets.instant(ofLocal: row.start, notBefore: epoch) - row.start
            }
        } else {
            let offset = try clock.constantOffset()
            reading.zoneOffset = offset
            reading.moveAsteriskRows { _ in Milliseconds(-offset * 1000) }
        }
        return reading
    }
}

extension CDRReading {
    fileprivate mutating func moveAsteriskRows(by shift: (AsteriskRow) -> Milliseconds) {
        for index in records.asterisk.indices {
            let length = shift(records.asterisk[index])
            records.asterisk[index].start = records.asterisk[index].start + length
            records.asterisk[index].end = records.asterisk[index].end + length
            records.asterisk[index].answered = records.asterisk[index].answered.map { $0 + length }
        }
    }

    /// Hands over each record of a CSV file in turn; what `body` throws, and what is no CSV, is a rejection.
    mutating func scan(
        _ file: CDRFile,
        delimiter: UInt8 = UInt8(ascii: ","),
        skippingHeader: Bool,
        _ body: (CSVRecord, inout CDRReading) throws(RowFault) -> Void
    ) {
        var scanner = CSVScanner(delimiter: delimiter)
        var record = CSVRecord()
        var isHeader = skippingHeader
        let bytes = file.bytes.span
        while true {
            switch scanner.next(bytes, into: &record) {
            case .end: return
            case .fault(let fault, let line):
                reject(file.source(line: line), RowFault(reason: fault.reason, mend: fault.mend))
            case .record where isHeader: isHeader = false
            case .record:
                do throws(RowFault) {
                    try body(record, &self)
                } catch {
                    reject(file.source(line: record.line), error)
                }
            }
        }
    }
}
