/// One leaf of a message's body: the whole of it, or a part of a multipart.
package struct BodyPart: Equatable, Sendable {
    package enum Handling: Sendable { case required, optional }

    /// Lower case, without parameters.
    package var type: String
    /// What Content-Disposition says about not understanding this part; nil where it says nothing.
    package var handling: Handling?
    package var content: [UInt8]

    package init(type: String, handling: Handling? = nil, content: [UInt8]) {
        self.type = type
        self.handling = handling
        self.content = content
    }

    /// The leaves of the body of `message`, in their order.
    ///
    /// A body without a Content-Type is none of ours and gives nothing.
    package static func all(in message: SIPMessage) throws(WireError) -> [BodyPart] {
        guard !message.body.isEmpty, let value = try message.headers.only(.contentType, .contentType) else { return [] }
        var parts: [BodyPart] = []
        try collect(message.body[...], ContentType(value), message.headers, depth: 0, into: &parts)
        return parts
    }

    private static func collect(
        _ content: ArraySlice<UInt8>,
        _ type: ContentType,
        _ headers: SIPHeaders,
        depth: Int,
        into parts: inout [BodyPart]
    ) throws(WireError) {
        guard type.isMultipart else {
            guard parts.count < Limits.bodyParts else { throw .tooLarge(.multipart, limit: Limits.bodyParts) }
            let disposition = headers[.contentDisposition]?.asciiLowercased ?? ""
            let handling: Handling? =
                disposition.contains("handling=required")
                ? .required
                : disposition.contains("handling=optional") ? .optional : nil
            parts.append(BodyPart(type: type.name, handling: handling, content: Array(content)))
            return
        }
        guard depth < Limits.bodyDepth else { throw .tooLarge(.multipart, limit: Limits.bodyDepth) }
        guard let boundary = type.parameters["boundary"], (1...70).contains(boundary.utf8.count) else {
            throw .missing(.multipart)
        }
        for part in try Multipart.split(content, at: Array(boundary.utf8)) {
            let inner = part.headers[.contentType] ?? "text/plain"
            try collect(part.content, ContentType(Array(inner.utf8)), part.headers, depth: depth + 1, into: &parts)
        }
    }
}

/// The framing of multipart bodies (RFC 2046 §5.1.1), with bare line feeds and a missing last delimiter tolerated.
enum Multipart {
    struct Part {
        var headers: SIPHeaders
        var content: ArraySlice<UInt8>
    }

    static func split(_ body: ArraySlice<UInt8>, at boundary: [UInt8]) throws(WireError) -> [Part] {
        let delimiter = [.hyphen, .hyphen] + boundary
        var parts: [Part] = []
        var open: Int?
        var lineStart = body.startIndex
        while lineStart < body.endIndex {
            let lineEnd = body[lineStart...].firstIndex(of: .lineFeed).map { $0 + 1 } ?? body.endIndex
            let line = body[lineStart..<lineEnd]
            if line.starts(with: delimiter) {
                let rest = line.dropFirst(delimiter.count).trimmed
                let isLast = rest.elementsEqual([.hyphen, .hyphen])
                if isLast || rest.isEmpty {
                    if let open { parts.append(try part(body[open..<lineStart].withoutLastLineEnd)) }
                    open = isLast ? nil : lineEnd
                    if isLast { return parts }
                    guard parts.count < Limits.bodyParts else { throw .tooLarge(.multipart, limit: Limits.bodyParts) }
                }
            }
            lineStart = lineEnd
        }
        if let open { parts.append(try part(body[open...].withoutLastLineEnd)) }
        guard !parts.isEmpty else { throw .malformed(.multipart, at: 0) }
        return parts
    }

    private static func part(_ bytes: ArraySlice<UInt8>) throws(WireError) -> Part {
        let blank = bytes.prefix(2)
        if blank.first == .lineFeed { return Part(headers: SIPHeaders(), content: bytes.dropFirst()) }
        if blank.elementsEqual([.carriageReturn, .lineFeed]) {
            return Part(headers: SIPHeaders(), content: bytes.dropFirst(2))
        }
        let headEnd = bytes.headEnd ?? bytes.endIndex
        var lines = HeaderLines(bytes[..<headEnd])
        var headers = SIPHeaders()
        while let line = lines.next() {
            guard headers.fields.count < Limits.headers else { throw .tooLarge(.header, limit: Limits.headers) }
            guard let colon = line.firstIndex(of: .colon) else { throw .malformed(.multipart, at: 0) }
            let name = SIPHeaderName(String(decoding: line[..<colon].trimmed, as: UTF8.self))
            headers.fields.append(SIPHeader(name, Array(line[(colon + 1)...].trimmed)))
        }
        return Part(headers: headers, content: bytes[headEnd...])
    }
}

extension ArraySlice<UInt8> {
    /// The line end before a delimiter belongs to the delimiter.
    fileprivate var withoutLastLineEnd: ArraySlice<UInt8> {
        var content = self
        if content.last == .lineFeed { content.removeLast() }
        if content.last == .carriageReturn { content.removeLast() }
        return content
    }
}
