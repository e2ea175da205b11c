import Testing
import Wire

@Suite struct `Answer to a request` {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var method = "INVITE"
        var headers: [String] = []
        var type: String? = "application/sdp"
        var body = Caller.g711Offer
        let status: Int
        /// A header of the answer and its value.
        var says: (name: SIPHeaderName, value: String)?
    }

    @Test(arguments: [
        Case(
            testDescription: "an unknown method",
            method: "FOO",
            status: 405,
            says: (.allow, "INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE")
        ),
        Case(
            testDescription: "an unknown extension",
            headers: ["Require: siprec, Nothing, timer", "Require: more"],
            status: 420,
            says: (.unsupported, "nothing, more")
        ),
        Case(
            testDescription: "an unknown body",
            type: "application/unknown",
            status: 415,
            says: (.accept, "application/sdp, multipart/mixed, application/rs-metadata+xml, application/rs-metadata")
        ),
        Case(
            testDescription: "an encoded body",
            headers: ["Content-Encoding: gzip"],
            status: 415,
            says: (.acceptEncoding, "identity")
        ),
        Case(testDescription: "a broken session description", body: "v=0\nhello\n", status: 400),
        Case(testDescription: "a multipart without boundary", type: "multipart/mixed", status: 400),
        Case(
            testDescription: "a part that has to be understood",
            type: "multipart/mixed;boundary=b",
            body:
                "--b\nContent-Type: application/sdp\n\nv=0\n--b\nContent-Type: image/png\nContent-Disposition: icon;handling=required\n\nx\n--b--",
            status: 415
        ),
        Case(testDescription: "a peer that takes no session description", headers: ["Accept: text/plain"], status: 406),
        Case(testDescription: "an unreadable session timer", headers: ["Session-Expires: soon"], status: 400),
    ])
    func `refuses`(_ refused: Case) throws {
        var server = UserAgentServer.repeatable()
        let caller = Caller()
        let request = caller.request(refused.method, headers: refused.headers, type: refused.type, body: refused.body)
        let actions = server.receive(request, on: caller.flow, at: .zero)
        #expect(actions.statuses == [refused.status])
        #expect(actions.events == [])
        #expect(actions.refusals == (refused.method == "INVITE" ? [refused.status] : []))
        if let says = refused.says { #expect(actions.sent[0].headers[says.name] == says.value) }
    }

    @Test(arguments: [
        Case(testDescription: "every range of types", headers: ["Accept: text/plain, */*;q=0.1"], status: 100),
        Case(testDescription: "the option tags of recorders", headers: ["Require: siprec, timer, 100rel"], status: 100),
        Case(
            testDescription: "an unknown part beside the offer",
            type: "multipart/mixed;boundary=b",
            body: "--b\nContent-Type: application/sdp\n\nv=0\n--b\nContent-Type: application/isup\n\nx\n--b--",
            status: 100
        ),
        Case(
            testDescription: "an unknown body that is optional",
            headers: ["Content-Disposition: icon;handling=optional"],
            type: "image/png",
            body: "x",
            status: 100
        ),
    ])
    func `takes`(_ taken: Case) throws {
        var server = UserAgentServer.repeatable()
        let caller = Caller()
        let request = caller.request(taken.method, headers: taken.headers, type: taken.type, body: taken.body)
        let actions = server.receive(request, on: caller.flow, at: .zero)
        #expect(actions.statuses == [taken.status])
        #expect(actions.invitation != nil)
    }

    @Test func `to OPTIONS says what we are`() throws {
        var server = UserAgentServer.repeatable()
        let caller = Caller()
        let answer = try #require(server.receive(caller.request("OPTIONS"), on: caller.flow, at: .zero).sent.first)
        #expect(answer.status == 200)
        #expect(answer.headers[.allow] == "INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE")
        #expect(answer.headers[.supported] == "timer, siprec")
        #expect(answer.headers[.accept]?.hasPrefix("application/sdp") == true)
        #expect(answer.headers[.contact] == "<sip:recorder@192.0.2.1:5060>;+sip.srs")
    }

    @Test func `repeats what RFC 3261 §8.2.6 wants, with one tag of ours`() throws {
        var server = UserAgentServer.repeatable()
        let caller = Caller()
        let headers = ["Record-Route: <sip:p1;lr>", "Record-Route: <sip:p2;lr>", "Timestamp: 54"]
        let invited = server.receive(caller.invite(headers: headers), on: caller.flow, at: .zero)
        let dialog = try #require(invited.invitation?.dialog)
        let answer = try #require(server.accept(dialog, body: Array("v=0\r\n".utf8), at: .zero).sent.first)
        #expect(answer.headers[.from] == "\"Caller\" <sip:alice@example.com>;tag=a1")
        #expect(answer.headers[.to] == "<sip:recorder@example.com>;tag=\(dialog.localTag)")
        #expect(answer.headers[.callID] == caller.callID)
        #expect(answer.headers[.cseq] == "1 INVITE")
        #expect(answer.headers[.timestamp] == "54")
        #expect(answer.headers.all(.recordRoute).map(\.text) == ["<sip:p1;lr>", "<sip:p2;lr>"])
        #expect(answer.headers[.contentType] == "application/sdp")
        #expect(invited.sent[0].headers[.to] == "<sip:recorder@example.com>")
    }

    struct Return: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let via: String
        var flow = Caller.udp
        let answered: String
        let port: UInt16
    }

    @Test(arguments: [
        Return(
            testDescription: "from where it says",
            via: "SIP/2.0/UDP 192.0.2.10:5080;branch=z9hG4bK1 , SIP/2.0/TCP a",
            answered: "SIP/2.0/UDP 192.0.2.10:5080;branch=z9hG4bK1 , SIP/2.0/TCP a",
            port: 5080
        ),
        Return(
            testDescription: "from elsewhere, to the port it names",
            via: "SIP/2.0/UDP pbx.example.com:5070;branch=z9hG4bK1, SIP/2.0/TCP a",
            answered: "SIP/2.0/UDP pbx.example.com:5070;branch=z9hG4bK1;received=192.0.2.10, SIP/2.0/TCP a",
            port: 5070
        ),
        Return(
            testDescription: "to the default port",
            via: "SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1",
            answered: "SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1",
            port: 5060
        ),
        Return(
            testDescription: "with rport",
            via: "SIP/2.0/UDP 10.0.0.1:5060;rport;branch=z9hG4bK1",
            answered: "SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1;rport=5080;received=192.0.2.10",
            port: 5080
        ),
        Return(
            testDescription: "on the connection",
            via: "SIP/2.0/TCP 192.0.2.10:5070;branch=z9hG4bK1",
            flow: Caller.tcp,
            answered: "SIP/2.0/TCP 192.0.2.10:5070;branch=z9hG4bK1",
            port: 49_152
        ),
    ])
    func `goes back the way the request came`(_ way: Return) throws {
        var server = UserAgentServer.repeatable()
        let caller = Caller(flow: way.flow)
        let request = String(decoding: caller.request("OPTIONS"), as: UTF8.self)
            .replacing(/Via: .*?\r\n/, with: "Via: \(way.via)\r\n")
        let actions = server.receive(Array(request.utf8), on: way.flow, at: .zero)
        #expect(actions.sent.map { $0.headers[.via] } == [way.answered])
        guard case .send(_, let flow) = actions.first else { return }
        #expect(flow.remotePort == way.port)
        #expect(flow.remoteAddress == "192.0.2.10")
    }

    @Test func `is 482 where the same request came another way`() {
        var server = UserAgentServer.repeatable()
        let caller = Caller()
        #expect(server.receive(caller.invite(), on: caller.flow, at: .zero).statuses == [100])
        let fork = caller.request("INVITE", branch: "z9hG4bK-fork", type: "application/sdp", body: Caller.g711Offer)
        let refused = server.receive(fork, on: caller.flow, at: .zero)
        #expect(refused.statuses == [482])
        // The INVITE itself is told of; this is no other.
        #expect(refused.refusals == [])
    }

    @Test func `is never given to an ACK or a response`() {
        var server = UserAgentServer.repeatable()
        let caller = Caller()
        #expect(server.receive(caller.ack(), on: caller.flow, at: .zero) == [])
        #expect(server.receive(Array("ACK sip:a SIP/2.0\r\n\r\n".utf8), on: caller.flow, at: .zero) == [])
        #expect(server.receive(Array("SIP/2.0 200 OK\r\n\r\n".utf8), on: caller.flow, at: .zero) == [])
        #expect(server.receive(Array("\r\n\r\n".utf8), on: caller.flow, at: .zero) == [])
    }

    @Test func `is 503 to new calls past the limit, and never to running ones`() throws {
        var server = UserAgentServer.repeatable(.init(maximumDialogs: 1))
        var first = Caller()
        let dialog = try #require(server.receive(first.invite(), on: first.flow, at: .zero).invitation?.dialog)
        let second = Caller(callID: "call-2")
        let refused = server.receive(second.invite(), on: second.flow, at: .zero)
        #expect(refused.statuses == [503])
        #expect(refused.sent.map { $0.headers[.retryAfter] } == ["10"])
        first.toTag = dialog.localTag
        #expect(server.receive(first.request("BYE", cseq: 2), on: first.flow, at: .zero).statuses == [200, 487])
    }

    @Test func `is 503 without a trace past the limit of transactions`() {
        var server = UserAgentServer.repeatable(.init(maximumTransactions: 1))
        let caller = Caller()
        #expect(server.receive(caller.request("OPTIONS", cseq: 1), on: caller.flow, at: .zero).statuses == [200])
        #expect(server.receive(caller.request("OPTIONS", cseq: 2), on: caller.flow, at: .zero).statuses == [503])
        #expect(server.transactionCount == 1)
    }

    @Test func `is 503 to new calls and pings while draining`() throws {
        var caller = Caller()
        var (server, dialog) = try UserAgentServer.established(&caller)
        server.drain()
        let other = Caller(callID: "call-2")
        for request in [other.invite(), other.request("OPTIONS")] {
            let refused = server.receive(request, on: other.flow, at: .zero)
            #expect(refused.statuses == [503])
            #expect(refused.sent.map { $0.headers[.retryAfter] } == ["10"])
        }
        let bye = server.receive(caller.request("BYE"), on: caller.flow, at: .zero)
        #expect(bye.events == [.ended(dialog, .bye(.remote))])
    }
}
