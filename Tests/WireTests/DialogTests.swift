import Testing
import Wire

@Suite struct `Dialog` {
    @Test func `ends by the peer's BYE`() throws {
        var caller = Caller()
        var (server, dialog) = try UserAgentServer.established(&caller)
        let actions = server.receive(caller.request("BYE"), on: caller.flow, at: .zero)
        #expect(actions.statuses == [200])
        #expect(actions.events == [.ended(dialog, .bye(.remote))])
        caller.cseq += 1
        #expect(server.receive(caller.request("BYE"), on: caller.flow, at: .zero).statuses == [481])
    }

    @Test func `that is only asked for ends by BYE, too`() throws {
        var server = UserAgentServer.repeatable()
        var caller = Caller()
        let dialog = try #require(server.receive(caller.invite(), on: caller.flow, at: .zero).invitation?.dialog)
        caller.toTag = dialog.localTag
        let actions = server.receive(caller.request("BYE", cseq: 2), on: caller.flow, at: .zero)
        #expect(actions.statuses == [200, 487])
        #expect(actions.events == [.ended(dialog, .bye(.remote))])
    }

    @Test func `ends by our BYE, sent to the Contact through the recorded route until it is answered`() throws {
        var caller = Caller()
        let headers = ["Record-Route: <sip:192.0.2.20:5070;lr>, <sip:p2.example.com;lr>"]
        var (server, dialog) = try UserAgentServer.established(&caller, headers: headers)
        let actions = server.hangUp(dialog, at: .seconds(1))
        guard case .send(let bytes, let flow) = actions.first else {
            Issue.record("nothing sent")
            return
        }
        let branch = try #require(try SIPReading(bytes).message.headers[.via]?.split(separator: "=").last)
        let expected = """
            BYE sip:alice@192.0.2.10:5080 SIP/2.0
            Via: SIP/2.0/UDP 192.0.2.1:5060;branch=\(branch.prefix { $0 != ";" });rport
            Max-Forwards: 70
            Route: <sip:192.0.2.20:5070;lr>
            Route: <sip:p2.example.com;lr>
            From: <sip:recorder@example.com>;tag=\(dialog.localTag)
            To: "Caller" <sip:alice@example.com>;tag=a1
            Call-ID: call-1@192.0.2.10
            CSeq: 1 BYE
            User-Agent: Aftercall
            Content-Length: 0


            """
        #expect(String(decoding: bytes, as: UTF8.self).contains("branch=z9hG4bK"))
        #expect(flow.remoteAddress == "192.0.2.20")
        #expect(flow.remotePort == 5070)
        #expect(actions.events == [.ended(dialog, .bye(.local))])
        let via = try SIPReading(bytes).message.headers[.via] ?? ""
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == expected.replacing("\n", with: "\r\n").replacing(/Via: .*?\r\n/, with: "Via: \(via)\r\n")
        )
        #expect(server.run(until: .seconds(3)).map(\.at) == [.seconds(1.5), .seconds(2.5)])
        let answer = "SIP/2.0 200 OK\r\nVia: \(via)\r\nContent-Length: 0\r\n\r\n"
        #expect(server.receive(Array(answer.utf8), on: caller.flow, at: .seconds(3)) == [])
        #expect(server.run(until: .seconds(20)).isEmpty)
    }

    @Test func `waits for the ACK before our BYE`() throws {
        var server = UserAgentServer.repeatable()
        var caller = Caller()
        let dialog = try #require(server.receive(caller.invite(), on: caller.flow, at: .zero).invitation?.dialog)
        _ = server.accept(dialog, body: [], at: .zero)
        #expect(server.hangUp(dialog, at: .zero) == [])
        caller.toTag = dialog.localTag
        let actions = server.receive(caller.ack(), on: caller.flow, at: .seconds(1))
        #expect(actions.sent.map(\.method) == [.bye])
        #expect(actions.events == [.established(dialog, answer: nil), .ended(dialog, .bye(.local))])
    }

    @Test func `is refused with 480 where it is hung up before it was answered`() throws {
        var server = UserAgentServer.repeatable()
        let caller = Caller()
        let dialog = try #require(server.receive(caller.invite(), on: caller.flow, at: .zero).invitation?.dialog)
        let actions = server.hangUp(dialog, at: .zero)
        #expect(actions.statuses == [480])
        #expect(actions.events == [.ended(dialog, .rejected(status: 480))])
    }

    @Test func `keeps to the connection of a TCP peer`() throws {
        var caller = Caller(flow: Caller.tcp)
        var (server, dialog) = try UserAgentServer.established(&caller)
        guard case .send(_, let flow) = server.hangUp(dialog, at: .zero).first else {
            Issue.record("nothing sent")
            return
        }
        #expect(flow == Caller.tcp)
    }

    @Test func `goes back to where a peer behind a NAT sends from`() throws {
        var caller = Caller()
        caller.flow.remoteAddress = "203.0.113.5"
        caller.flow.remotePort = 61_000
        var (server, dialog) = try UserAgentServer.established(&caller)
        guard case .send(_, let flow) = server.hangUp(dialog, at: .zero).first else {
            Issue.record("nothing sent")
            return
        }
        #expect(flow == caller.flow)
    }

    @Test(arguments: ["BYE", "INVITE", "UPDATE"])
    func `refuses a request that is out of order`(_ method: String) throws {
        var caller = Caller()
        var (server, _) = try UserAgentServer.established(&caller)
        let late = caller.request(method, cseq: 1, branch: "z9hG4bK-late")
        #expect(server.receive(late, on: caller.flow, at: .zero).statuses == [500])
        #expect(server.dialogCount == 1)
    }

    @Test(arguments: ["BYE", "UPDATE", "INVITE"])
    func `that is unknown gets 481`(_ method: String) {
        var server = UserAgentServer.repeatable()
        var caller = Caller()
        caller.toTag = "nobody"
        #expect(server.receive(caller.request(method), on: caller.flow, at: .zero).statuses == [481])
    }
}

@Suite struct `Change within a dialog` {
    private let hold = Caller.g711Offer.replacing("sendonly", with: "inactive")

    @Test(arguments: ["INVITE", "UPDATE"])
    func `is told with its offer and answered with ours`(_ method: String) throws {
        var caller = Caller()
        var (server, dialog) = try UserAgentServer.established(&caller)
        let request = caller.request(method, type: "application/sdp", body: hold)
        let asked = server.receive(request, on: caller.flow, at: .zero)
        #expect(asked.statuses == (method == "INVITE" ? [100] : []))
        let change = try #require(asked.change)
        #expect(change.needsAnswer)
        #expect(change.offer?.isHeld(media: 0) == true)
        let answered = server.accept(dialog, body: Array("v=0\r\n".utf8), at: .zero)
        #expect(answered.statuses == [200])
        #expect(answered.sent.map(\.body) == [Array("v=0\r\n".utf8)])
        guard method == "INVITE" else { return }
        #expect(server.receive(caller.ack(), on: caller.flow, at: .zero) == [.established(dialog, answer: nil)])
    }

    @Test func `that is refused leaves the dialog running`() throws {
        var caller = Caller()
        var (server, dialog) = try UserAgentServer.established(&caller)
        _ = server.receive(caller.invite(), on: caller.flow, at: .zero)
        let actions = server.reject(dialog, status: 488, reason: "Not Acceptable Here", at: .zero)
        #expect(actions.statuses == [488])
        #expect(actions.events == [])
        #expect(server.dialogCount == 1)
    }

    @Test func `during another is put off`() throws {
        var caller = Caller()
        var (server, _) = try UserAgentServer.established(&caller)
        _ = server.receive(caller.invite(), on: caller.flow, at: .zero)
        caller.cseq += 1
        let actions = server.receive(caller.invite(), on: caller.flow, at: .zero)
        #expect(actions.statuses == [500])
        #expect(actions.sent.map { $0.headers[.retryAfter] } == ["1"])
    }

    @Test func `collides with our own offer`() throws {
        var caller = Caller()
        var (server, dialog) = try UserAgentServer.established(&caller)
        _ = server.receive(caller.invite(offer: nil), on: caller.flow, at: .zero)
        _ = server.accept(dialog, body: Array("v=0\r\n".utf8), at: .zero)
        caller.cseq += 1
        let update = caller.request("UPDATE", type: "application/sdp", body: hold)
        #expect(server.receive(update, on: caller.flow, at: .zero).statuses == [491])
    }

    @Test func `moves the target of our requests`() throws {
        var caller = Caller()
        var (server, dialog) = try UserAgentServer.established(&caller)
        let update = String(decoding: caller.request("UPDATE"), as: UTF8.self)
            .replacing("<sip:alice@192.0.2.10:5080>", with: "<sip:moved@192.0.2.30>")
        #expect(server.receive(Array(update.utf8), on: caller.flow, at: .zero).statuses == [200])
        let bye = server.hangUp(dialog, at: .zero).sent
        #expect(bye.map(\.start) == [.request(method: .bye, uri: "sip:moved@192.0.2.30")])
    }
}

@Suite struct `Session timer` {
    private static let offer = ["Supported: timer", "Session-Expires: 1800;refresher=uac"]

    @Test func `is agreed on with the peer as refresher`() throws {
        var server = UserAgentServer.repeatable()
        let caller = Caller()
        let invited = server.receive(caller.invite(headers: ["k: timer", "x: 1800"]), on: caller.flow, at: .zero)
        let dialog = try #require(invited.invitation?.dialog)
        let accepted = try #require(server.accept(dialog, body: [], at: .zero).sent.first)
        #expect(accepted.headers[.sessionExpires] == "1800;refresher=uac")
        #expect(accepted.headers[.require] == "timer")
    }

    @Test func `ends a session that is not refreshed, 32 seconds before its time`() throws {
        var caller = Caller()
        var (server, dialog) = try UserAgentServer.established(&caller, headers: Self.offer)
        let log = server.run(until: .seconds(1800))
        #expect(log.first?.at == .seconds(1768))
        #expect(log.map(\.action).events == [.ended(dialog, .sessionExpired)])
        #expect(log.prefix(1).map(\.action).sent.map(\.method) == [.bye])
    }

    @Test func `starts anew with every refresh`() throws {
        var caller = Caller()
        var (server, _) = try UserAgentServer.established(&caller, headers: Self.offer)
        let refresh = caller.request("UPDATE", headers: Self.offer)
        let answer = server.receive(refresh, on: caller.flow, at: .seconds(900)).sent
        #expect(answer.map { $0.headers[.sessionExpires] } == ["1800;refresher=uac"])
        #expect(server.run(until: .seconds(2600)).isEmpty)
        #expect(server.run(until: .seconds(2700)).first?.at == .seconds(900 + 1768))
    }

    @Test func `stops where a refresh no longer asks for it`() throws {
        var caller = Caller()
        var (server, _) = try UserAgentServer.established(&caller, headers: Self.offer)
        _ = server.receive(caller.request("UPDATE"), on: caller.flow, at: .seconds(900))
        #expect(server.run(until: .seconds(4000)).isEmpty)
        #expect(server.dialogCount == 1)
    }

    @Test func `is refused where it is too short`() {
        var server = UserAgentServer.repeatable()
        let caller = Caller()
        let actions = server.receive(caller.invite(headers: ["k: timer", "x: 60"]), on: caller.flow, at: .zero)
        #expect(actions.statuses == [422])
        #expect(actions.sent.map { $0.headers[.minSE] } == ["90"])
    }

    @Test(arguments: [["k: timer", "x: 1800;refresher=uas"], ["x: 1800"], ["Session-Expires: 60"]])
    func `stays unagreed where the peer cannot or will not refresh`(_ headers: [String]) throws {
        var server = UserAgentServer.repeatable()
        let caller = Caller()
        let invite = caller.invite(headers: headers)
        let dialog = try #require(server.receive(invite, on: caller.flow, at: .zero).invitation?.dialog)
        #expect(server.accept(dialog, body: [], at: .zero).sent.map { $0.headers[.sessionExpires] } == [nil])
    }
}
