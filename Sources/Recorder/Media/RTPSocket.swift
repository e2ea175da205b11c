internal import CSockets
internal import Glibc

/// A UDP socket that receives one channel's RTP; closed with its last reference.
final class RTPSocket: Sendable {
    /// Octets that the kernel keeps for us: room for more than ten seconds of G.711.
    private static let receiveBuffer: Int32 = 425_984

    let descriptor: CInt
    let port: UInt16

    /// Nil where the port is taken or the address is not ours.
    init?(address: String, port: UInt16) {
        let descriptor = unsafe csockets_open(address, port, Self.receiveBuffer)
        guard descriptor >= 0 else { return nil }
        self.descriptor = descriptor
        self.port = port
    }

    deinit { close(descriptor) }
}
