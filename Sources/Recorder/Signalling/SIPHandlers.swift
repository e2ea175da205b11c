internal import NIOCore
internal import NIOPosix
internal import Wire

/// Hands each datagram of a UDP socket to the switchboard.
final class SIPDatagramHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    private let switchboard: Switchboard

    init(_ switchboard: Switchboard) { self.switchboard = switchboard }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        guard let flow = SIPFlow(.udp, from: envelope.remoteAddress, to: context.localAddress, connection: 0) else {
            return
        }
        let message = Array(envelope.data.readableBytesView)
        switchboard.assumeIsolated { $0.receive(message, on: flow) }
    }

    /// A datagram that could not be sent or received is lost, as datagrams are; the socket goes on.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {}
}

/// Cuts a TCP or TLS connection into messages and hands them to the switchboard.
final class SIPConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let switchboard: Switchboard
    private let transport: SIPFlow.Transport
    private var framer = SIPStreamFramer()
    private var flow: SIPFlow?

    init(_ switchboard: Switchboard, _ transport: SIPFlow.Transport) {
        self.switchboard = switchboard
        self.transport = transport
    }

    func channelActive(context: ChannelHandlerContext) {
        let channel = context.channel
        let connection = switchboard.assumeIsolated { $0.opened(channel) }
        flow = connection.flatMap {
            SIPFlow(transport, from: context.remoteAddress, to: context.localAddress, connection: $0)
        }
        if flow == nil { context.close(promise: nil) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        guard let flow else { return }
        switchboard.assumeIsolated { $0.closed(connection: flow.connection) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard let flow else { return }
        framer.append(unwrapInboundIn(data).readableBytesView)
        while let frame = framer.next() {
            switch frame {
            case .message(let message):
                switchboard.assumeIsolated { $0.receive(message, on: flow) }
            case .ping:
                context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "\r\n")), promise: nil)
            case .broken(let head):
                switchboard.assumeIsolated { $0.receive(head, on: flow) }
                context.close(promise: nil)
            }
        }
    }

    /// Nothing was heard for as long as a connection without a dialog may be silent.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is IdleStateHandler.IdleStateEvent else { return context.fireUserInboundEventTriggered(event) }
        let isNeeded = flow.map { flow in switchboard.assumeIsolated { $0.server.hasDialog(on: flow.connection) } }
        if isNeeded != true { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
