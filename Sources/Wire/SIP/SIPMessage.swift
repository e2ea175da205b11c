/// A SIP request or response (RFC 3261 §7), read from or written to the wire as a whole.
package struct SIPMessage: Equatable, Sendable {
    package enum StartLine: Equatable, Sendable {
        /// The Request-URI is kept as it came; it is judged only once the message can be answered.
        case request(method: SIPMethod, uri: String)
        case response(status: Int, reason: String)
    }

    package var start: StartLine
    package var headers: SIPHeaders
    package var body: [UInt8]

    package init(start: StartLine, headers: SIPHeaders = SIPHeaders(), body: [UInt8] = []) {
        self.start = start
        self.headers = headers
        self.body = body
    }

    /// The method of a request; nil for a response.
    package var method: SIPMethod? {
        if case .request(let method, _) = start { method } else { nil }
    }

    /// The message as octets, with a Content-Length that is always the body's.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        switch start {
        case .request(let method, let uri): bytes += "\(method) \(uri) SIP/2.0\r\n".utf8
        case .response(let status, let reason): bytes += "SIP/2.0 \(status) \(reason)\r\n".utf8
        }
        for field in headers.fields where field.name != .contentLength {
            bytes += field.name.description.utf8
            bytes += ": ".utf8
            bytes += field.value
            bytes += "\r\n".utf8
        }
        bytes += "Content-Length: \(body.count)\r\n\r\n".utf8
        return bytes + body
    }
}
