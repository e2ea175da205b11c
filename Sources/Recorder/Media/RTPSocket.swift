internal import CSockets
internal import Glibc
internal import Synchronization
internal import Wire

/// A UDP socket that receives one channel's RTP or RTCP; closed with its last reference.
final class RTPSocket: Sendable {
    /// Octets that the kernel keeps for us: more than ten seconds of G.711.
    static let room: Int32 = 425_984
    /// A minute of RTCP.
    static let controlRoom: Int32 = 16_384

    let descriptor: CInt
    let port: UInt16
    /// What we have said here ourselves, under the SSRC that our reports bear as well.
    private let stream = Mutex(SentStream(ssrc: .random(in: 0 ... .max)))

    /// Nil where the port is taken or the address is not ours.
    init?(address: String, port: UInt16, room: Int32 = RTPSocket.room) {
        let descriptor = unsafe csockets_open(address, port, room)
        guard descriptor >= 0 else { return nil }
        self.descriptor = descriptor
        self.port = port
    }

    /// Sends one datagram; where the kernel does not take it, it is lost like any other.
    func send(_ bytes: [UInt8], to address: IPAddress, port: UInt16) {
        _ = unsafe bytes.withUnsafeBufferPointer {
            unsafe csockets_send(descriptor, address.parts, port, $0.baseAddress, UInt32($0.count))
        }
    }

    var sent: SentStream { stream.withLock { $0 } }

    /// Counts a packet of ours for the reports; its first sample was due at `taken` on the wall clock.
    func note(octets: Int, timestamp: UInt32, taken: Int) {
        stream.withLock { $0.note(octets: octets, timestamp: timestamp, taken: taken) }
    }

    deinit { close(descriptor) }
}
