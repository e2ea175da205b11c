import Calls
import Foundation
import NIOSSL
import Recorder
import Testbench
import Testing

@Suite(.enabled(if: TestCertificates.isPossible, "skipped: openssl is not here"))
struct `SIP over TLS` {
    /// A recorder with a TLS listener as its third; peers have to show certificates of its root.
    private static func run(
        _ certificates: TestCertificates,
        isMutual: Bool = true,
        _ change: (inout RecorderConfiguration) -> Void = { _ in },
        _ body: (TestRecorder, SIPListener) async throws -> Void
    ) async throws {
        try await TestRecorder.run({
            $0.listeners.append(SIPListener(.tls, address: "127.0.0.1", port: 0))
            $0.tls = .init(
                certificates: certificates.certificate("recorder"),
                key: certificates.key("recorder"),
                clientRoots: isMutual ? certificates.root : nil
            )
            change(&$0)
        }) { test in
            try await body(test, test.recorder.listeners[2])
        }
    }

    /// Asks for a way in that must not be had: nothing is answered, and the connection ends.
    private static func expectRefusal(of peer: TLSPeer, _ listener: SIPListener) async throws {
        peer.send(Array("OPTIONS sip:600@127.0.0.1 SIP/2.0\r\n\r\n".utf8), to: listener.port)
        try await eventually { peer.isClosed ? () : nil }
        #expect(peer.receive() == nil)
    }

    /// The peer may learn of its refusal before it is logged.
    private static func expect(_ test: TestRecorder, toLog text: String) async throws {
        try await eventually { test.log.text.contains(text) ? () : nil }
    }

    private static func expectService(_ certificates: TestCertificates, _ listener: SIPListener) async throws {
        let peer = try await TLSPeer(to: listener.port, trusting: certificates, as: "client")
        #expect(try await TestCaller(listener, over: peer).request("OPTIONS").status == 200)
    }

    @Test func `carries a call from INVITE to BYE`() async throws {
        let certificates = try TestCertificates("recorder", "client")
        try await Self.run(certificates) { test, listener in
            let signalling = try await TLSPeer(to: listener.port, trusting: certificates, as: "client")
            let caller = TestCaller(listener, over: signalling)
            let answer = try await caller.request(
                "INVITE",
                headers: ["Require: siprec"],
                type: Offer.boundary,
                body: Offer.siprec()
            )
            #expect(answer.status == 200)
            #expect(answer.header("Via")?.hasPrefix("SIP/2.0/TLS 127.0.0.1") == true)
            #expect(answer.header("Contact")?.contains(":\(listener.port);transport=tls>") == true)
            caller.acknowledge()
            let (media, heard) = (try Peer(), sound(1600, seed: 1))
            var sender = RTPSender()
            for index in stride(from: 0, to: heard.count, by: 160) {
                media.send(sender.packet(Array(heard[index..<index + 160])), to: answer.ports[0])
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(try await caller.request("BYE").status == 200)
            let call = try await test.delivered()
            #expect(call.sound(0) == heard)
            #expect(call.cdr.completeness == .complete)
            #expect(!test.log.text.contains("TLS handshakes failed"))
        }
    }

    @Test(arguments: [TLSVersionCase.tls12, .tls13])
    func `refuses a peer without a certificate where roots are set`(_ version: TLSVersionCase) async throws {
        let certificates = try TestCertificates("recorder", "client")
        try await Self.run(certificates) { test, listener in
            let peer = try await TLSPeer(to: listener.port, trusting: certificates, atMost: version.version)
            try await Self.expectRefusal(of: peer, listener)
            try await Self.expect(test, toLog: "PEER_DID_NOT_RETURN_A_CERTIFICATE")
            try await Self.expectService(certificates, listener)
        }
    }

    @Test(arguments: [TLSVersionCase.tls12, .tls13])
    func `refuses a certificate that another root has signed`(_ version: TLSVersionCase) async throws {
        let certificates = try TestCertificates("recorder", "client")
        let foreign = try TestCertificates("client")
        try await Self.run(certificates) { test, listener in
            let peer = try await TLSPeer(
                to: listener.port,
                trusting: certificates,
                as: "client",
                of: foreign,
                atMost: version.version
            )
            try await Self.expectRefusal(of: peer, listener)
            try await Self.expect(test, toLog: "CERTIFICATE_VERIFY_FAILED")
            try await Self.expectService(certificates, listener)
        }
    }

    @Test func `refuses versions before 1.2`() async throws {
        let certificates = try TestCertificates("recorder", "client")
        try await Self.run(certificates) { _, listener in
            let peer = try await TLSPeer(to: listener.port, trusting: certificates, as: "client", atMost: .tlsv11)
            try await Self.expectRefusal(of: peer, listener)
        }
    }

    @Test func `asks for no certificate where no roots are set`() async throws {
        let certificates = try TestCertificates("recorder")
        try await Self.run(certificates, isMutual: false) { _, listener in
            let peer = try await TLSPeer(to: listener.port, trusting: certificates)
            #expect(try await TestCaller(listener, over: peer).request("OPTIONS").status == 200)
        }
    }

    @Test(arguments: ["-tls1_2", "-tls1_3"])
    func `answers the OPTIONS of openssl's client`(_ version: String) async throws {
        let certificates = try TestCertificates("recorder", "client")
        try await Self.run(certificates) { _, listener in
            let client = try SecureClient(certificates, to: listener.port, as: "client", version)
            let lines = [
                "OPTIONS sip:600@127.0.0.1 SIP/2.0", "Via: SIP/2.0/TLS 127.0.0.1:5061;branch=z9hG4bKopenssl",
                "Max-Forwards: 70", "From: <sip:probe@127.0.0.1>;tag=1", "To: <sip:600@127.0.0.1>",
                "Call-ID: probe", "CSeq: 1 OPTIONS", "Content-Length: 0", "", "",
            ]
            try client.say(lines.joined(separator: "\r\n"))
            let response = Response(Array(try await client.heard().utf8))
            #expect(response.status == 200)
            #expect(response.header("CSeq") == "1 OPTIONS")
        }
    }

    @Test func `survives peers that do not speak TLS, fall silent or hang up`() async throws {
        let certificates = try TestCertificates("recorder", "client")
        try await Self.run(certificates, { $0.connections.handshakeTimeOut = .seconds(1) }) { test, listener in
            try await Self.expectService(certificates, listener)
            let (plain, silent) = (try Peer(tcp: listener.port), try Peer(tcp: listener.port))
            _ = try Peer(tcp: listener.port)
            plain.send(Array("OPTIONS sip:600@127.0.0.1 SIP/2.0\r\n\r\n".utf8), to: listener.port)
            for peer in [plain, silent] { try await eventually { peer.isClosed ? () : nil } }
            try await Self.expect(test, toLog: "TLS handshakes failed")
            try await Self.expectService(certificates, listener)
        }
    }
}

/// A version that a test holds the handshake to.
enum TLSVersionCase: Sendable {
    case tls12, tls13

    var version: TLSVersion { self == .tls12 ? .tlsv12 : .tlsv13 }
}
