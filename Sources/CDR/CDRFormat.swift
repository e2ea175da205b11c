/// What kind of file it is, told by its content and never by its name.
package enum CDRFormat: Hashable, Sendable {
    /// Our recorder's JSON about one call.
    case recorder
    case asterisk(AsteriskLayout)
    /// A CSV that one of the site's mappings describes.
    case mapped(CDRMapping)
    case survey(SurveyLayout)

    /// For messages.
    package var name: String {
        switch self {
        case .recorder: "recorder CDR"
        case .asterisk(let layout): "Asterisk CDR (\(layout.name), \(layout.columnCount) columns)"
        case .mapped(let mapping): "CSV by the mapping '\(mapping.name)'"
        case .survey: "survey"
        }
    }

    /// Nil where the file is none of them.
    ///
    /// A mapping whose every column the header names goes before what is known by itself; of several the one with the most
    /// columns, then the first by name.
    package static func sniff(_ bytes: [UInt8], mappings: [CDRMapping] = []) -> CDRFormat? {
        let head = bytes.prefix(4096)
        if head.trimmed.first == UInt8(ascii: "{") { return bytes.contains(word: "sipCallID") ? .recorder : nil }
        guard !head.contains(0) else { return nil }
        let ranked = mappings.sorted { ($0.columns.count, $1.name) > ($1.columns.count, $0.name) }
        for mapping in ranked {
            guard let header = firstRecord(bytes, delimiter: mapping.delimiter) else { continue }
            let columns = HeaderColumns(header, in: bytes)
            if mapping.columns.values.allSatisfy({ columns[$0] != nil }) { return .mapped(mapping) }
        }
        if let layout = asterisk(bytes) { return .asterisk(layout) }
        for delimiter in [",", ";", "\t"].flatMap(\.utf8) {
            guard let header = firstRecord(bytes, delimiter: delimiter) else { continue }
            if let layout = SurveyLayout(header: header, in: bytes, delimiter: delimiter) { return .survey(layout) }
        }
        return nil
    }

    /// The first lines may be damaged: any of the first hundred records may show that a file without a header is Asterisk's.
    private static func asterisk(_ bytes: [UInt8]) -> AsteriskLayout? {
        var scanner = CSVScanner()
        var record = CSVRecord()
        for index in 0..<100 {
            switch scanner.next(bytes.span, into: &record) {
            case .record:
                let layout = AsteriskLayout.sniff(record, in: bytes)
                if let layout, !layout.hasHeader || index == 0 { return layout }
            case .fault: continue
            case .end: return nil
            }
        }
        return nil
    }

    private static func firstRecord(_ bytes: [UInt8], delimiter: UInt8) -> CSVRecord? {
        var scanner = CSVScanner(delimiter: delimiter)
        var record = CSVRecord()
        return scanner.next(bytes.span, into: &record) == .record ? record : nil
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
    /// Finds the file's format and reads it: every row is either in the records or a rejection.
    package func read(_ settings: CDRSettings) throws(CDRError) -> CDRReading {
        guard !bytes.isEmpty else { throw .empty }
        guard let format = CDRFormat.sniff(bytes, mappings: settings.mappings) else { throw .unrecognised }
        switch format {
        case .recorder: return try RecorderReader.read(self)
        case .asterisk(let layout): return try AsteriskReader(layout: layout, timeZone: settings.timeZone).read(self)
        case .mapped(let mapping): return MappedReader(mapping).read(self)
        case .survey(let layout): return SurveyReader(layout: layout).read(self)
        }
    }
}
