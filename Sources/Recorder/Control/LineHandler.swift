internal import NIOCore

/// Reads one bounded head of text from a connection, has it answered once, and closes.
///
/// A head ends at `terminator`. One that is too long is answered as nil, and so is text that is not UTF-8. Whoever says
/// nothing for `patience` is hung up on.
final class LineHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    typealias Answer = @Sendable (String?) async -> String

    private static let patience = TimeAmount.seconds(5)

    private let terminators: [[UInt8]]
    private let limit: Int
    private let answer: Answer
    private var bytes: [UInt8] = []
    private var isAnswered = false
    private var deadline: Scheduled<Void>?

    init(endingWith terminators: [String], limit: Int, answer: @escaping Answer) {
        self.terminators = terminators.map { Array($0.utf8) }
        self.limit = limit
        self.answer = answer
    }

    func channelActive(context: ChannelHandlerContext) {
        let channel = context.channel
        deadline = context.eventLoop.scheduleTask(in: Self.patience) { channel.close(promise: nil) }
    }

    func channelInactive(context: ChannelHandlerContext) { deadline?.cancel() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isAnswered else { return }
        bytes += unwrapInboundIn(data).readableBytesView.prefix(limit + 1 - bytes.count)
        let end = terminators.compactMap { bytes.firstRange(of: $0)?.lowerBound }.min()
        guard end != nil || bytes.count > limit else { return }
        isAnswered = true
        let head = end.flatMap { String(validating: bytes[..<$0], as: UTF8.self) }
        let (channel, answer) = (context.channel, answer)
        Task {
            let reply = await answer(head)
            channel.writeAndFlush(channel.allocator.buffer(string: reply)).whenComplete { _ in
                channel.close(promise: nil)
            }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

/// Counts connections, all on one event loop, so that there are never more than `limit`.
final class ConnectionLimit: ChannelInboundHandler {
    typealias InboundIn = Channel

    static let limit = 16
    private var open = 0

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let connection = unwrapInboundIn(data)
        guard open < Self.limit else { return connection.close(promise: nil) }
        open += 1
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        connection.closeFuture.hop(to: context.eventLoop).whenComplete { _ in bound.value.open -= 1 }
        context.fireChannelRead(data)
    }
}
