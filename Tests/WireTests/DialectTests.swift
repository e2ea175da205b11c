import Testbench
import Testing
import Wire

@Suite struct `Recording clients` {
    @Test(arguments: Dialect.all)
    func `are understood, with the right party on the right line`(_ dialect: Dialect) throws {
        var server = UserAgentServer.repeatable()
        let actions = server.receive(dialect.invite, on: Caller.udp, at: .zero)
        #expect(actions.statuses == [100])
        let invitation = try #require(actions.invitation)
        #expect(invitation.isRecordingSession == dialect.isRecordingSession)
        #expect(invitation.metadataFault == nil)
        #expect(invitation.parties == dialect.parties)
    }

    @Test(arguments: Dialect.all)
    func `get an answer for every line, with its label`(_ dialect: Dialect) throws {
        var server = UserAgentServer.repeatable()
        let invitation = try #require(server.receive(dialect.invite, on: Caller.udp, at: .zero).invitation)
        let offer = try #require(invitation.offer)
        var answerer = SessionAnswerer(sessionID: 42, address: "192.0.2.1")
        let answer = answerer.answer(to: offer, ports: offer.media.indices.map { UInt16(20_000 + 2 * $0) })
        let sent = server.accept(invitation.dialog, body: answer.bytes, at: .zero).sent
        #expect(sent.map(\.status) == [200])
        let body = try SessionDescription(sent[0].body)
        #expect(body.media.map(\.port) == offer.media.indices.map { UInt16(20_000 + 2 * $0) })
        #expect(body.media.map(\.label) == dialect.labels)
        let contact = sent[0].headers[.contact]
        #expect(contact == "<sip:recorder@192.0.2.1:5060>" + (dialect.isRecordingSession ? ";+sip.srs" : ""))
    }

    @Test func `may name the real parties later, by UPDATE with the older media type`() throws {
        var caller = Caller()
        var (server, dialog) = try UserAgentServer.established(&caller, headers: ["Require: siprec"])
        let metadata = Dialect.metadata(labels: ("10", "20"))
        let update = caller.request(
            "UPDATE",
            headers: ["Require: siprec", "Content-Disposition: recording-session"],
            type: "application/rs-metadata",
            body: metadata
        )
        let actions = server.receive(update, on: caller.flow, at: .zero)
        #expect(actions.statuses == [200])
        let change = try #require(actions.change)
        #expect(!change.needsAnswer)
        #expect(change.offer == nil)
        #expect(change.metadata?.senders(onLabel: "20").map(\.aor) == [Dialect.bob.aor])
        #expect(actions.events == [.changed(dialog, change)])
    }

    @Test func `are recorded although their metadata cannot be read`() throws {
        var dialect = Dialect.standard[0]
        dialect.parts[1].content = "<!DOCTYPE recording><recording/>"
        var server = UserAgentServer.repeatable()
        let invitation = try #require(server.receive(dialect.invite, on: Caller.udp, at: .zero).invitation)
        #expect(invitation.metadata == nil)
        #expect(invitation.metadataFault == .documentType)
        #expect(invitation.isRecordingSession)
    }

    @Test func `with a built-in bridge share a reference between both ends`() throws {
        let references = try Dialect.headersOnly[1...2].map { dialect in
            var server = UserAgentServer.repeatable()
            return try #require(server.receive(dialect.invite, on: Caller.udp, at: .zero).invitation).bridgeReference
        }
        #expect(references == ["38960750", "38960750"])
    }

    struct Reference: Sendable {
        let dialect: Dialect
        let reference: String?
    }

    @Test(arguments: [
        Reference(dialect: Dialect.drafts[0], reference: "00FA08"),
        Reference(dialect: Dialect.standard[3], reference: "00FA08"),
        Reference(dialect: Dialect.headersOnly[0], reference: "1334370502-1348997600-2396699092-3395863316"),
        Reference(dialect: Dialect.headersOnly[3], reference: nil),
    ])
    func `say what the switch calls the call`(_ reference: Reference) throws {
        var server = UserAgentServer.repeatable()
        let invitation = try #require(server.receive(reference.dialect.invite, on: Caller.udp, at: .zero).invitation)
        #expect(invitation.switchCallReference == reference.reference)
    }
}
