import Recorder
import Wire

/// A response as a test needs it.
struct Response {
    var status: Int
    var head: String
    var body: String

    init(_ message: [UInt8]) {
        let text = String(decoding: message, as: UTF8.self)
        let end = text.firstRange(of: "\r\n\r\n")
        head = end.map { String(text[..<$0.lowerBound]) } ?? text
        body = end.map { String(text[$0.upperBound...]) } ?? ""
        status = Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0
    }

    func header(_ name: String) -> String? {
        head.components("\r\n").first { $0.hasPrefix("\(name): ") }.map { String($0.dropFirst(name.count + 2)) }
    }

    /// The first payload type of each of the answer's media lines.
    var payloadTypes: [UInt8] {
        body.components("\r\n").filter { $0.hasPrefix("m=") }.compactMap { UInt8($0.split(separator: " ")[3]) }
    }

    /// The ports of the answer's media lines.
    var ports: [UInt16] {
        body.components("\r\n").filter { $0.hasPrefix("m=") }.compactMap { UInt16($0.split(separator: " ")[1]) }
    }
}

extension String {
    func components(_ separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}

/// A user agent client that knows one call: enough SIP to place it, change it and end it.
final class TestCaller {
    private let peer: any SIPEnd
    private let listener: SIPListener
    private let callID = "\(UInt64.random(in: 0 ... .max))@caller.test"
    private var framer = SIPStreamFramer()
    private var sequence = 0
    private var to = "<sip:600@127.0.0.1>"
    var from = "\"Alice Liddell\" <sip:5550142@caller.test>;tag=a1"

    init(_ listener: SIPListener) throws {
        self.listener = listener
        peer = try listener.transport == .udp ? Peer() : Peer(tcp: listener.port)
    }

    init(_ listener: SIPListener, over peer: any SIPEnd) {
        self.listener = listener
        self.peer = peer
    }

    /// Sends a request and gives its final response.
    func request(
        _ method: String,
        headers: [String] = [],
        type: String = "application/sdp",
        body: String = ""
    ) async throws
        -> Response
    {
        if method != "CANCEL" { sequence += 1 }
        send(method, headers: headers, type: type, body: body)
        while true {
            let response = Response(try await message())
            if response.status >= 200, response.header("CSeq") == "\(sequence) \(method)" {
                if method == "INVITE" { to = response.header("To") ?? to }
                return response
            }
        }
    }

    func acknowledge(_ body: String = "") { send("ACK", headers: [], type: "application/sdp", body: body) }

    private func send(_ method: String, headers: [String], type: String, body: String) {
        let via = "SIP/2.0/\(listener.transport.rawValue.uppercased()) 127.0.0.1:\(peer.port)"
        let head = [
            "\(method) sip:600@127.0.0.1:\(listener.port) SIP/2.0",
            "Via: \(via);branch=z9hG4bK\(UInt64.random(in: 0 ... .max))",
            "Max-Forwards: 70",
            "From: \(from)", "To: \(to)", "Call-ID: \(callID)", "CSeq: \(sequence) \(method)",
            "Contact: <sip:caller@127.0.0.1:\(peer.port)>",
        ]
        let content = (body.isEmpty ? [] : ["Content-Type: \(type)"]) + ["Content-Length: \(body.utf8.count)"]
        let message = (head + headers + content).joined(separator: "\r\n") + "\r\n\r\n" + body
        peer.send(Array(message.utf8), to: listener.port)
    }

    private func message() async throws -> [UInt8] {
        try await eventually { () -> [UInt8]? in
            guard self.listener.transport != .udp else { return self.peer.receive() }
            if let bytes = self.peer.receive() { self.framer.append(bytes) }
            guard case .message(let message)? = self.framer.next() else { return nil }
            return message
        }
    }
}

/// Offers and metadata as clients send them.
enum Offer {
    static func audio(lines: Int = 1, direction: String = "sendonly", formats: String = "8 101") -> String {
        let session = ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0"]
        let media = (1...lines).flatMap {
            [
                "m=audio \(4000 + 2 * $0) RTP/AVP \(formats)", "a=rtpmap:8 PCMA/8000", "a=rtpmap:0 PCMU/8000",
                "a=rtpmap:101 telephone-event/8000", "a=label:\($0)", "a=\(direction)",
            ]
        }
        return (session + media).joined(separator: "\r\n") + "\r\n"
    }

    /// The customer on label 1, an agent on label 2.
    static let metadata = """
        <?xml version="1.0" encoding="UTF-8"?>
        <recording xmlns="urn:ietf:params:xml:ns:recording:1">
          <datamode>complete</datamode>
          <session session_id="c2Vzc2lvbg=="><sipSessionID>ab30317f1a784dc48ff824d0d3715d86</sipSessionID></session>
          <participant participant_id="cGFydHkx">
            <nameID aor="sip:5550142@caller.test"><name>Alice Liddell</name></nameID>
          </participant>
          <participant participant_id="cGFydHky">
            <nameID aor="sip:2004@agents.test"><name>Bob</name></nameID>
          </participant>
          <stream stream_id="c3RyZWFtMQ==" session_id="c2Vzc2lvbg=="><label>1</label></stream>
          <stream stream_id="c3RyZWFtMg==" session_id="c2Vzc2lvbg=="><label>2</label></stream>
          <participantstreamassoc participant_id="cGFydHkx"><send>c3RyZWFtMQ==</send></participantstreamassoc>
          <participantstreamassoc participant_id="cGFydHky"><send>c3RyZWFtMg==</send></participantstreamassoc>
        </recording>
        """

    static let boundary = "multipart/mixed;boundary=edge"

    static func siprec(_ offer: String = audio(lines: 2), metadata: String = Self.metadata) -> String {
        [
            "--edge", "Content-Type: application/sdp", "", offer + "--edge",
            "Content-Type: application/rs-metadata+xml", "Content-Disposition: recording-session", "", metadata,
            "--edge--", "",
        ].joined(separator: "\r\n")
    }
}
