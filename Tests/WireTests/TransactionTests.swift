import Testing
import Wire

extension UserAgentServer {
    /// Lets the time run up to `end`, waking whenever the server asks for it; gives what went out, and when.
    mutating func run(until end: Duration) -> [(at: Duration, action: UserAgentAction)] {
        var log: [(at: Duration, action: UserAgentAction)] = []
        while let deadline = nextDeadline, deadline <= end {
            log += advance(to: deadline).map { (deadline, $0) }
        }
        return log
    }
}

/// Instants of retransmission by RFC 3261 tables 3 and 4: T1, doubled up to T2, until 64·T1.
private let retransmissions: [Duration] = [0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5].map { .seconds($0) }

@Suite struct `Server transaction of an INVITE` {
    @Test func `answers 100 at once, and again to every retransmission`() {
        var server = UserAgentServer.repeatable()
        let caller = Caller()
        let first = server.receive(caller.invite(), on: caller.flow, at: .zero)
        #expect(first.statuses == [100])
        #expect(first.invitation != nil)
        let second = server.receive(caller.invite(), on: caller.flow, at: .milliseconds(500))
        #expect(second == first.filter { $0 == first[0] })
        #expect(server.transactionCount == 1)
    }

    @Test func `sends a refusal again until 64·T1`() throws {
        var server = UserAgentServer.repeatable()
        let caller = Caller()
        let dialog = try #require(server.receive(caller.invite(), on: caller.flow, at: .zero).invitation?.dialog)
        let refusal = server.reject(dialog, status: 486, reason: "Busy Here", at: .zero)
        #expect(refusal.statuses == [486])
        #expect(refusal.events == [.ended(dialog, .rejected(status: 486))])
        let log = server.run(until: .seconds(100))
        #expect(log.map(\.at) == retransmissions)
        #expect(log.allSatisfy { $0.action == refusal[0] })
        #expect(server.transactionCount == 0)
        #expect(server.dialogCount == 0)
    }

    @Test func `makes good for lost time with one retransmission`() throws {
        var server = UserAgentServer.repeatable()
        let caller = Caller()
        let dialog = try #require(server.receive(caller.invite(), on: caller.flow, at: .zero).invitation?.dialog)
        let refusal = server.reject(dialog, status: 486, reason: "Busy Here", at: .zero)
        #expect(server.advance(to: .seconds(10)) == [refusal[0]])
        #expect(server.nextDeadline == .seconds(11))
    }

    @Test func `stops at the ACK, and forgets after T4`() throws {
        var server = UserAgentServer.repeatable()
        var caller = Caller()
        let dialog = try #require(server.receive(caller.invite(), on: caller.flow, at: .zero).invitation?.dialog)
        _ = server.reject(dialog, status: 486, reason: "Busy Here", at: .zero)
        caller.toTag = dialog.localTag
        #expect(server.receive(caller.ack(refusal: true), on: caller.flow, at: .seconds(1)) == [])
        #expect(server.transactionCount == 1)
        #expect(server.run(until: .seconds(6)).isEmpty)
        #expect(server.transactionCount == 0)
    }

    @Test func `leaves retransmission to TCP`() throws {
        var server = UserAgentServer.repeatable()
        let caller = Caller(flow: Caller.tcp)
        let dialog = try #require(server.receive(caller.invite(), on: caller.flow, at: .zero).invitation?.dialog)
        _ = server.reject(dialog, status: 486, reason: "Busy Here", at: .zero)
        #expect(server.run(until: .seconds(100)).isEmpty)
        #expect(server.transactionCount == 0)
    }

    @Test func `absorbs retransmissions once it was accepted`() throws {
        var server = UserAgentServer.repeatable()
        let caller = Caller()
        let dialog = try #require(server.receive(caller.invite(), on: caller.flow, at: .zero).invitation?.dialog)
        _ = server.accept(dialog, body: [], at: .zero)
        #expect(server.receive(caller.invite(), on: caller.flow, at: .milliseconds(100)) == [])
    }

    @Test func `matches the ACK of an RFC 2543 peer without a branch`() throws {
        var server = UserAgentServer.repeatable()
        let caller = Caller()
        let old = { (bytes: [UInt8]) in
            Array(String(decoding: bytes, as: UTF8.self).replacing(";branch=\(caller.branch(1))", with: "").utf8)
        }
        let dialog = try #require(server.receive(old(caller.invite()), on: caller.flow, at: .zero).invitation?.dialog)
        _ = server.reject(dialog, status: 486, reason: "Busy Here", at: .zero)
        var acknowledging = caller
        acknowledging.toTag = dialog.localTag
        #expect(server.receive(old(acknowledging.ack(refusal: true)), on: caller.flow, at: .zero) == [])
        #expect(server.run(until: .seconds(4)).isEmpty)
    }
}

@Suite struct `200 to an INVITE` {
    @Test(arguments: [Caller.udp, Caller.tcp])
    func `goes out again until the ACK comes, on every transport`(_ flow: SIPFlow) throws {
        var server = UserAgentServer.repeatable()
        var caller = Caller(flow: flow)
        let dialog = try #require(server.receive(caller.invite(), on: flow, at: .zero).invitation?.dialog)
        let accepted = server.accept(dialog, body: Array("v=0\r\n".utf8), at: .zero)
        #expect(accepted.statuses == [200])
        let log = server.run(until: .seconds(4))
        #expect(log.map(\.at) == Array(retransmissions.prefix(3)))
        #expect(log.allSatisfy { $0.action == accepted[0] })
        caller.toTag = dialog.localTag
        #expect(server.receive(caller.ack(), on: flow, at: .seconds(4)) == [.established(dialog, answer: nil)])
        #expect(server.receive(caller.ack(), on: flow, at: .seconds(4)) == [])
        #expect(server.run(until: .seconds(100)).isEmpty)
        #expect(server.transactionCount == 0)
    }

    @Test func `ends in BYE where no ACK comes`() throws {
        var server = UserAgentServer.repeatable()
        let caller = Caller()
        let dialog = try #require(server.receive(caller.invite(), on: caller.flow, at: .zero).invitation?.dialog)
        _ = server.accept(dialog, body: [], at: .zero)
        let log = server.run(until: .seconds(32))
        #expect(log.map(\.at) == retransmissions + [.seconds(32), .seconds(32)])
        #expect(log.suffix(2).map(\.action).sent.map(\.method) == [.bye])
        #expect(log.last?.action == .ended(dialog, .noACK))
        #expect(server.dialogCount == 0)
    }

    @Test func `carries our offer where there was none, and brings the answer back`() throws {
        var server = UserAgentServer.repeatable()
        var caller = Caller()
        let invitation = try #require(server.receive(caller.invite(offer: nil), on: caller.flow, at: .zero).invitation)
        #expect(invitation.offer == nil)
        var answerer = SessionAnswerer(sessionID: 1, address: "192.0.2.1")
        _ = server.accept(invitation.dialog, body: answerer.offer(ports: [20_000]).bytes, at: .zero)
        caller.toTag = invitation.dialog.localTag
        let answer = try SessionDescription(Array(Caller.g711Offer.utf8))
        let actions = server.receive(caller.ack(body: Caller.g711Offer), on: caller.flow, at: .zero)
        #expect(actions == [.established(invitation.dialog, answer: answer)])
    }
}

@Suite struct `Server transaction of another request` {
    @Test func `answers a retransmission with the same octets, until 64·T1`() {
        var server = UserAgentServer.repeatable()
        let caller = Caller()
        let options = caller.request("OPTIONS")
        let first = server.receive(options, on: caller.flow, at: .zero)
        #expect(first.statuses == [200])
        #expect(server.receive(options, on: caller.flow, at: .seconds(31)) == first)
        #expect(server.run(until: .seconds(32)).isEmpty)
        #expect(server.transactionCount == 0)
    }

    @Test func `is forgotten at once on TCP`() {
        var server = UserAgentServer.repeatable()
        let caller = Caller(flow: Caller.tcp)
        #expect(server.receive(caller.request("OPTIONS"), on: caller.flow, at: .zero).statuses == [200])
        #expect(server.transactionCount == 0)
        #expect(server.nextDeadline == nil)
    }
}

@Suite struct `CANCEL` {
    @Test func `ends an INVITE that was not answered`() throws {
        var server = UserAgentServer.repeatable()
        let caller = Caller()
        let dialog = try #require(server.receive(caller.invite(), on: caller.flow, at: .zero).invitation?.dialog)
        let actions = server.receive(caller.request("CANCEL"), on: caller.flow, at: .zero)
        #expect(actions.statuses == [200, 487])
        #expect(actions.sent.map { $0.headers[.cseq] } == ["1 CANCEL", "1 INVITE"])
        #expect(actions.events == [.ended(dialog, .cancelled)])
        #expect(server.accept(dialog, body: [], at: .zero) == [])
    }

    @Test func `comes too late for an INVITE that was answered`() throws {
        var server = UserAgentServer.repeatable()
        let caller = Caller()
        let dialog = try #require(server.receive(caller.invite(), on: caller.flow, at: .zero).invitation?.dialog)
        _ = server.accept(dialog, body: [], at: .zero)
        let actions = server.receive(caller.request("CANCEL"), on: caller.flow, at: .zero)
        #expect(actions.statuses == [200])
        #expect(actions.events == [])
    }

    @Test func `of nothing gets 481`() {
        var server = UserAgentServer.repeatable()
        let caller = Caller()
        #expect(server.receive(caller.request("CANCEL"), on: caller.flow, at: .zero).statuses == [481])
    }

    @Test func `of a re-INVITE leaves the dialog as it was`() throws {
        var caller = Caller()
        var (server, dialog) = try UserAgentServer.established(&caller)
        _ = server.receive(caller.invite(), on: caller.flow, at: .zero)
        let actions = server.receive(caller.request("CANCEL"), on: caller.flow, at: .zero)
        #expect(actions.statuses == [200, 487])
        #expect(actions.events == [])
        #expect(server.hangUp(dialog, at: .zero).events == [.ended(dialog, .bye(.local))])
    }
}
