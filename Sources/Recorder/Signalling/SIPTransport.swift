internal import NIOCore
internal import Wire

/// Carries SIP messages between the network and a `Switchboard`: its listeners, TCP and TLS connections.
///
/// Everything happens on the switchboard's event loop; so order is kept and nothing is locked.
struct SIPTransport {
    /// A peer beyond this many connections is not answered.
    private let maximumConnections: Int
    private var sockets: [(listener: SIPListener, channel: any Channel)] = []
    private var connections: [Int: any Channel] = [:]
    private var lastConnection = 0

    init(maximumConnections: Int) { self.maximumConnections = maximumConnections }

    /// Where SIP is really listened for, with the ports that the kernel chose.
    var listeners: [SIPListener] { sockets.map(\.listener) }

    mutating func add(_ listener: SIPListener, _ channel: any Channel) { sockets.append((listener, channel)) }

    /// Gives a connection its number; nil where there are too many.
    mutating func add(_ connection: any Channel) -> Int? {
        guard connections.count < maximumConnections else { return nil }
        lastConnection += 1
        connections[lastConnection] = connection
        return lastConnection
    }

    mutating func remove(connection: Int) { connections[connection] = nil }

    /// Sends a message on its way; one whose connection is gone is dropped, which SIP's timers take care of.
    func send(_ message: [UInt8], on flow: SIPFlow) {
        switch flow.transport {
        case .tcp, .tls:
            guard let channel = connections[flow.connection] else { return }
            channel.writeAndFlush(channel.allocator.buffer(bytes: message), promise: nil)
        case .udp:
            guard let channel = socket(of: flow),
                let peer = try? SocketAddress(ipAddress: flow.remoteAddress, port: Int(flow.remotePort))
            else { return }
            let data = channel.allocator.buffer(bytes: message)
            channel.writeAndFlush(AddressedEnvelope(remoteAddress: peer, data: data), promise: nil)
        }
    }

    private func socket(of flow: SIPFlow) -> (any Channel)? {
        let candidates = sockets.filter { $0.listener.transport == .udp && $0.listener.port == flow.localPort }
        return (candidates.first { $0.listener.address == flow.localAddress } ?? candidates.first)?.channel
    }

    /// Stops listening and closes all connections.
    func close() async {
        // All at once: a TLS peer may take a moment to take its leave.
        let closing = (sockets.map(\.channel) + connections.values).map { $0.close(mode: .all) }
        for channel in closing { try? await channel.get() }
    }
}

extension SIPFlow {
    /// The flow of what came to `local` from `remote`; nil where either is no IP address.
    ///
    /// A socket that listens on all addresses does not say which one was meant: then it is the one that answers leave
    /// from.
    init?(_ transport: Transport, from remote: SocketAddress?, to local: SocketAddress?, connection: Int) {
        guard let remoteAddress = remote?.ipAddress, let remotePort = remote?.port, let localPort = local?.port,
            let bound = local?.ipAddress, let address = IPAddress(bound)
        else { return nil }
        guard let localAddress = address.isWildcard ? IPAddress.local(towards: remoteAddress) : bound else {
            return nil
        }
        self.init(
            transport: transport,
            remoteAddress: remoteAddress,
            remotePort: UInt16(remotePort),
            localAddress: localAddress,
            localPort: UInt16(localPort),
            connection: connection
        )
    }
}
