import Testing
import Wire

@Suite struct `Multipart body` {
    private func parts(_ type: String, _ body: String) throws -> [BodyPart] {
        let message = SIPMessage(
            start: .request(method: .invite, uri: "sip:a@h"),
            headers: SIPHeaders([SIPHeader(.contentType, type)]),
            body: Array(body.utf8)
        )
        return try BodyPart.all(in: message)
    }

    private static let sdp = BodyPart(type: "application/sdp", content: Array("v=0\r\n".utf8))
    private static let metadata = BodyPart(type: "application/rs-metadata+xml", content: Array("<recording/>".utf8))

    @Test func `may be a single part`() throws {
        #expect(try parts("Application/SDP; charset=utf-8", "v=0\r\n") == [Self.sdp])
    }

    @Test func `is nothing without a type`() throws {
        #expect(try BodyPart.all(in: SIPMessage(start: .request(method: .ack, uri: "sip:a@h"), body: [1, 2])) == [])
    }

    @Test(arguments: ["\r\n", "\n"])
    func `has preamble, parts in any order and epilogue, whatever the line ends`(_ end: String) throws {
        let body = [
            "preamble", "--b 1", "Content-Type:application/rs-metadata+xml", "Content-Disposition: recording-session",
            "", "<recording/>", "--b 1  ", "content-type: application/sdp", "", "v=0\r", "", "--b 1--", "epilogue",
        ].joined(separator: end)
        let sdp = BodyPart(type: Self.sdp.type, content: Array("v=0\r\(end)".utf8))
        #expect(try parts(#"multipart/mixed; boundary="b 1""#, body) == [Self.metadata, sdp])
    }

    @Test func `has parts without headers, and lines that only look like delimiters`() throws {
        let body = "--b\r\n\r\n--bc\r\nplain\r\n--b--"
        #expect(
            try parts("multipart/mixed;boundary=b", body)
                == [BodyPart(type: "text/plain", content: Array("--bc\r\nplain".utf8))]
        )
    }

    @Test func `may lack its last delimiter`() throws {
        let body = "--b\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n\r\n"
        #expect(try parts("multipart/mixed;boundary=b", body) == [Self.sdp])
    }

    @Test func `may hold another one`() throws {
        let inner = "--c\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n\r\n--c--"
        let body = "--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n\(inner)\r\n--b--"
        #expect(try parts("multipart/mixed;boundary=b", body) == [Self.sdp])
    }

    @Test(
        arguments: [
            ("session", nil), ("render; handling=optional", .optional), ("render;HANDLING=Required", .required),
        ] as [(String, BodyPart.Handling?)]
    )
    func `says whether a part must be understood`(_ disposition: String, _ handling: BodyPart.Handling?) throws {
        let body = "--b\r\nContent-Type: image/png\r\nContent-Disposition: \(disposition)\r\n\r\nx\r\n--b--"
        #expect(try parts("multipart/mixed;boundary=b", body).map(\.handling) == [handling])
    }

    @Test func `is refused without a boundary`() {
        #expect(throws: WireError.missing(.multipart)) { try parts("multipart/mixed", "--b--") }
    }

    @Test func `is refused where its boundary never comes`() {
        #expect(throws: WireError.malformed(.multipart, at: 0)) { try parts("multipart/mixed;boundary=b", "--c--") }
    }

    @Test func `is refused where it nests too deep`() {
        var body = "--b\r\n\r\nx\r\n--b--"
        for _ in 0..<3 { body = "--b\r\nContent-Type: multipart/mixed;boundary=b\r\n\r\n\(body)" }
        #expect(throws: WireError.self) { try parts("multipart/mixed;boundary=b", body) }
        var deep = "leaf"
        for level in 0..<5 {
            deep = "--b\(level)\r\nContent-Type: multipart/mixed;boundary=b\(level - 1)\r\n\r\n\(deep)\r\n--b\(level)--"
        }
        #expect(throws: WireError.tooLarge(.multipart, limit: 3)) { try parts("multipart/mixed;boundary=b4", deep) }
    }

    @Test func `is refused with too many parts`() {
        let body = String(repeating: "--b\r\n\r\nx\r\n", count: 18) + "--b--"
        #expect(throws: WireError.tooLarge(.multipart, limit: 16)) { try parts("multipart/mixed;boundary=b", body) }
    }
}
