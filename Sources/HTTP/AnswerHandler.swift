internal import NIOCore
internal import NIOHTTP1

/// Sends the request where the connection stands, takes the answer, and ends the connection.
final class AnswerHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let request: HTTPRequest
    private let answerLimit: Int
    private let outcome: EventLoopPromise<HTTPExchange.Outcome>
    private var status = 0
    private var answer: [UInt8] = []

    init(_ request: HTTPRequest, answerLimit: Int, outcome: EventLoopPromise<HTTPExchange.Outcome>) {
        self.request = request
        self.answerLimit = answerLimit
        self.outcome = outcome
    }

    func handlerAdded(context: ChannelHandlerContext) {
        // Whoever settles it, the clock included, ends the connection.
        let channel = context.channel
        outcome.futureResult.whenComplete { _ in channel.close(promise: nil) }
    }

    func channelActive(context: ChannelHandlerContext) {
        // A header that HTTP does not allow is not sent.
        context.write(wrapOutboundOut(.head(head))).whenFailure { [outcome] in
            outcome.succeed(.failed(HTTPFailure($0)))
        }
        if !request.body.isEmpty {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: request.body)))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.fireChannelActive()
    }

    private var head: HTTPRequestHead {
        var headers = HTTPHeaders([("Host", request.authority), ("Connection", "close")])
        if request.method == .post { headers.add(name: "Content-Length", value: "\(request.body.count)") }
        headers.add(contentsOf: request.headers.map { ($0.name, $0.value) })
        return HTTPRequestHead(
            version: .http1_1,
            method: HTTPMethod(rawValue: request.method.rawValue),
            uri: request.target,
            headers: headers
        )
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): status = Int(head.status.code)
        case .body(let part):
            guard answer.count + part.readableBytes <= answerLimit else { return outcome.succeed(.tooLarge) }
            answer += part.readableBytesView
        case .end: outcome.succeed(.answered(status: status, answer))
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { outcome.succeed(.failed(HTTPFailure(error))) }

    func channelInactive(context: ChannelHandlerContext) {
        outcome.succeed(.failed(.interrupted))
        context.fireChannelInactive()
    }
}
