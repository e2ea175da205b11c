internal import NIOCore
internal import NIOSSL
internal import NIOTLS

/// Sees that a TLS handshake ends in time, and tells the switchboard of each that fails.
final class TLSHandshakeHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let switchboard: Switchboard
    private let timeOut: TimeAmount
    private var deadline: Scheduled<Void>?
    private var isOver = false

    init(_ switchboard: Switchboard, timeOut: TimeAmount) {
        self.switchboard = switchboard
        self.timeOut = timeOut
    }

    func channelActive(context: ChannelHandlerContext) {
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: timeOut) {
            self.fail("time-out", context)
        }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted(_)? = event as? TLSUserEvent {
            isOver = true
            deadline?.cancel()
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// After the handshake this is a connection's ordinary end, which is the next handler's matter.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if isOver { return context.fireErrorCaught(error) }
        // What the TLS library says of it: its own words for a state of the protocol, nothing that the peer sent.
        if case NIOSSLError.handshakeFailed(let reason) = error {
            fail("\(reason)", context)
        } else {
            fail("\(type(of: error))", context)
        }
    }

    private func fail(_ reason: String, _ context: ChannelHandlerContext) {
        guard !isOver else { return }
        isOver = true
        deadline?.cancel()
        switchboard.assumeIsolated { $0.handshakeFailed(reason) }
        context.close(promise: nil)
    }
}
