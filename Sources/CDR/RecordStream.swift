/// Reads a CSV file record by record through a window of a few megabytes, whatever the file's size.
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

    private static let window = 4 << 20

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
        try fill()
        while isSkipping {
            let rest = bytes
            isSkipping = !scanner.skipLine(rest.span) && loaded < file.size
            try fill()
        }
        let window = bytes
        let step = scanner.next(window.span, into: &record)
        if case .fault = step, loaded < file.size, scanner.offset == bytes.count, bytes.last != .lineFeed {
            isSkipping = true
        }
        return step
    }

    /// Makes sure that the longest record still fits: one that does not end in the window is too long.
    private mutating func fill() throws(CDRError) {
        guard loaded < file.size, bytes.count - scanner.offset <= scanner.limits.record + 4 else { return }
        bytes.removeSubrange(..<scanner.offset)
        scanner.dropRead()
        bytes += try file.bytes(loaded..<loaded + Self.window)
        loaded = min(loaded + Self.window, file.size)
    }
}
