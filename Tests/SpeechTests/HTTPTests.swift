import Audio
import Calls
import Foundation
import Glibc
import Speech
import Synchronization
import Testing

/// A server on loopback that gives each connection the next of its answers and keeps what it was asked.
private final class AnswerServer: Sendable {
    private let listener: Int32
    let port: UInt16
    private let state = Mutex<(answers: [String], requests: [String])>(([], []))

    var requests: [String] { state.withLock { $0.requests } }

    init(_ answers: [String]) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        listener = descriptor
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(descriptor, pointer, size) == 0 && listen(descriptor, 8) == 0
                    && getsockname(descriptor, pointer, &size) == 0
            }
        }
        try #require(bound)
        port = UInt16(bigEndian: address.sin_port)
        state.withLock { $0.answers = answers }
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                serve(connection)
                close(connection)
            }
        }
    }

    deinit { close(listener) }

    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func serve(_ connection: Int32) {
        var request: [UInt8] = []
        var wanted = Int.max
        while request.count < wanted {
            var part = [UInt8](repeating: 0, count: 65_536)
            let count = unsafe recv(connection, &part, part.count, 0)
            guard count > 0 else { break }
            request += part[..<count]
            let text = String(decoding: request.prefix(4096), as: UTF8.self)
            if wanted == Int.max, let end = text.range(of: "\r\n\r\n") {
                let head = text[..<end.lowerBound].lowercased()
                let length = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
                wanted = head.utf8.count + 4 + (length.flatMap { Int($0.dropFirst(15).filter(\.isNumber)) } ?? 0)
                if head.contains("expect: 100-continue") { send("HTTP/1.1 100 Continue\r\n\r\n", to: connection) }
            }
        }
        let answer = state.withLock { state in
            state.requests.append(String(decoding: request, as: UTF8.self))
            return state.answers.isEmpty
                ? "HTTP/1.1 500 Gone\r\nContent-Length: 0\r\n\r\n" : state.answers.removeFirst()
        }
        send(answer, to: connection)
    }

    private func send(_ text: String, to connection: Int32) {
        let bytes = Array(text.utf8)
        _ = unsafe Glibc.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
}

private func answer(_ status: String, _ body: String = "") -> String {
    "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
}

private let hello = """
    {"text": "hello there", "words": [{"word": "hello", "start": 0.1, "end": 0.4}, {"word": "there", "start": 0.5, "end": 0.9}]}
    """

@Suite struct `Speech server` {
    private func recogniser(_ server: AnswerServer, attempts: Int = 3, limit: Int = 1 << 20) -> HTTPRecogniser {
        HTTPRecogniser(
            .init(
                url: "http://127.0.0.1:\(server.port)/v1/audio/transcriptions",
                model: "base",
                token: "secret-token",
                timeLimit: 20_000,
                attempts: attempts,
                answerLimit: limit,
                pause: 1
            )
        )
    }

    private func ask(_ recogniser: HTTPRecogniser) throws -> [Word] {
        let recording = try TestRecording([[Float](repeating: 0.1, count: 40_000)]).open()
        return try recogniser.words(of: recording, channel: 0, speech: [span(1250, 3000)], language: "en-US")
    }

    @Test func `is sent speech alone and answers with words in their places`() throws {
        let server = try AnswerServer([answer("200 OK", hello)])
        defer { server.stop() }
        let recogniser = recogniser(server)
        let words = try ask(recogniser)
        #expect(words.map(\.text) == ["hello", "there"])
        // The piece begins a quarter of a second before the speech.
        #expect(words.map(\.span) == [span(1100, 1400), span(1500, 1900)])
        let request = try #require(server.requests.first)
        #expect(request.hasPrefix("POST /v1/audio/transcriptions HTTP/1.1\r\n"))
        #expect(request.contains("Authorization: Bearer secret-token\r\n"))
        for field in ["name=\"model\"\r\n\r\nbase\r\n", "name=\"language\"\r\n\r\nen\r\n", "verbose_json", "RIFF"] {
            #expect(request.contains(field), "\(field)")
        }
        // The same sound again is known.
        #expect(try ask(recogniser) == words)
        #expect(server.requests.count == 1)
    }

    @Test func `is asked again when it is busy`() throws {
        let server = try AnswerServer([answer("503 Busy"), answer("429 Slow Down"), answer("200 OK", hello)])
        defer { server.stop() }
        #expect(try ask(recogniser(server)).count == 2)
        #expect(server.requests.count == 3)
    }

    @Test func `that stays busy is given up`() throws {
        let server = try AnswerServer([])
        defer { server.stop() }
        #expect(throws: RecogniserError.refused(status: 500)) { _ = try ask(recogniser(server, attempts: 2)) }
        #expect(server.requests.count == 2)
    }

    @Test(arguments: [
        ("401 Unauthorized", "", RecogniserError.refused(status: 401)),
        ("302 Found\r\nLocation: http://127.0.0.1:1/", "", .refused(status: 302)),
    ])
    func `that refuses is not asked again`(status: String, body: String, error: RecogniserError) throws {
        let server = try AnswerServer([answer(status, body)])
        defer { server.stop() }
        #expect(throws: error) { _ = try ask(recogniser(server)) }
        #expect(server.requests.count == 1)
    }

    @Test func `that answers without end is cut off`() throws {
        let server = try AnswerServer([answer("200 OK", String(repeating: " ", count: 200_000))])
        defer { server.stop() }
        #expect(throws: RecogniserError.outputTooLarge(limit: 1000)) { _ = try ask(recogniser(server, limit: 1000)) }
    }

    @Test func `that is not there is said to be`() throws {
        let server = try AnswerServer([])
        server.stop()
        let recogniser = HTTPRecogniser(.init(url: "ftp://127.0.0.1/x", model: "base"))
        #expect(throws: RecogniserError.noEngine("the server's address is no http or https URL")) {
            _ = try ask(recogniser)
        }
    }
}
