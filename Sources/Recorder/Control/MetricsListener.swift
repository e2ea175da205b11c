internal import NIOCore
internal import NIOPosix

/// Where metrics are served by HTTP.
package struct MetricsAddress: Equatable, Sendable, CustomStringConvertible {
    /// Numeric.
    package var address: String
    /// 0 lets the kernel choose.
    package var port: UInt16

    /// Reads `127.0.0.1:9464` or `[::1]:9464`; nil for anything else.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let listener = SIPListener("tcp:\(text)"),
            UInt16(text[text.index(after: colon)...]) != nil, !text.hasSuffix("]")
        else { return nil }
        (address, port) = (listener.address, listener.port)
    }

    package var description: String { address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)" }
}

/// Answers `GET /metrics`, and nothing else, in HTTP/1.0.
enum MetricsListener {
    static func listen(
        on group: any EventLoopGroup,
        at address: MetricsAddress,
        metrics: @escaping @Sendable () async -> String
    ) async throws(RecorderError) -> any Channel {
        do {
            return try await ServerBootstrap(group: group)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .serverChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(ConnectionLimit())
                    }
                }
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let handler = LineHandler(endingWith: ["\r\n\r\n", "\n\n"], limit: 8192) { head in
                            await response(to: head, metrics)
                        }
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                }
                .bind(host: address.address, port: Int(address.port)).get()
        } catch {
            throw .cannotListen("\(address)", errno: (error as? IOError)?.errnoCode ?? 0)
        }
    }

    private static func response(to head: String?, _ metrics: () async -> String) async -> String {
        let line = head?.split(whereSeparator: \.isNewline).first?.split(separator: " ") ?? []
        guard line.count == 3, line[2].hasPrefix("HTTP/1.") else { return respond("400 Bad Request", "") }
        guard line[0] == "GET" || line[0] == "HEAD" else { return respond("405 Method Not Allowed", "") }
        guard line[1] == "/metrics" else { return respond("404 Not Found", "") }
        return respond("200 OK", line[0] == "GET" ? await metrics() : "")
    }

    private static func respond(_ status: String, _ body: String) -> String {
        """
        HTTP/1.0 \(status)\r
        Content-Type: text/plain; version=0.0.4; charset=utf-8\r
        Content-Length: \(body.utf8.count)\r
        Connection: close\r
        \r
        \(body)
        """
    }
}
