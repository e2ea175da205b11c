/// Reads a CSV file record by record through a window of a few hundred kilobytes, whatever the file's size.
struct RecordStream {
    /// What `record` points into; other bytes after each step.
    private(set) var bytes: [UInt8] = []
    private(set) var record = CSVRecord()
    private let file: CDRFile
    private let first: CSVScanner
    private var scanner: CSVScanner
    private var loaded = 0
    /// True while a line goes on that was given up in an earlier window.
    private var isSkipping = false

    /// So much is read at a time, which a processor's cache holds.
    private static let piece = 1 << 18

    init(_ file: CDRFile, delimiter: UInt8 = UInt8(ascii: ","), quoting: CSVScanner.Quoting = .rfc4180) {
        self.file = file
        first = CSVScanner(delimiter: delimiter, quoting: quoting)
        scanner = first
    }

    /// Goes back to the beginning and gives up the window.
    mutating func rewind() {
        bytes = []
        scanner = first
        loaded = 0
        isSkipping = false
    }

    mutating func next() throws(CDRError) -> CSVScanner.Step {
        while isSkipping {
            isSkipping = !scanner.skipLine(bytes) && loaded < file.size
            if isSkipping { try fill() }
        }
        while true {
            let start = scanner
            let step = scanner.next(bytes, into: &record)
            if loaded == file.size || (step == .record && scanner.offset < bytes.count) { return step }
            if step != .end {
                // The bytes that follow may tell otherwise, but not of a record that is too long already.
                guard bytes.count - start.offset <= scanner.limits.record + 4 else {
                    isSkipping = scanner.offset == bytes.count && bytes.last != .lineFeed
                    return step
                }
                scanner = start
            }
            try fill()
        }
    }

    /// Reads the next piece in place of what was read.
    private mutating func fill() throws(CDRError) {
        bytes.removeSubrange(..<scanner.offset)
        scanner.dropRead()
        bytes += try file.bytes(loaded..<loaded + Self.piece)
        loaded = min(loaded + Self.piece, file.size)
    }
}

extension CSVScanner {
    // With arrays, because no span may be had of what belongs to a value while another part of it changes.

    fileprivate mutating func next(_ bytes: [UInt8], into record: inout CSVRecord) -> Step {
        next(bytes.span, into: &record)
    }

    fileprivate mutating func skipLine(_ bytes: [UInt8]) -> Bool { skipLine(bytes.span) }
}
