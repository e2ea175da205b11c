import Testing
import Wire

@Suite struct `SIP message` {
    private static let minimal = "OPTIONS sip:a@example.com SIP/2.0\r\n"

    private func read(_ text: String) throws -> SIPReading { try SIPReading(Array(text.utf8)) }

    @Test func `keeps headers in order, spells out compact names and unfolds lines`() throws {
        let reading = try read(Self.minimal + "v: SIP/2.0/UDP h\r\nX-Odd :  one\r\n\ttwo \r\nCALL-id: 1\r\n\r\n")
        #expect(reading.fault == nil)
        #expect(
            reading.message.headers.fields == [
                SIPHeader(.via, "SIP/2.0/UDP h"), SIPHeader("X-Odd", "one two"), SIPHeader(.callID, "1"),
            ]
        )
        #expect(reading.message.headers["x-ODD"] == "one two")
    }

    @Test func `splits comma lists outside quotes and brackets`() {
        let headers = SIPHeaders([
            SIPHeader(.contact, #""a, \"b" <sip:x@h?a=1,2>, <sip:y@h>"#), SIPHeader(.contact, "sip:z@h"),
        ])
        #expect(
            headers.list(.contact).map { String(decoding: $0, as: UTF8.self) } == [
                #""a, \"b" <sip:x@h?a=1,2>"#, "<sip:y@h>", "sip:z@h",
            ]
        )
    }

    @Test func `leaves out what follows the announced body`() throws {
        let reading = try read(Self.minimal + "l: 3\r\n\r\nabcdef")
        #expect(reading.message.body == Array("abc".utf8))
        #expect(reading.fault == nil)
    }

    @Test func `takes the whole rest as body where no length is announced`() throws {
        #expect(try read(Self.minimal + "\r\nabcdef").message.body == Array("abcdef".utf8))
    }

    @Test func `prints what it read, with the length of the body`() throws {
        let text = Self.minimal + "Via: SIP/2.0/UDP h\r\nContent-Length: 3\r\n\r\nabc"
        #expect(try read(text).message.bytes == Array(text.utf8))
    }

    @Test func `echoes octets that are no UTF-8 as they came`() throws {
        let name: [UInt8] = [0xCD, 0xF5, 0xB7, 0xBD]
        let bytes = Array((Self.minimal + "Subject: ").utf8) + name + Array("\r\n\r\n".utf8)
        #expect(try SIPReading(bytes).message.headers.fields == [SIPHeader("Subject", name)])
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let fault: WireError
    }

    @Test(arguments: [
        Fault(
            testDescription: "body cut short",
            text: minimal + "l: 9\r\n\r\nabc",
            fault: .malformed(.body, at: 3)
        ),
        Fault(
            testDescription: "negative length",
            text: minimal + "l: -1\r\n\r\n",
            fault: .malformed(.contentLength, at: 0)
        ),
        Fault(
            testDescription: "length beyond any integer",
            text: minimal + "l: 99999999999999999999\r\n\r\n",
            fault: .malformed(.contentLength, at: 0)
        ),
        Fault(
            testDescription: "two lengths",
            text: minimal + "l: 1\r\nl: 1\r\n\r\na",
            fault: .repeated(.contentLength)
        ),
        Fault(
            testDescription: "header without colon",
            text: minimal + "abc\r\n\r\n",
            fault: .malformed(.header, at: 3)
        ),
        Fault(testDescription: "space in a name", text: minimal + "a b: c\r\n\r\n", fault: .malformed(.header, at: 0)),
        Fault(
            testDescription: "bare carriage return",
            text: minimal + "a: b\rc\r\n\r\n",
            fault: .malformed(.header, at: 0)
        ),
        Fault(testDescription: "SIP/3.0", text: "INVITE sip:a@h SIP/3.0\r\n\r\n", fault: .unsupportedVersion),
        Fault(testDescription: "no version", text: "INVITE sip:a@h\r\n\r\n", fault: .malformed(.startLine, at: 7)),
        Fault(
            testDescription: "too many headers",
            text: minimal + String(repeating: "a: b\r\n", count: 129) + "\r\n",
            fault: .tooLarge(.header, limit: 128)
        ),
        Fault(
            testDescription: "a header line too long",
            text: minimal + "a: " + String(repeating: "b", count: 8190) + "\r\n\r\n",
            fault: .tooLarge(.header, limit: 8192)
        ),
    ])
    func `is kept beside what is wrong with it`(_ fault: Fault) throws {
        #expect(try read(fault.text).fault == fault.fault)
    }

    @Test(arguments: [
        Fault(testDescription: "nothing", text: "", fault: .missing(.startLine)),
        Fault(testDescription: "line ends", text: "\r\n\r\n", fault: .missing(.startLine)),
        Fault(testDescription: "one word", text: "hello\r\n\r\n", fault: .malformed(.startLine, at: 5)),
        Fault(
            testDescription: "a status of four digits",
            text: "SIP/2.0 2000 OK\r\n\r\n",
            fault: .malformed(.startLine, at: 8)
        ),
        Fault(testDescription: "HTTP", text: "HTTP/1.1 200 OK\r\n\r\n", fault: .unsupportedVersion),
        Fault(
            testDescription: "larger than any stream may be",
            text: String(repeating: "a", count: 262_145),
            fault: .tooLarge(.message, limit: 262_144)
        ),
    ])
    func `is refused where nothing could be answered`(_ fault: Fault) {
        #expect(throws: fault.fault) { try read(fault.text) }
    }
}

@Suite struct `SIP stream framer` {
    private func frames(_ text: String) -> [SIPStreamFramer.Frame] {
        var framer = SIPStreamFramer()
        var frames: [SIPStreamFramer.Frame] = []
        for byte in text.utf8 {
            framer.append(CollectionOfOne(byte))
            while let frame = framer.next() { frames.append(frame) }
        }
        return frames
    }

    private let options = "OPTIONS sip:a@h SIP/2.0\r\nl: 2\r\n\r\nab"

    @Test func `cuts messages by their length`() {
        #expect(frames(options + options) == [.message(Array(options.utf8)), .message(Array(options.utf8))])
    }

    @Test func `tells a ping from a stray line end`() {
        #expect(
            frames("\r\n\r\n" + options + "\r\n" + options) == [
                .ping, .message(Array(options.utf8)), .message(Array(options.utf8)),
            ]
        )
    }

    @Test func `takes a message without length to have no body`() {
        let head = "OPTIONS sip:a@h SIP/2.0\r\n\r\n"
        #expect(frames(head + options) == [.message(Array(head.utf8)), .message(Array(options.utf8))])
    }

    @Test func `gives up at an unknowable length and says nothing more`() {
        let head = "OPTIONS sip:a@h SIP/2.0\r\nl: x\r\n\r\n"
        #expect(frames(head + options) == [.broken(Array(head.utf8))])
    }

    @Test func `gives up at a message over the limit`() {
        let head = "OPTIONS sip:a@h SIP/2.0\r\nl: 262144\r\n\r\n"
        #expect(frames(head) == [.broken(Array(head.utf8))])
    }

    @Test func `gives up at a head without end`() {
        var framer = SIPStreamFramer()
        framer.append([UInt8](repeating: UInt8(ascii: "a"), count: 65_535))
        #expect(framer.next() == nil)
        framer.append([UInt8(ascii: "a")])
        #expect(framer.next() == .broken([UInt8](repeating: UInt8(ascii: "a"), count: 65_536)))
        #expect(framer.next() == nil)
    }
}
