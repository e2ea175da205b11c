import Recorder
import Testbench

/// A recording client that sends a dialect's INVITE as it stands, from 127.0.0.10 in place of 192.0.2.10.
final class RawClient {
    private let peer: Peer
    private let listener: SIPListener
    private let invite: String
    private var to = ""

    init(_ dialect: Dialect, to listener: SIPListener) throws {
        peer = try Peer(udp: "127.0.0.10")
        self.listener = listener
        invite = String(decoding: dialect.invite, as: UTF8.self).replacing("192.0.2.10", with: "127.0.0.10")
            .replacing("127.0.0.10:5080", with: "127.0.0.10:\(peer.port)")
    }

    /// Places the call and acknowledges the answer.
    func call() async throws -> Response {
        peer.send(Array(invite.utf8), to: listener.port)
        let response = try await final(of: "INVITE")
        to = response.header("To") ?? ""
        peer.send(Array(request("ACK").utf8), to: listener.port)
        return response
    }

    func hangUp() async throws -> Response {
        peer.send(Array(request("BYE").utf8), to: listener.port)
        return try await final(of: "BYE")
    }

    private func request(_ method: String) -> String {
        let lines = invite.components("\r\n").prefix { !$0.isEmpty }
        func line(_ name: String) -> String { lines.first { $0.hasPrefix("\(name): ") } ?? "" }
        let number = method == "ACK" ? 604_674_513 : 604_674_514
        let via = line("Via").replacing("dialect", with: method)
        let head = ["\(method) sip:srs@192.0.2.1 SIP/2.0", via, "Max-Forwards: 70", line("From"), "To: \(to)"]
        return (head + [line("Call-ID"), "CSeq: \(number) \(method)", "Content-Length: 0", "", ""])
            .joined(separator: "\r\n")
    }

    private func final(of method: String) async throws -> Response {
        try await eventually {
            guard let bytes = self.peer.receive() else { return nil }
            let response = Response(bytes)
            return response.status >= 200 && response.header("CSeq")?.hasSuffix(method) == true ? response : nil
        }
    }
}
