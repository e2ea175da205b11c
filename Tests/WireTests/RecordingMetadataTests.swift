import Testing
import Wire

@Suite struct `Recording metadata` {
    private func read(_ text: String) throws -> RecordingMetadata { try RecordingMetadata(Array(text.utf8)) }

    private static let complete = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- made by hand -->
        <recording xmlns="urn:ietf:params:xml:ns:recording:1">
          <datamode>complete</datamode>
          <group group_id="g"><associate-time>2026-11-22T08:00:00Z</associate-time></group>
          <session session_id="s"><sipSessionID>ab30;remote=f81d</sipSessionID>
            <start-time>2026-11-22T08:00:00Z</start-time></session>
          <participant participant_id="p1"><nameID aor="sip:bob@biloxi.example">
            <name xml:lang="it">Bob &amp; S&#xF6;hne</name></nameID></participant>
          <participant participant_id="p2"><nameID aor="tel:+8613800138000"/></participant>
          <stream stream_id="t1" session_id="s"><label>96</label></stream>
          <stream stream_id="t2" session_id="s"><label>97</label></stream>
          <participantstreamassoc participant_id="p1"><send>t1</send><recv>t2</recv></participantstreamassoc>
          <participantstreamassoc participant_id="p2"><send>t2</send><recv>t1</recv></participantstreamassoc>
          <vendor:thing xmlns:vendor="urn:v"><participant participant_id="no"/></vendor:thing>
        </recording>
        """

    private static let bob = RecordingMetadata.Participant(id: "p1", aor: "sip:bob@biloxi.example", name: "Bob & Söhne")
    private static let wang = RecordingMetadata.Participant(id: "p2", aor: "tel:+8613800138000")

    @Test func `is read whole, foreign elements left out`() throws {
        #expect(
            try read(Self.complete)
                == RecordingMetadata(
                    sessions: [.init(id: "s", callReference: "ab30;remote=f81d", start: "2026-11-22T08:00:00Z")],
                    participants: [Self.bob, Self.wang],
                    streams: [.init(id: "t1", session: "s", label: "96"), .init(id: "t2", session: "s", label: "97")],
                    associations: [
                        .init(participant: "p1", sends: ["t1"], receives: ["t2"]),
                        .init(participant: "p2", sends: ["t2"], receives: ["t1"]),
                    ]
                )
        )
    }

    @Test func `joins a label to the one who sends on it`() throws {
        let metadata = try read(Self.complete)
        #expect(metadata.senders(onLabel: "96") == [Self.bob])
        #expect(metadata.senders(onLabel: "97") == [Self.wang])
        #expect(metadata.senders(onLabel: "98") == [])
    }

    @Test func `once partial changes what it names and deletes nothing by silence`() throws {
        let partial = try read(
            """
            <recording><datamode>Partial</datamode>
              <participant participant_id="p1"><nameID aor="sip:robert@biloxi.example"/></participant>
              <participant participant_id="p3"><nameID aor="sip:carol@biloxi.example"/></participant>
              <participantstreamassoc participant_id="p2"><disassociate-time>2026-11-22T08:05:00Z</disassociate-time>
              </participantstreamassoc>
              <participantstreamassoc participant_id="p3"><send>t2</send></participantstreamassoc>
            </recording>
            """
        )
        #expect(partial.isPartial)
        let merged = try read(Self.complete).merged(with: partial)
        #expect(!merged.isPartial)
        #expect(
            merged.senders(onLabel: "96")
                == [.init(id: "p1", aor: "sip:robert@biloxi.example", name: "Bob & Söhne")]
        )
        #expect(merged.senders(onLabel: "97") == [.init(id: "p3", aor: "sip:carol@biloxi.example")])
        #expect(merged.participants.map(\.id) == ["p1", "p2", "p3"])
    }

    @Test func `once complete replaces what was known`() throws {
        let next = try read("<recording><datamode>complete</datamode></recording>")
        #expect(try read(Self.complete).merged(with: next) == RecordingMetadata())
    }

    struct Turn: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let sessions: String
        let turn: RecordingMetadata.SessionTurn
        var isPartial = false
    }

    @Test(arguments: [
        Turn(testDescription: "says nothing of sessions", sessions: "", turn: .same),
        Turn(testDescription: "names the same session", sessions: "<session session_id=\"s\"/>", turn: .same),
        Turn(testDescription: "names another session", sessions: "<session session_id=\"z\"/>", turn: .next),
        Turn(
            testDescription: "names another session of the same group, as after a transfer",
            sessions: "<session session_id=\"z\"><group-ref>g</group-ref></session>",
            turn: .same
        ),
        Turn(
            testDescription: "says that the session is over",
            sessions: "<session session_id=\"s\"><stop-time>2026-11-22T08:09:00Z</stop-time></session>",
            turn: .over,
            isPartial: true
        ),
        Turn(
            testDescription: "adds a session to the one that runs",
            sessions: "<session session_id=\"z\"/>",
            turn: .same,
            isPartial: true
        ),
    ])
    func `tells whether the same call goes on when it`(_ sample: Turn) throws {
        let first = try read("<recording><session session_id=\"s\"><group-ref>g</group-ref></session></recording>")
        let mode = sample.isPartial ? "partial" : "complete"
        let next = try read("<recording><datamode>\(mode)</datamode>\(sample.sessions)</recording>")
        #expect(first.turn(to: first.merged(with: next)) == sample.turn)
    }

    @Test func `lets go of a participant who leaves the session`() throws {
        let metadata = try read(
            Self.complete.replacing(
                "</recording>",
                with: """
                    <participantsessionassoc participant_id="p2" session_id="s">
                    <disassociate-time>2026-11-22T08:05:00Z</disassociate-time></participantsessionassoc>
                    <participant participant_id="p3"><nameID aor="sip:carol@biloxi.example"/></participant>
                    <participantstreamassoc participant_id="p3"><send>t2</send></participantstreamassoc></recording>
                    """
            )
        )
        #expect(metadata.senders(onLabel: "97").map(\.id) == ["p3"])
    }

    @Test func `knows a session by its id and by its global id`() throws {
        let keys = try read(
            Self.complete.replacing("ab30;remote=f81d", with: "AB30317f1a784dc48ff824d0d3715d86;remote=x")
        ).sessionKeys
        #expect(keys == ["session s", "call ab30317f1a784dc48ff824d0d3715d86"])
        #expect(try read(Self.complete).sessionKeys == ["session s"])
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let error: WireError
    }

    @Test(arguments: [
        Refusal(testDescription: "nothing", text: "", error: .missing(.metadata)),
        Refusal(testDescription: "no markup", text: "hello", error: .malformed(.metadata, at: 5)),
        Refusal(testDescription: "another root", text: "<html/>", error: .malformed(.metadata, at: 0)),
        Refusal(testDescription: "a document type", text: "<!DOCTYPE recording><recording/>", error: .documentType),
        Refusal(
            testDescription: "entities that grow",
            text: "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><recording>&b;</recording>",
            error: .documentType
        ),
        Refusal(
            testDescription: "an unknown entity",
            text: "<recording>&nbsp;</recording>",
            error: .malformed(.metadata, at: 17)
        ),
        Refusal(testDescription: "cut short", text: "<recording><session", error: .malformed(.metadata, at: 19)),
        Refusal(testDescription: "never closed", text: "<recording><session>", error: .missing(.metadata)),
        Refusal(
            testDescription: "closed crosswise",
            text: "<recording><a></recording></a>",
            error: .malformed(.metadata, at: 26)
        ),
        Refusal(
            testDescription: "a comment without end",
            text: "<!-- <recording/>",
            error: .malformed(.metadata, at: 17)
        ),
        Refusal(testDescription: "UTF-16", text: "\u{0}<\u{0}r", error: .malformed(.metadata, at: 1)),
        Refusal(
            testDescription: "25 levels",
            text: String(repeating: "<a>", count: 25),
            error: .tooLarge(.metadata, limit: 24)
        ),
        Refusal(
            testDescription: "4097 elements",
            text: "<recording>" + String(repeating: "<a/>", count: 4096),
            error: .tooLarge(.metadata, limit: 4096)
        ),
        Refusal(
            testDescription: "17 attributes",
            text: "<recording " + (0..<17).map { "a\($0)='' " }.joined() + "/>",
            error: .tooLarge(.metadata, limit: 16)
        ),
        Refusal(
            testDescription: "65537 octets",
            text: String(repeating: " ", count: 65_537),
            error: .tooLarge(.metadata, limit: 65_536)
        ),
    ])
    func `is refused`(_ refusal: Refusal) {
        #expect(throws: refusal.error) { try read(refusal.text) }
    }
}
