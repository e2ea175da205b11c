import Glibc
import Testing

/// A peer's end, whatever carries it.
protocol SIPEnd: AnyObject {
    /// Its own.
    var port: UInt16 { get }
    func send(_ bytes: [UInt8], to port: UInt16)
    /// What came since it was last asked; a datagram, or some octets of a connection.
    func receive() -> [UInt8]?
}

/// A peer's socket on loopback; never waits, so that a test that polls keeps no thread.
final class Peer: SIPEnd, Sendable {
    private let descriptor: CInt
    let port: UInt16

    /// A UDP socket, on a port of the kernel's choice where none is given.
    init(udp address: String = "127.0.0.1", port: UInt16 = 0) throws {
        descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
        self.port = try unsafe Self.name(descriptor, address, port, bind)
    }

    /// A TCP connection to a port on loopback.
    init(tcp port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.port = try unsafe Self.name(descriptor, "127.0.0.1", port, connect)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }

    deinit { close(descriptor) }

    /// A recorder may end a connection before all that it will not take has come: what is sent then goes nowhere.
    func send(_ bytes: [UInt8], to port: UInt16) {
        var name = Self.address("127.0.0.1", port)
        let sent = unsafe withUnsafePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                unsafe bytes.withUnsafeBytes {
                    unsafe sendto(
                        descriptor,
                        $0.baseAddress,
                        $0.count,
                        Int32(MSG_NOSIGNAL),
                        name,
                        socklen_t(MemoryLayout<sockaddr_in>.size)
                    )
                }
            }
        }
        let isEnded = sent < 0 && (errno == EPIPE || errno == ECONNRESET)
        if sent != bytes.count, !isEnded { Issue.record("\(sent) of \(bytes.count) octets sent, errno \(errno)") }
    }

    func receive() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        return count > 0 ? Array(bytes.prefix(count)) : nil
    }

    /// What has come, or whether the other side has ended the connection.
    func receive(orEnd isOver: inout Bool) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        isOver = count == 0 || (count < 0 && errno != EAGAIN)
        return count > 0 ? Array(bytes.prefix(count)) : nil
    }

    /// Says that nothing more will come.
    func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Whether the other side has ended the connection; what it sent before is lost.
    var isClosed: Bool {
        var byte: UInt8 = 0
        let count = unsafe recv(descriptor, &byte, 1, 0)
        return count == 0 || (count < 0 && errno != EAGAIN)
    }

    private typealias Naming = (CInt, UnsafePointer<sockaddr>, socklen_t) -> CInt

    /// Binds or connects, and gives the local port.
    private static func name(_ descriptor: CInt, _ text: String, _ port: UInt16, _ naming: Naming) throws -> UInt16 {
        var name = address(text, port)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isDone = unsafe withUnsafeMutablePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                unsafe naming(descriptor, name, length) == 0 && getsockname(descriptor, name, &length) == 0
            }
        }
        guard isDone else { throw PeerError.refused(errno) }
        return UInt16(bigEndian: name.sin_port)
    }

    private static func address(_ text: String, _ port: UInt16) -> sockaddr_in {
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        name.sin_addr.s_addr = unsafe inet_addr(text)
        return name
    }
}

enum PeerError: Error {
    case refused(Int32)
    /// Nothing came within two seconds.
    case silent
}

/// Polls until `body` gives something, for a while at most.
func eventually<Value>(within time: Duration = .seconds(5), _ body: () throws -> Value?) async throws -> Value {
    for _ in 0..<Int(time / .milliseconds(5)) {
        if let value = try body() { return value }
        try await Task.sleep(for: .milliseconds(5))
    }
    throw PeerError.silent
}
