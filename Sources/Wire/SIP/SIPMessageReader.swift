/// A message as it was read, with what is wrong about it.
///
/// A request with a fault still has what its answer must echo; that is why a fault is kept beside the message and not
/// thrown.
package struct SIPReading: Equatable, Sendable {
    package var message: SIPMessage
    /// The first thing found wrong; nil where the framing and every header line are well formed.
    package var fault: WireError?

    /// Reads the octets of one datagram or of one frame of a stream.
    ///
    /// What follows the body that Content-Length announces is left out (RFC 3261 §18.3).
    /// - Throws: where not even a start line stands, so that nothing can be answered.
    package init(_ bytes: [UInt8]) throws(WireError) {
        guard bytes.count <= Limits.streamMessage else {
            throw .tooLarge(.message, limit: Limits.streamMessage)
        }
        let content = bytes.drop(while: \.isLineEnd)
        let bodyStart = content.headEnd ?? content.endIndex
        var lines = HeaderLines(content[..<bodyStart])
        guard let first = lines.next() else { throw .missing(.startLine) }
        let start: SIPMessage.StartLine
        (start, fault) = try SIPStartLine.read(first)
        message = SIPMessage(start: start)
        readHeaders(&lines)
        readBody(content[bodyStart...])
    }

    private mutating func note(_ error: WireError) { fault = fault ?? error }

    private mutating func readHeaders(_ lines: inout HeaderLines) {
        while let line = lines.next() {
            guard message.headers.fields.count < Limits.headers else {
                return note(.tooLarge(.header, limit: Limits.headers))
            }
            guard line.count <= Limits.headerLine else {
                note(.tooLarge(.header, limit: Limits.headerLine))
                continue
            }
            guard let colon = line.firstIndex(of: .colon) else {
                note(.malformed(.header, at: line.count))
                continue
            }
            let name = line[..<colon].trimmed
            guard !name.isEmpty, name.allSatisfy(\.isToken), !line.contains(.carriageReturn) else {
                note(.malformed(.header, at: 0))
                continue
            }
            let field = SIPHeader(
                SIPHeaderName(String(decoding: name, as: UTF8.self)),
                Array(line[(colon + 1)...].trimmed)
            )
            message.headers.fields.append(field)
        }
    }

    private mutating func readBody(_ rest: ArraySlice<UInt8>) {
        do throws(WireError) {
            let announced = try message.headers.contentLength
            if let announced, announced > rest.count { note(.malformed(.body, at: rest.count)) }
            message.body = Array(rest.prefix(announced ?? rest.count))
        } catch {
            note(error)
        }
    }
}

extension SIPHeaders {
    /// The octets of the body; nil where the header is missing, which a datagram may do.
    var contentLength: Int? {
        get throws(WireError) {
            guard let value = try only(.contentLength, .contentLength) else { return nil }
            guard let length = Int(decimal: value) else { throw .malformed(.contentLength, at: 0) }
            return length
        }
    }
}

extension ArraySlice<UInt8> {
    /// The index after the empty line that ends the headers; a bare LF ends a line, too.
    var headEnd: Int? { headEnd(from: startIndex) }

    /// The same, where no empty line ends before `from`.
    func headEnd(from: Int) -> Int? {
        var index = from
        while let lineFeed = self[index...].firstIndex(of: .lineFeed) {
            var after = lineFeed + 1
            if after < endIndex, self[after] == .carriageReturn { after += 1 }
            if after < endIndex, self[after] == .lineFeed { return after + 1 }
            index = lineFeed + 1
        }
        return nil
    }
}

/// Lines with their continuations unfolded (RFC 3261 §7.3.1), up to the empty one.
struct HeaderLines {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    mutating func next() -> [UInt8]? {
        guard var line = physicalLine(), !line.isEmpty else { return nil }
        while let byte = rest.first, byte.isBlank, let continuation = physicalLine() {
            line.append(.space)
            line += continuation.trimmed
        }
        return line
    }

    private mutating func physicalLine() -> [UInt8]? {
        guard !rest.isEmpty else { return nil }
        let end = rest.firstIndex(of: .lineFeed) ?? rest.endIndex
        var line = rest[..<end]
        rest = rest[min(end + 1, rest.endIndex)...]
        if line.last == .carriageReturn { line.removeLast() }
        return Array(line)
    }
}
