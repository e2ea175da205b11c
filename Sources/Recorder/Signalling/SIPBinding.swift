internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import Wire

extension SIPListener {
    /// Starts to listen; the channel's port is the kernel's choice where this one's is 0.
    ///
    /// `tls` is what TLS connections are made from.
    func bind(
        on group: any EventLoopGroup,
        for switchboard: Switchboard,
        limits: RecorderConfiguration.Connections,
        tls: NIOSSLContext?
    ) async throws(RecorderError) -> any Channel {
        if transport == .tls, tls == nil { throw .noCertificate }
        do {
            switch transport {
            case .udp: return try await Self.datagrams(group, switchboard).bind(host: address, port: Int(port)).get()
            case .tcp, .tls:
                let bootstrap = Self.connections(group, switchboard, limits, transport == .tls ? tls : nil)
                return try await bootstrap.bind(host: address, port: Int(port)).get()
            }
        } catch {
            throw .cannotListen(description, errno: (error as? IOError)?.errnoCode ?? 0)
        }
    }

    private static func datagrams(_ group: any EventLoopGroup, _ switchboard: Switchboard) -> DatagramBootstrap {
        DatagramBootstrap(group: group)
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: Limits.datagram))
            // Room for a burst of some hundred INVITEs, which all arrive on this one socket.
            .channelOption(.socketOption(.so_rcvbuf), value: 4 << 20)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(SIPDatagramHandler(switchboard))
                }
            }
    }

    private static func connections(
        _ group: any EventLoopGroup,
        _ switchboard: Switchboard,
        _ limits: RecorderConfiguration.Connections,
        _ tls: NIOSSLContext?
    ) -> ServerBootstrap {
        ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let tls {
                        try pipeline.addHandler(NIOSSLServerHandler(context: tls))
                        let timeOut = TimeAmount(limits.handshakeTimeOut)
                        try pipeline.addHandler(TLSHandshakeHandler(switchboard, timeOut: timeOut))
                    }
                    try pipeline.addHandler(IdleStateHandler(readTimeout: TimeAmount(limits.idleTimeOut)))
                    try pipeline.addHandler(SIPConnectionHandler(switchboard, tls == nil ? .tcp : .tls))
                }
            }
    }
}
