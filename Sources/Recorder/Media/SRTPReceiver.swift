internal import CSRTP
internal import CSockets
internal import Synchronization
package import Wire

/// The SRTP of one media line: outlives a change of the line that leaves its key alone.
package final class SRTPReceiver: Sendable {
    /// What a datagram turned out to be.
    package enum Result: Equatable {
        /// RTP or RTCP, as long as said.
        case opened(Int)
        case failed(SRTPSession.Failure)
    }

    /// Octets of a datagram: as many as the kernel is asked for.
    private static let capacity = Int(CSOCKETS_DATAGRAM)

    private struct State: ~Copyable {
        /// Nil where libsrtp does not take the key: then nothing is authentic.
        var session: SRTPSession?
        /// Where a packet is decrypted.
        var packet = [UInt8](repeating: 0, count: capacity)

        mutating func open(_ length: Int, isControl: Bool) throws(SRTPSession.Failure) -> Int {
            guard session != nil else { throw .unauthenticated }
            return isControl
                ? try session?.openControl(&packet, length: length) ?? 0
                : try session?.open(&packet, length: length) ?? 0
        }
    }

    /// What packets are encrypted with; kept to tell a new key from the old one.
    let key: SRTPKey
    private let state: Mutex<State>

    package init(_ key: SRTPKey) {
        self.key = key
        state = Mutex(State(session: SRTPSession(key)))
    }

    /// Decrypts a datagram, RTP or RTCP (RFC 5761 §4), and hands what was in it to `body`, which is not called otherwise.
    package func open(_ datagram: Span<UInt8>, _ body: (Span<UInt8>) -> Void) -> Result {
        guard (2...Self.capacity).contains(datagram.count) else { return .failed(.malformed) }
        let isControl = datagram.isControlPacket
        return state.withLock { state in
            for index in datagram.indices { state.packet[index] = datagram[index] }
            do throws(SRTPSession.Failure) {
                let length = try state.open(datagram.count, isControl: isControl)
                body(state.packet.span.extracting(..<length))
                return .opened(length)
            } catch {
                return .failed(error)
            }
        }
    }
}

/// Encrypts our RTCP for one media line.
package final class SRTPSender: Sendable {
    private struct State: ~Copyable {
        /// Nil where libsrtp does not take the key.
        var session: SRTPSession?
    }

    private let state: Mutex<State>

    package init(_ key: SRTPKey) { state = Mutex(State(session: SRTPSession(key, ssrc_any_outbound))) }

    /// Nil where it cannot be encrypted.
    package func seal(_ packet: [UInt8]) -> [UInt8]? { state.withLock { try? $0.session?.sealControl(packet) } }
}
