import Calls
import Foundation
import Speech
import Testing

private func fixture(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: root.appending(path: "fixtures/transcripts/\(name)")))
}

private func read(_ name: String) throws -> Transcript {
    try readTranscriptFile(try fixture(name), name: name, channelRoles: [.customer, .agent])
}

private func read(text: String, roles: [PartyRole] = [.customer, .agent]) throws(TranscriptError) -> Transcript {
    try readTranscriptFile(Array(text.utf8), name: "t", channelRoles: roles)
}

@Suite struct `Transcript file` {
    @Test(arguments: ["amazon-channels.json", "call-analytics.json"])
    func `of Amazon holds the same turns as our own`(name: String) throws {
        let own = try read("words.json")
        #expect(
            own.turns.map(\.text) == [
                "Thank you for calling Example Bank.", "Hello, I lost my card.", "May I have your date of birth?",
            ]
        )
        #expect(own.turns.map(\.role) == [.agent, .customer, .agent])
        #expect(own.turns.map(\.channel) == [1, 0, 1])
        #expect(own.turns[1].words[0] == Word("Hello,", span(3200, 3520), confidence: 0.9))
        let other = try read(name)
        #expect(other.turns == own.turns)
        #expect(other.language == "en-US")
    }

    @Test func `of speakers told apart by voice names nobody`() throws {
        let own = try read("words.json")
        let speakers = try read("amazon-speakers.json")
        #expect(speakers.turns.map(\.role) == [.other, .other, .other])
        #expect(speakers.turns.map(\.words) == own.turns.map(\.words))
    }

    @Test func `in WebVTT times cues and names speakers in two ways`() throws {
        let own = try read("words.json")
        let cues = try read("cues.vtt")
        #expect(cues.turns.map(\.text) == own.turns.map(\.text))
        #expect(cues.turns.map(\.role) == own.turns.map(\.role))
        #expect(cues.turns.map(\.channel) == own.turns.map(\.channel))
        #expect(cues.turns.map(\.span) == own.turns.map(\.span))
        #expect(cues.turns.map(\.hasWordTimes) == [false, false, false])
    }

    @Test func `may time only its turns`() throws {
        let transcript = try read("turns.json")
        #expect(
            transcript.turns == [
                Turn(
                    role: .agent,
                    channel: 1,
                    words: [
                        Word("您", span(1000, 1133)), Word("好，", span(1133, 1400)), Word("请", span(1400, 1533)),
                        Word("讲。", span(1533, 1800)),
                    ],
                    hasWordTimes: false
                ),
                Turn(
                    role: .customer,
                    channel: 0,
                    words: [
                        Word("我", span(2000, 2200)), Word("的", span(2200, 2400)), Word("WiFi", span(2400, 3200)),
                        Word("断", span(3200, 3400)), Word("了", span(3400, 3600)),
                    ],
                    hasWordTimes: false
                ),
            ]
        )
        #expect(transcript.turns.map(\.text) == ["您好，请讲。", "我的 WiFi 断了"])
    }

    @Test func `may have cues of several lines and speakers`() throws {
        let text =
            "WEBVTT\r\n\r\n00:00:01.000 --> 00:00:03.000\r\n<v Agent 1>Good\r\nday\r\n<v Anna>&lt;hi&gt; &amp; <i>bye</i>\r\n"
        let transcript = try read(text: text)
        #expect(transcript.turns.map(\.text) == ["Good day", "<hi> & bye"])
        #expect(transcript.turns.map(\.role) == [.agent, .other])
        #expect(transcript.turns.map(\.span.start.count) == [1000, 1933])
    }

    @Test func `is put in order of time`() throws {
        let turn = { (start: Int) in #"{"role": "agent", "text": "a", "start": \#(start), "end": \#(start + 10)}"# }
        let transcript = try read(text: #"{"version": 1, "language": "en", "turns": [\#(turn(500)), \#(turn(20))]}"#)
        #expect(transcript.turns.map(\.span.start.count) == [20, 500])
    }
}

/// A file that must be refused, and how.
struct BadTranscript: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var place: TranscriptError.Place
    var problem: TranscriptError.Problem

    init(_ name: String, _ text: String, at place: TranscriptError.Place = .whole, _ problem: TranscriptError.Problem) {
        testDescription = name
        self.text = text
        self.place = place
        self.problem = problem
    }
}

private func native(_ turn: String) -> String { #"{"version": 1, "language": "en", "turns": [\#(turn)]}"# }

@Suite struct `Transcript file that is refused` {
    @Test(arguments: [
        BadTranscript("nothing", "", .empty),
        BadTranscript("blank", " \n\t", .empty),
        BadTranscript("prose", "Agent: hello", .unknownFormat),
        BadTranscript("another JSON", #"{"a": 1}"#, .unknownFormat),
        BadTranscript("a list", "[1]", .unknownFormat),
        BadTranscript("cut off", #"{"version": 1, "turns": [{"#, .notJSON),
        BadTranscript("deep", #"{"turns": "# + String(repeating: "[", count: 100_000), .notJSON),
        BadTranscript(
            "a future version",
            #"{"version": 2, "language": "en", "turns": []}"#,
            at: .path("$.version"),
            .unsupportedVersion(2)
        ),
        BadTranscript("no language", #"{"version": 1, "turns": []}"#, at: .path("$.language"), .missing),
        BadTranscript(
            "turns that are none",
            #"{"version": 1, "language": "en", "turns": 5}"#,
            at: .path("$.turns"),
            .expected("a list")
        ),
        BadTranscript(
            "an unknown role",
            native(#"{"role": "boss", "words": []}"#),
            at: .path("$.turns[0].role"),
            .expected("another value")
        ),
        BadTranscript("no speaker", native(#"{"words": []}"#), at: .path("$.turns[0].role"), .missing),
        BadTranscript(
            "a channel too high",
            native(#"{"channel": 8, "words": []}"#),
            at: .path("$.turns[0].channel"),
            .expected("0 to 7")
        ),
        BadTranscript("nothing said", native(#"{"role": "agent"}"#), at: .path("$.turns[0].words"), .missing),
        BadTranscript(
            "no end",
            native(#"{"role": "agent", "text": "a", "start": 5}"#),
            at: .path("$.turns[0].end"),
            .missing
        ),
        BadTranscript(
            "a word backwards",
            native(#"{"role": "agent", "words": [{"text": "a", "start": 9, "end": 8}]}"#),
            at: .path("$.turns[0].words[0].end"),
            .impossibleTime
        ),
        BadTranscript(
            "a word before the call",
            native(#"{"role": "agent", "words": [{"text": "a", "start": -1, "end": 8}]}"#),
            at: .path("$.turns[0].words[0].end"),
            .impossibleTime
        ),
        BadTranscript(
            "a word after a day",
            native(#"{"role": "agent", "words": [{"text": "a", "start": 1, "end": 86400001}]}"#),
            at: .path("$.turns[0].words[0].end"),
            .impossibleTime
        ),
        BadTranscript(
            "too sure",
            native(#"{"role": "agent", "words": [{"text": "a", "start": 1, "end": 2, "confidence": 1.5}]}"#),
            at: .path("$.turns[0].words[0].confidence"),
            .expected("0 to 1")
        ),
        BadTranscript(
            "times as text",
            native(#"{"role": "agent", "words": [{"text": "a", "start": "1", "end": 2}]}"#),
            at: .path("$.turns[0].words[0].start"),
            .expected("a number")
        ),
        BadTranscript("a cue backwards", "WEBVTT\n\n00:02.000 --> 00:01.000\nhi", at: .line(3), .impossibleTime),
        BadTranscript(
            "a cue without its end",
            "WEBVTT\n\n00:02.000 -->\nhi",
            at: .line(3),
            .expected("00:00:00.000 --> 00:00:00.000")
        ),
        BadTranscript("Amazon without items", #"{"results": {}}"#, at: .path("$.results.items"), .missing),
        BadTranscript(
            "an Amazon channel of no number",
            #"{"results": {"channel_labels": {"channels": [{"channel_label": "ch_x", "items": []}]}}}"#,
            at: .path("$.results.channel_labels.channels[0].channel_label"),
            .expected("ch_0 to ch_7")
        ),
        BadTranscript(
            "an Amazon word without times",
            #"{"results": {"items": [{"type": "pronunciation", "alternatives": [{"content": "a"}]}]}}"#,
            at: .path("$.results.items[0].start_time"),
            .expected("seconds")
        ),
        BadTranscript(
            "a segment without a party",
            #"{"Transcript": [{"Items": []}]}"#,
            at: .path("$.Transcript[0].ParticipantRole"),
            .missing
        ),
    ])
    func `is named with the place`(_ bad: BadTranscript) {
        #expect(throws: TranscriptError(file: "t", place: bad.place, bad.problem)) { _ = try read(text: bad.text) }
    }

    @Test func `is too large`() {
        let bytes = [UInt8](repeating: 0x20, count: (16 << 20) + 1)
        #expect(throws: TranscriptError(file: "t", .tooLarge(bytes: bytes.count, limit: 16 << 20))) {
            _ = try readTranscriptFile(bytes, name: "t", channelRoles: [])
        }
    }

    @Test func `is not text`() {
        #expect(throws: TranscriptError(file: "t", place: .byte(8), .notUTF8)) {
            _ = try readTranscriptFile(Array("WEBVTT\n\n".utf8) + [0xFF], name: "t", channelRoles: [])
        }
        #expect(throws: TranscriptError(file: "t", place: .byte(11), .notUTF8)) {
            _ = try readTranscriptFile(
                Array(#"{"turns": ""#.utf8) + [0xFF] + Array("\"}".utf8),
                name: "t",
                channelRoles: []
            )
        }
    }

    @Test(arguments: ["words.json", "amazon-channels.json", "call-analytics.json", "cues.vtt"])
    func `is cut off anywhere without a crash`(name: String) throws {
        let whole = try fixture(name)
        for count in stride(from: 0, to: whole.count, by: 7) {
            _ = try? readTranscriptFile(Array(whole.prefix(count)), name: name, channelRoles: [])
        }
    }

    @Test func `never has its content in an error`() throws {
        let secret = "4111111111111111"
        let texts = [
            native(#"{"role": "\#(secret)", "words": []}"#), native(#"{"role": "agent", "text": \#(secret)}"#),
            #"{"turns": "\#(secret)"#, "WEBVTT\n\n\(secret) --> x\n", #"{"results": {"items": "\#(secret)"}}"#,
        ]
        for text in texts {
            let error = #expect(throws: TranscriptError.self) { _ = try read(text: text) }
            #expect(error.map { "\($0) \($0.mend) \(String(reflecting: $0))".contains(secret) } == false)
        }
    }
}
