/// Where a message came from and where its answer goes: two ends and the transport between them.
package struct SIPFlow: Hashable, Sendable {
    package enum Transport: String, Sendable { case udp, tcp, tls }

    package var transport: Transport
    /// A numeric address, IPv6 without brackets.
    package var remoteAddress: String
    package var remotePort: UInt16
    /// A numeric address that the peer can reach: it is written into Contact.
    package var localAddress: String
    package var localPort: UInt16
    /// Names a TCP or TLS connection; 0 for UDP.
    package var connection: Int

    package init(
        transport: Transport,
        remoteAddress: String,
        remotePort: UInt16,
        localAddress: String,
        localPort: UInt16,
        connection: Int = 0
    ) {
        self.transport = transport
        self.remoteAddress = remoteAddress
        self.remotePort = remotePort
        self.localAddress = localAddress
        self.localPort = localPort
        self.connection = connection
    }
}
