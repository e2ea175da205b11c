import Testbench
import Testing
import Wire

/// A calling user agent for tests: it writes what a peer would send and reads what the server says.
struct Caller {
    static let udp = SIPFlow(
        transport: .udp,
        remoteAddress: "192.0.2.10",
        remotePort: 5080,
        localAddress: "192.0.2.1",
        localPort: 5060
    )
    static let tcp = SIPFlow(
        transport: .tcp,
        remoteAddress: "192.0.2.10",
        remotePort: 49_152,
        localAddress: "192.0.2.1",
        localPort: 5060,
        connection: 7
    )

    static let g711Offer = """
        v=0
        o=- 1 1 IN IP4 192.0.2.10
        s=-
        c=IN IP4 192.0.2.10
        t=0 0
        m=audio 30000 RTP/AVP 8 0
        a=sendonly

        """

    var flow = Caller.udp
    var callID = "call-1@192.0.2.10"
    var toTag: String?
    var cseq = 1

    /// The Via of the transaction with that number: a transaction is as good as its CSeq here.
    func branch(_ cseq: Int) -> String { "z9hG4bK-\(callID)-\(cseq)" }

    func request(
        _ method: String,
        cseq: Int? = nil,
        branch: String? = nil,
        headers: [String] = [],
        type: String? = nil,
        body: String = ""
    ) -> [UInt8] {
        let number = cseq ?? self.cseq
        let body = body.replacing("\n", with: "\r\n")
        let lines =
            [
                "\(method) sip:recorder@192.0.2.1 SIP/2.0",
                "Via: SIP/2.0/\(flow.transport.rawValue.uppercased()) 192.0.2.10:5080;branch=\(branch ?? self.branch(number))",
                "Max-Forwards: 70",
                "From: \"Caller\" <sip:alice@example.com>;tag=a1",
                "To: <sip:recorder@example.com>" + (toTag.map { ";tag=\($0)" } ?? ""),
                "Call-ID: \(callID)",
                "CSeq: \(number) \(method)",
                "Contact: <sip:alice@192.0.2.10:5080>",
            ] + headers + (type.map { ["Content-Type: \($0)"] } ?? []) + [
                "Content-Length: \(body.utf8.count)", "", body,
            ]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    func invite(headers: [String] = [], offer: String? = Caller.g711Offer) -> [UInt8] {
        request("INVITE", headers: headers, type: offer.map { _ in "application/sdp" }, body: offer ?? "")
    }

    /// The ACK to a refusal has the INVITE's branch; to a 2xx it is a transaction of its own.
    func ack(refusal: Bool = false, body: String = "") -> [UInt8] {
        request(
            "ACK",
            branch: refusal ? nil : branch(cseq) + "-ack",
            type: body.isEmpty ? nil : "application/sdp",
            body: body
        )
    }
}

extension UserAgentServer {
    /// A server whose tags are the same in every run.
    static func repeatable(_ configuration: Configuration = Configuration()) -> UserAgentServer {
        UserAgentServer(configuration: configuration, random: SplitMix64(seed: 1))
    }

    /// A server with one dialog that was accepted and acknowledged.
    static func established(
        _ caller: inout Caller,
        headers: [String] = []
    ) throws -> (server: UserAgentServer, dialog: DialogID) {
        var server = repeatable()
        let invited = server.receive(caller.invite(headers: headers), on: caller.flow, at: .zero)
        let dialog = try #require(invited.invitation?.dialog)
        caller.toTag = dialog.localTag
        _ = server.accept(dialog, body: Array("v=0\r\n".utf8), at: .zero)
        let actions = server.receive(caller.ack(), on: caller.flow, at: .zero)
        try #require(actions == [.established(dialog, answer: nil)])
        caller.cseq += 1
        return (server, dialog)
    }
}

extension [UserAgentAction] {
    /// What goes out, read back.
    var sent: [SIPMessage] {
        compactMap { action in
            guard case .send(let bytes, _) = action else { return nil }
            return try? SIPReading(bytes).message
        }
    }

    var statuses: [Int] { sent.compactMap(\.status) }

    var invitation: Invitation? {
        lazy.compactMap { if case .invited(let invitation) = $0 { invitation } else { nil } }.first
    }

    var change: Change? {
        lazy.compactMap { if case .changed(_, let change) = $0 { change } else { nil } }.first
    }

    /// Everything but what goes out and the account of refusals.
    var events: [UserAgentAction] {
        filter { action in
            switch action {
            case .send, .refused: false
            default: true
            }
        }
    }

    /// The statuses of the INVITEs that are accounted for as refused.
    var refusals: [Int] { compactMap { if case .refused(let invitation) = $0 { invitation.status } else { nil } } }
}

extension SIPMessage {
    var status: Int? { if case .response(let status, _) = start { status } else { nil } }
}
