/// Cuts the octets of a TCP connection into SIP messages (RFC 3261 §18.3) and keep-alives (RFC 5626 §4.4.1).
///
/// Call `next` until it gives nil after each `append`; then no more than one unfinished message is ever held.
package struct SIPStreamFramer: Sendable {
    package enum Frame: Equatable, Sendable {
        case message([UInt8])
        /// Two line ends between messages: the peer waits for one back.
        case ping
        /// The length of what follows is unknowable: answer this head, if it can be answered, and close the connection.
        case broken([UInt8])
    }

    private var buffer: [UInt8] = []
    private var start = 0
    /// How far the end of the head was looked for already.
    private var searched = 0
    /// Octets of the frame at `start`, once its head is whole.
    private var length: Int?
    private var isBroken = false

    package init() {}

    package mutating func append(_ bytes: some Sequence<UInt8>) {
        guard !isBroken else { return }
        if start > 0 {
            buffer.removeSubrange(..<start)
            searched -= start
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// The next whole frame; nil until more octets come, and for ever after `broken`.
    package mutating func next() -> Frame? {
        guard !isBroken else { return nil }
        if length == nil {
            if let ping = skipLineEnds() { return ping }
            guard start < buffer.count else { return nil }
            switch findLength() {
            case .found(let found): length = found
            case .incomplete: return nil
            case .unknowable(let head): return breakOff(head)
            }
        }
        guard let length, buffer.count - start >= length else { return nil }
        let message = Array(buffer[start..<(start + length)])
        start += length
        searched = start
        self.length = nil
        return .message(message)
    }

    private mutating func breakOff(_ head: [UInt8]) -> Frame {
        isBroken = true
        buffer = []
        return .broken(head)
    }

    /// Between messages: a double CRLF is a ping, a single line end means nothing.
    private mutating func skipLineEnds() -> Frame? {
        let ping: [UInt8] = [.carriageReturn, .lineFeed, .carriageReturn, .lineFeed]
        while start < buffer.count, buffer[start].isLineEnd {
            let ahead = buffer[start...].prefix(4)
            if ahead.count < 4, ping.starts(with: ahead) { return nil }
            let isPing = ahead.elementsEqual(ping)
            start += isPing ? 4 : 1
            searched = max(searched, start)
            if isPing { return .ping }
        }
        return nil
    }

    private enum Length {
        case found(Int)
        case incomplete
        case unknowable(head: [UInt8])
    }

    private mutating func findLength() -> Length {
        let content = buffer[start...]
        guard !(content.first?.isLineEnd ?? true) else { return .incomplete }
        guard let headEnd = content.headEnd(from: max(start, searched)) else {
            // The empty line may begin up to three octets before the end of what is here.
            searched = max(start, buffer.count - 3)
            return content.count > Limits.datagram ? .unknowable(head: Array(content)) : .incomplete
        }
        let head = Array(content[..<headEnd])
        guard let length = try? SIPReading(head).message.headers.contentLength ?? 0,
            length <= Limits.streamMessage - head.count
        else { return .unknowable(head: head) }
        return .found(head.count + length)
    }
}
