/// What kind of file it is, told by its content and never by its name.
package enum CDRFormat: Hashable, Sendable {
    /// Our recorder's JSON about one call.
    case recorder
    case asterisk(AsteriskLayout)
    /// Asterisk's log of its queues.
    case queueLog
    /// Asterisk's Channel Event Log.
    case cel(CELLayout)
    case freeSwitchCSV
    case freeSwitchJSON
    /// Contact records of Amazon Connect.
    case connect
    /// Conversations of Genesys Cloud, in detail.
    case genesys
    /// Chats and e-mails, one JSON object a contact.
    case written
    /// Of Cisco Unified Communications Manager.
    case cucm
    /// A CSV that one of the site's mappings describes.
    case mapped(CDRMapping)
    case survey(SurveyLayout)

    /// For messages.
    package var name: String {
        switch self {
        case .recorder: "recorder CDR"
        case .asterisk(let layout): "Asterisk CDR (\(layout.name), \(layout.columnCount) columns)"
        case .queueLog: "Asterisk queue_log"
        case .cel: "Asterisk CEL"
        case .freeSwitchCSV: "FreeSWITCH mod_cdr_csv"
        case .freeSwitchJSON: "FreeSWITCH JSON CDR"
        case .connect: "Amazon Connect contact records"
        case .genesys: "Genesys Cloud conversations"
        case .written: "chats and e-mails"
        case .cucm: "Cisco CUCM CDR"
        case .mapped(let mapping): "CSV by the mapping '\(mapping.name)'"
        case .survey: "survey"
        }
    }

    /// Nil where the file, of which `head` is the beginning, is none of them.
    ///
    /// A mapping whose every column the header names goes before what is known by itself; of several the one with the most
    /// columns, then the first by name.
    package static func sniff(_ head: [UInt8], mappings: [CDRMapping] = []) -> CDRFormat? {
        let start = head.prefix(4096)
        let first = start.trimmed.first
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return json(head) }
        guard !start.contains(0) else { return nil }
        let ranked = mappings.sorted { ($0.columns.count, $1.name) > ($1.columns.count, $0.name) }
        if let mapping = ranked.first(where: { isMapped(head, by: $0) }) { return .mapped(mapping) }
        if isQueueLog(head) { return .queueLog }
        if let header = firstRecord(head, delimiter: UInt8(ascii: ",")), CUCMSource.isHeader(header, in: head) {
            return .cucm
        }
        if isFreeSwitch(head) { return .freeSwitchCSV }
        if let layout = asterisk(head) { return .asterisk(layout) }
        if let layout = cel(head) { return .cel(layout) }
        for delimiter in [",", ";", "\t"].flatMap(\.utf8) {
            guard let header = firstRecord(head, delimiter: delimiter) else { continue }
            if let layout = SurveyLayout(header: header, in: head, delimiter: delimiter) { return .survey(layout) }
        }
        return nil
    }

    /// Whether the header names every column, or, where the mapping stands in for a header, records have as many and a start.
    private static func isMapped(_ head: [UInt8], by mapping: CDRMapping) -> Bool {
        if let names = mapping.header {
            let columns = HeaderColumns(names: names)
            guard let start = mapping.columns[.start].flatMap({ columns[$0] }) else { return false }
            return hasRecord(head, CSVScanner(delimiter: mapping.delimiter)) { record in
                record.count == names.count && mapping.timeFormat.read(record.raw(start, in: head).trimmed) != nil
            }
        }
        guard let header = firstRecord(head, delimiter: mapping.delimiter) else { return false }
        let columns = HeaderColumns(header, in: head)
        return mapping.columns.values.allSatisfy { columns[$0] != nil }
    }

    private static func json(_ head: [UInt8]) -> CDRFormat? {
        if head.contains(word: "sipCallID") { return .recorder }
        if head.contains(word: "\"ContactId\""), head.contains(word: "\"InitiationMethod\"") { return .connect }
        if head.contains(word: "\"conversationId\""), head.contains(word: "\"participants\"") { return .genesys }
        if head.contains(word: "\"contact\""), head.contains(word: "\"channel\"") { return .written }
        let isFreeSwitch = head.contains(word: "\"variables\"") && head.contains(word: "\"start_epoch\"")
        return isFreeSwitch || head.contains(word: "\"start_uepoch\"") ? .freeSwitchJSON : nil
    }

    private static func isQueueLog(_ head: [UInt8]) -> Bool {
        let scanner = CSVScanner(delimiter: UInt8(ascii: "|"), quoting: .none)
        return hasRecord(head, scanner) { QueueLogSource.isEvent($0, in: head) }
    }

    private static func isFreeSwitch(_ head: [UInt8]) -> Bool {
        hasRecord(head, CSVScanner(quoting: .bare)) { FreeSwitchSource.isRecord($0, in: head) }
    }

    /// The first lines may be damaged: any of the first hundred may show what the file is.
    private static func hasRecord(_ head: [UInt8], _ scanner: CSVScanner, _ isOne: (CSVRecord) -> Bool) -> Bool {
        var scanner = scanner
        var record = CSVRecord()
        for _ in 0..<100 {
            switch scanner.next(head.span, into: &record) {
            case .record where isOne(record): return true
            case .record, .fault: continue
            case .end: return false
            }
        }
        return false
    }

    /// Any of the first hundred records may show that a file without a header is Asterisk's.
    private static func asterisk(_ head: [UInt8]) -> AsteriskLayout? {
        var scanner = CSVScanner()
        var record = CSVRecord()
        for index in 0..<100 {
            switch scanner.next(head.span, into: &record) {
            case .record:
                let layout = AsteriskLayout.sniff(record, in: head)
                if let layout, !layout.hasHeader || index == 0 { return layout }
            case .fault: continue
            case .end: return nil
            }
        }
        return nil
    }

    private static func cel(_ head: [UInt8]) -> CELLayout? {
        var layout: CELLayout?
        _ = hasRecord(head, CSVScanner()) { record in
            layout = CELLayout(record, in: head)
            return layout != nil
        }
        return layout
    }

    private static func firstRecord(_ head: [UInt8], delimiter: UInt8) -> CSVRecord? {
        var scanner = CSVScanner(delimiter: delimiter)
        var record = CSVRecord()
        return scanner.next(head.span, into: &record) == .record ? record : nil
    }
}

extension [UInt8] {
    fileprivate func contains(word: String) -> Bool {
        let word = Array(word.utf8)
        guard count >= word.count else { return false }
        return (0...count - word.count).contains { start in
            self[start] == word[0] && self[start..<start + word.count].elementsEqual(word)
        }
    }
}

extension CDRFile {
    private static let headSize = 1 << 20

    /// Tells the format by the beginning of the file.
    func format(_ settings: CDRSettings) throws(CDRError) -> CDRFormat {
        let head = [UInt8](try bytes(0..<Self.headSize))
        guard !head.isEmpty else { throw .empty }
        guard let format = CDRFormat.sniff(head, mappings: settings.mappings) else { throw .unrecognised }
        return format
    }

    func source(_ format: CDRFormat, _ settings: CDRSettings) throws(CDRError) -> any RowSource {
        switch format {
        case .recorder: RecorderSource(self)
        case .asterisk(let layout): AsteriskSource(self, layout: layout, timeZone: settings.timeZone)
        case .queueLog: QueueLogSource(self)
        case .cel(let layout): CELSource(self, layout: layout, timeZone: settings.timeZone)
        case .freeSwitchCSV: try FreeSwitchSource(self, settings: settings)
        case .freeSwitchJSON: JSONSource<FreeSwitchRecord>(self, settings: settings)
        case .connect: JSONSource<ConnectRecord>(self, settings: settings)
        case .genesys: JSONSource<GenesysRecord>(self, settings: settings)
        case .written: JSONSource<WrittenRecord>(self, settings: settings)
        case .cucm: CUCMSource(self, settings: settings)
        case .mapped(let mapping): MappedSource(self, mapping: mapping)
        case .survey(let layout): SurveySource(self, layout: layout)
        }
    }

    /// Finds the file's format and reads it whole: every row is either in the records or a rejection.
    package func read(_ settings: CDRSettings) throws(CDRError) -> CDRReading {
        let format = try format(settings)
        var source = try source(format, settings)
        while try source.advance() { _ = source.key() }
        try source.rewind()
        var reading = CDRReading(format: format)
        while try source.advance() {
            switch source.row() {
            case .row(let row, let isLossy):
                if isLossy { reading.lossy += 1 }
                reading.records.append(row)
            case .nothing: break
            case .fault(let fault): reading.reject(self.source(line: source.line), fault)
            }
        }
        reading.zoneOffset = source.zoneOffset
        return reading
    }
}
