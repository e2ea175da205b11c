internal import NIOCore
internal import NIOPosix
internal import Wire

extension SIPListener {
    /// Starts to listen; the channel's port is the kernel's choice where this one's is 0.
    func bind(on group: any EventLoopGroup, for switchboard: Switchboard) async throws(RecorderError) -> any Channel {
        do {
            switch transport {
            case .udp: return try await Self.datagrams(group, switchboard).bind(host: address, port: Int(port)).get()
            case .tcp: return try await Self.connections(group, switchboard).bind(host: address, port: Int(port)).get()
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

    private static func connections(_ group: any EventLoopGroup, _ switchboard: Switchboard) -> ServerBootstrap {
        ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(SIPConnectionHandler(switchboard))
                }
            }
    }
}
