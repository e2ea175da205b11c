package import Wire

/// One recording client's way of saying who is on which media line, written by us from what such clients send.
package struct Dialect: Sendable, CustomStringConvertible {
    package let testDescription: String
    package var description: String { testDescription }
    /// The From header; a plain one where the client says nothing by it.
    package var from = "<sip:src@192.0.2.10>"
    package var contact = "<sip:src@192.0.2.10:5080>"
    package var headers: [String] = []
    /// Content types and contents, in the order of the body; one alone is the whole body.
    package var parts: [(type: String, content: String)]
    package var isRecordingSession = true
    /// Addresses and names by media line.
    package var parties: [[RecordedParty]]
    /// Labels of the answer by media line.
    package var labels: [String?]
    /// Who ends up on each channel of the recording where 1001 is an agent; nil as number where nobody says.
    package var channels: [Channel]

    package struct Channel: Equatable, Sendable {
        /// As CDRs write roles.
        package let role: String
        package let number: String?
        /// The media line whose sound it has; nil for none.
        package let line: Int?

        package static func customer(_ number: String?, line: Int) -> Channel {
            Channel(role: "customer", number: number, line: line)
        }
        package static func agent(_ number: String?, line: Int) -> Channel {
            Channel(role: "agent", number: number, line: line)
        }
        package static func other(_ number: String? = nil, line: Int? = nil) -> Channel {
            Channel(role: "other", number: number, line: line)
        }
    }

    /// The INVITE, with line ends as SIP wants them.
    package var invite: [UInt8] {
        let boundary = "OSS-unique-boundary-42"
        let isSingle = parts.count == 1
        let type = isSingle ? parts[0].type : "multipart/mixed;boundary=\"\(boundary)\""
        let joined = parts.map { "--\(boundary)\nContent-Type:\($0.type)\n\n\($0.content)\n" }.joined()
        let body = (isSingle ? parts[0].content : "\(joined)--\(boundary)--\n").replacing("\n", with: "\r\n")
        let head =
            [
                "INVITE sip:srs@192.0.2.1 SIP/2.0", "Via: SIP/2.0/UDP 192.0.2.10:5080;branch=z9hG4bK-dialect",
                "Max-Forwards: 70", "From: \(from);tag=src1", "To: <sip:srs@192.0.2.1>", "Call-ID: dialect@192.0.2.10",
                "CSeq: 604674513 INVITE", "Contact: \(contact)",
            ] + headers + ["Content-Type:\(type)", "Content-Length: \(body.utf8.count)", "", body]
        return Array(head.joined(separator: "\r\n").utf8)
    }

    /// An offer of audio lines on even ports; `lines` are the formats and attributes of each.
    package static func offer(_ lines: (formats: String, attributes: [String])...) -> String {
        let media = lines.enumerated().map { index, line in
            (["m=audio \(30_000 + 2 * index) RTP/AVP \(line.formats)"] + line.attributes.map { "a=\($0)" })
                .joined(separator: "\n")
        }
        return "v=0\no=- 1 1 IN IP4 192.0.2.10\ns=-\nc=IN IP4 192.0.2.10\nt=0 0\n" + media.joined(separator: "\n")
            + "\n"
    }

    package static let sdp = "application/sdp"
    package static let xml = "application/rs-metadata+xml"

    package static let alice = RecordedParty(aor: "sip:+15550100@example.com", name: "Alice")
    package static let bob = RecordedParty(aor: "sip:1001@example.com")

    /// Two participants who send a stream each, in the elements of RFC 7865.
    package static func metadata(
        labels: (String, String),
        root: String = "recording xmlns=\"urn:ietf:params:xml:ns:recording:1\"",
        prefix: String = "",
        ids: [String] = ["cGFydDE=", "cGFydDI=", "c3RyMQ==", "c3RyMg=="]
    ) -> String {
        let plain = """
            <\(root)><datamode>complete</datamode><session session_id="c2Vzcw=="/>
            <participant participant_id="\(ids[0])"><nameID aor="sip:+15550100@example.com"><name>Alice</name></nameID></participant>
            <participant participant_id="\(ids[1])"><nameID aor="sip:1001@example.com"/></participant>
            <stream stream_id="\(ids[3])" session_id="c2Vzcw=="><label>\(labels.1)</label></stream>
            <stream stream_id="\(ids[2])" session_id="c2Vzcw=="><label>\(labels.0)</label></stream>
            <participantstreamassoc participant_id="\(ids[0])"><send>\(ids[2])</send><recv>\(ids[3])</recv></participantstreamassoc>
            <participantstreamassoc participant_id="\(ids[1])"><send>\(ids[3])</send><recv>\(ids[2])</recv></participantstreamassoc>
            </recording>
            """
        guard !prefix.isEmpty else { return plain }
        return plain.replacing("</", with: "\u{1}").replacing("<", with: "<\(prefix):")
            .replacing("\u{1}", with: "</\(prefix):")
    }
}
