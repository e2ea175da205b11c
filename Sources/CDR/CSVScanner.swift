/// What makes a record unreadable as CSV; positions are columns counted from 1.
package enum CSVFault: Error, Hashable, Sendable {
    case textAfterQuote(column: Int)
    case quoteInsideField(column: Int)
    case unterminatedQuote(column: Int)
    case fieldTooLong(column: Int, limit: Int)
    case tooManyColumns(limit: Int)
    case recordTooLong(limit: Int)
}

/// Reads CSV by RFC 4180 from bytes, one record a step.
///
/// Lines end in LF or CRLF; blank lines and a UTF-8 byte order mark are skipped. A faulty record costs only its own first
/// line: the scan goes on with the line after it, so that one stray quote cannot swallow the rest of a file. An odd number of
/// quotes in a line flips the state in which the next line begins, so a line is never scanned more than twice.
package struct CSVScanner: Sendable {
    /// The most bytes, columns and bytes again that a record may have.
    package struct Limits: Hashable, Sendable {
        package var field = 64 << 10
        package var columns = 512
        package var record = 1 << 20

        package init() {}
    }

    /// What a quote means.
    package enum Quoting: Sendable {
        /// Fields are quoted as in RFC 4180, a quote inside is written twice.
        case rfc4180
        /// Fields stand between quotes and quotes inside are left as they are: only one before a delimiter closes.
        case bare
        /// A quote is a character like any other.
        case none
    }

    package enum Step: Hashable, Sendable {
        case record
        /// The record that begins on `line` is unreadable.
        case fault(CSVFault, line: Int)
        case end
    }

    private let delimiter: UInt8
    private let quoting: Quoting
    let limits: Limits
    /// Where the next record begins.
    private(set) var offset = 0
    private var line = 1

    package init(
        delimiter: UInt8 = UInt8(ascii: ","),
        quoting: Quoting = .rfc4180,
        limits: Limits = Limits()
    ) {
        self.delimiter = delimiter
        self.quoting = quoting
        self.limits = limits
    }

    /// Takes note that the bytes before `offset` are there no longer.
    mutating func dropRead() { offset = 0 }

    /// Reads the next record of `bytes`, which must be the same at every step, into `record`.
    package mutating func next(_ bytes: Span<UInt8>, into record: inout CSVRecord) -> Step {
        skipToRecord(bytes)
        record.fields.removeAll(keepingCapacity: true)
        record.line = line
        record.isASCII = true
        guard offset < bytes.count else { return .end }
        if quoting == .rfc4180 {
            var bits: UInt8?
            record.fields.append(addingCapacity: limits.columns) { bits = readUsual(bytes, into: &$0) }
            if let bits {
                record.isASCII = bits < 0x80
                return .record
            }
            record.fields.removeAll(keepingCapacity: true)
        }
        let start = offset
        do throws(CSVFault) {
            while try readField(bytes, into: &record, recordStart: start) {}
            return .record
        } catch {
            offset = start
            line = record.line
            skipLine(bytes)
            return .fault(error, line: record.line)
        }
    }

    /// One loop over a record on one line with nothing unusual in it, as nearly all are.
    ///
    /// Returns the bits that are set in any of its bytes, or nil where this is another record.
    private mutating func readUsual(_ bytes: Span<UInt8>, into fields: inout OutputSpan<CSVField>) -> UInt8? {
        let limit = min(bytes.count, offset + limits.field)
        var end = offset
        var bits: UInt8 = 0
        while end < limit {
            var start = end
            var hasDoubledQuotes = false
            if bytes[end] == .quote {
                start += 1
                end += 1
                while end < limit {
                    let byte = bytes[end]
                    bits |= byte
                    // Both bytes that mean something are low, which few of a field's are.
                    if byte <= .quote {
                        if byte == .lineFeed { return nil }
                        if byte == .quote {
                            guard end + 1 < limit, bytes[end + 1] == .quote else { break }
                            hasDoubledQuotes = true
                            end += 1
                        }
                    }
                    end += 1
                }
                guard end < limit else { return nil }
                fields.append(CSVField(start: start, end: end, hasDoubledQuotes: hasDoubledQuotes))
                end += 1
            } else {
                while end < limit, bytes[end] != delimiter, bytes[end] > .quote || !Self.isSpecial(bytes[end]) {
                    bits |= bytes[end]
                    end += 1
                }
                fields.append(CSVField(start: start, end: end, hasDoubledQuotes: false))
            }
            guard end < limit, fields.count < limits.columns else { return nil }
            if bytes[end] == .lineFeed {
                offset = end + 1
                line += 1
                return bits
            }
            guard bytes[end] == delimiter else { return nil }
            end += 1
        }
        return nil
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == .quote || byte == .lineFeed || byte == .carriageReturn
    }

    private mutating func skipToRecord(_ bytes: Span<UInt8>) {
        if offset == 0, line == 1, bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { offset = 3 }
        while offset < bytes.count {
            if bytes[offset] == .lineFeed {
                offset += 1
                line += 1
            } else if bytes[offset] == .carriageReturn, offset + 1 < bytes.count, bytes[offset + 1] == .lineFeed {
                offset += 2
                line += 1
            } else {
                return
            }
        }
    }

    /// Goes to the beginning of the next line; false where `bytes` end before it.
    @discardableResult mutating func skipLine(_ bytes: Span<UInt8>) -> Bool {
        while offset < bytes.count {
            offset += 1
            if bytes[offset - 1] == .lineFeed {
                line += 1
                return true
            }
        }
        return false
    }

    /// Reads one field and what ends it; true where another field follows.
    private mutating func readField(
        _ bytes: Span<UInt8>,
        into record: inout CSVRecord,
        recordStart: Int
    ) throws(CSVFault) -> Bool {
        guard record.fields.count < limits.columns else { throw .tooManyColumns(limit: limits.columns) }
        let column = record.fields.count + 1
        let isQuoted = quoting != .none && offset < bytes.count && bytes[offset] == .quote
        var seen: UInt8 = 0
        let field = isQuoted ? try readQuoted(bytes, column, &seen) : try readPlain(bytes, column, &seen)
        if seen >= 0x80 { record.isASCII = false }
        guard field.end - field.start <= limits.field else { throw .fieldTooLong(column: column, limit: limits.field) }
        guard offset - recordStart <= limits.record else { throw .recordTooLong(limit: limits.record) }
        record.fields.append(field)
        guard offset < bytes.count else { return false }
        offset += 1
        if bytes[offset - 1] == delimiter { return true }
        line += 1
        return false
    }

    /// Reads up to the delimiter or line feed that ends a bare field and stays before it; `seen` gathers the bytes' bits.
    private mutating func readPlain(
        _ bytes: Span<UInt8>,
        _ column: Int,
        _ seen: inout UInt8
    ) throws(CSVFault) -> CSVField {
        let start = offset
        var end = offset
        while end < bytes.count {
            let byte = bytes[end]
            if byte == delimiter || byte == .lineFeed { break }
            if byte == .quote, quoting == .rfc4180 { throw .quoteInsideField(column: column) }
            seen |= byte
            end += 1
        }
        offset = end
        let endsInLineFeed = end < bytes.count && bytes[end] == .lineFeed
        if endsInLineFeed, end > start, bytes[end - 1] == .carriageReturn { end -= 1 }
        return CSVField(start: start, end: end, hasDoubledQuotes: false)
    }

    /// Reads a quoted field and stays before the delimiter or line feed that follows it.
    private mutating func readQuoted(
        _ bytes: Span<UInt8>,
        _ column: Int,
        _ seen: inout UInt8
    ) throws(CSVFault) -> CSVField {
        let start = offset + 1
        let limit = min(bytes.count, start + limits.field + 1)
        var end = start
        var bits: UInt8 = 0
        var hasDoubledQuotes = false
        while end < limit {
            let byte = bytes[end]
            bits |= byte
            // Both bytes that mean something are low, which few of a field's are.
            if byte <= .quote {
                if byte == .lineFeed {
                    line += 1
                } else if byte == .quote {
                    if quoting == .bare {
                        if closes(end, bytes) { break }
                    } else {
                        guard end + 1 < bytes.count, bytes[end + 1] == .quote else { break }
                        hasDoubledQuotes = true
                        end += 1
                    }
                }
            }
            end += 1
        }
        seen |= bits
        guard end - start <= limits.field else { throw .fieldTooLong(column: column, limit: limits.field) }
        guard end < bytes.count else { throw .unterminatedQuote(column: column) }
        offset = end + 1
        let endsInCRLF =
            offset + 1 < bytes.count && bytes[offset] == .carriageReturn && bytes[offset + 1] == .lineFeed
        if endsInCRLF { offset += 1 }
        guard offset == bytes.count || bytes[offset] == delimiter || bytes[offset] == .lineFeed else {
            throw .textAfterQuote(column: column)
        }
        return CSVField(start: start, end: end, hasDoubledQuotes: hasDoubledQuotes)
    }

    /// True where a quote that nobody doubled stands before a delimiter or a line's end.
    private func closes(_ quote: Int, _ bytes: Span<UInt8>) -> Bool {
        guard quote + 1 < bytes.count else { return true }
        let next = bytes[quote + 1]
        return next == delimiter || next == .lineFeed || next == .carriageReturn
    }
}

extension CSVFault {
    /// What is wrong, in words, without anything from the record.
    var reason: String {
        switch self {
        case .textAfterQuote(let column): "column \(column) goes on after its closing quote"
        case .quoteInsideField(let column): "column \(column) holds a quote but is not quoted"
        case .unterminatedQuote(let column): "column \(column) opens a quote that is never closed"
        case .fieldTooLong(let column, let limit): "column \(column) is longer than \(limit) bytes"
        case .tooManyColumns(let limit): "more than \(limit) columns"
        case .recordTooLong(let limit): "the record is longer than \(limit) bytes"
        }
    }

    var mend: String {
        switch self {
        case .textAfterQuote, .quoteInsideField, .unterminatedQuote:
            "quote the whole field and write each quote in it twice (RFC 4180)"
        case .fieldTooLong, .tooManyColumns, .recordTooLong:
            "check that this is a CSV file and that its lines are not run together"
        }
    }
}
