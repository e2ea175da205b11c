internal import Foundation
internal import NIOCore
internal import NIOPosix

/// Asks the recorder that runs in a workspace.
package enum ControlClient {
    /// - Throws: `RecorderError.notRunning` where nobody listens, `.noAnswer` where none of sense comes in ten seconds.
    package static func ask(
        _ request: ControlRequest,
        workspace: String
    ) async throws(RecorderError) -> ControlReply {
        let line: String
        do {
            line = try await exchange("\(request.line)\n", path: ControlSocket.path(workspace: workspace))
        } catch is IOError {
            throw .notRunning
        } catch {
            throw .noAnswer
        }
        guard let reply = try? JSONDecoder().decode(ControlReply.self, from: Data(line.utf8)) else { throw .noAnswer }
        return reply
    }

    private static func exchange(_ text: String, path: String) async throws -> String {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let reply = loop.makePromise(of: String.self)
        let timer = loop.scheduleTask(in: .seconds(10)) { reply.fail(RecorderError.noAnswer) }
        do {
            let channel = try await ClientBootstrap(group: loop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(ReplyHandler(reply))
                    }
                }
                .connect(unixDomainSocketPath: path).get()
            channel.writeAndFlush(channel.allocator.buffer(string: text), promise: nil)
            defer { channel.close(promise: nil) }
            defer { timer.cancel() }
            return try await reply.futureResult.get()
        } catch {
            timer.cancel()
            reply.fail(error)
            throw error
        }
    }
}

/// Collects what comes until the other side closes.
private final class ReplyHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// Ten thousand calls fit.
    private static let limit = 4 << 20
    private let reply: EventLoopPromise<String>
    private var text = ""

    init(_ reply: EventLoopPromise<String>) { self.reply = reply }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        text += String(buffer: unwrapInboundIn(data))
        if text.utf8.count > Self.limit { context.close(promise: nil) }
    }

    func channelInactive(context: ChannelHandlerContext) { reply.succeed(text) }
}
