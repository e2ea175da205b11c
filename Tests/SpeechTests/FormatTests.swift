import Calls
import Speech
import Testing

/// The same two words of an agent on channel 1 and two of a customer on channel 0, as each service writes them.
struct Format: Sendable, CustomTestStringConvertible {
    var origin: String
    var language: String
    var text: String
    var testDescription: String { origin }
}

private let expected = [
    Turn(role: .agent, channel: 1, words: [Word("Good", span(400, 700)), Word("morning.", span(700, 1200))]),
    Turn(role: .customer, channel: 0, words: [Word("Hi", span(2000, 2300)), Word("there.", span(2300, 2900))]),
]

@Suite struct `Transcript of a service` {
    @Test(arguments: [
        Format(
            origin: "google",
            language: "en-us",
            text: """
                {"results": [
                  {"channelTag": 2, "languageCode": "en-us", "alternatives": [{"transcript": "Good morning.", "words": [
                    {"word": "Good", "startTime": "0.400s", "endTime": "0.700s"},
                    {"word": "morning.", "startTime": "0.700s", "endTime": "1.200s"}]}]},
                  {"channelTag": 1, "alternatives": [{"transcript": "Hi there.", "words": [
                    {"word": "Hi", "startOffset": "2s", "endOffset": "2.300s"},
                    {"word": "there.", "startOffset": "2.300s", "endOffset": "2.900s"}]}]}]}
                """
        ),
        Format(
            origin: "azure",
            language: "en-US",
            text: """
                {"source": "x", "recognizedPhrases": [
                  {"recognitionStatus": "Success", "channel": 1, "locale": "en-US", "nBest": [{"display": "Good morning.",
                    "displayWords": [
                      {"displayText": "Good", "offsetInTicks": 4000000.0, "durationInTicks": 3000000.0},
                      {"displayText": "morning.", "offsetInTicks": 7000000.0, "durationInTicks": 5000000.0}]}]},
                  {"recognitionStatus": "NoMatch", "channel": 0},
                  {"recognitionStatus": "Success", "channel": 0, "nBest": [{"words": [
                      {"word": "Hi", "offsetInTicks": 20000000, "durationInTicks": 3000000},
                      {"word": "there.", "offsetInTicks": 23000000, "durationInTicks": 6000000}]}]}]}
                """
        ),
        Format(
            origin: "azure",
            language: "en-US",
            text: """
                {"durationMilliseconds": 3000, "combinedPhrases": [], "phrases": [
                  {"channel": 1, "offsetMilliseconds": 400, "durationMilliseconds": 800, "text": "Good morning.",
                   "locale": "en-US", "words": [
                    {"text": "Good", "offsetMilliseconds": 400, "durationMilliseconds": 300},
                    {"text": "morning.", "offsetMilliseconds": 700, "durationMilliseconds": 500}]},
                  {"channel": 0, "offsetMilliseconds": 2000, "durationMilliseconds": 900, "text": "Hi there.", "words": [
                    {"text": "Hi", "offsetMilliseconds": 2000, "durationMilliseconds": 300},
                    {"text": "there.", "offsetMilliseconds": 2300, "durationMilliseconds": 600}]}]}
                """
        ),
        Format(
            origin: "deepgram",
            language: "en",
            text: """
                {"metadata": {"channels": 2}, "results": {"channels": [
                  {"detected_language": "en", "alternatives": [{"words": [
                    {"word": "hi", "punctuated_word": "Hi", "start": 2.0, "end": 2.3},
                    {"word": "there", "punctuated_word": "there.", "start": 2.3, "end": 2.9}]}]},
                  {"alternatives": [{"words": [
                    {"word": "good", "punctuated_word": "Good", "start": 0.4, "end": 0.7},
                    {"word": "morning", "punctuated_word": "morning.", "start": 0.7, "end": 1.2}]}]}]}}
                """
        ),
        Format(
            origin: "whisper",
            language: "en",
            text: """
                {"language": "english", "segments": [
                  {"start": 0.4, "end": 1.2, "text": " Good morning.", "speaker": "agent", "words": [
                    {"word": " Good", "start": 0.4, "end": 0.7}, {"word": " morning", "start": 0.7, "end": 1.2},
                    {"word": ".", "start": 1.2, "end": 1.2}]},
                  {"start": 2.0, "end": 2.9, "text": " Hi there.", "words": [
                    {"word": "Hi", "start": 2.0, "speaker": "customer"},
                    {"word": "there.", "start": 2.3, "end": 2.9, "speaker": "customer"}]}]}
                """
        ),
        Format(
            origin: "ctm",
            language: "",
            text: """
                ;; a comment
                call B 0.40 0.30 Good
                call B 0.70 0.50 morning.
                call 1 2.00 0.30 Hi
                call A 2.30 0.60 there.
                """
        ),
    ])
    func `holds the same turns as our own`(format: Format) throws {
        let bytes = Array(format.text.utf8)
        let transcript = try readTranscriptFile(bytes, name: "t", channelRoles: [.customer, .agent])
        #expect(transcript.turns == expected)
        #expect(transcript.origin == format.origin)
        #expect(transcript.language == format.language)
    }

    @Test func `of Google with voices told apart takes the last result alone`() throws {
        let word = { (word: String, start: Int, tag: Int) in
            "{\"word\": \"\(word)\", \"startTime\": \"\(start)s\", \"endTime\": \"\(start + 1)s\", \"speakerTag\": \(tag)}"
        }
        let text = """
            {"results": [{"alternatives": [{"words": [\(word("a", 0, 0))]}]},
              {"alternatives": [{"words": [\(word("a", 0, 1)), \(word("b", 3, 2))]}]}]}
            """
        let turns = try readTranscriptFile(Array(text.utf8), name: "t", channelRoles: []).turns
        #expect(turns.map(\.text) == ["a", "b"])
        #expect(turns.map(\.role) == [.other, .other])
    }

    @Test func `in SubRip times cues`() throws {
        let text =
            "\r\n1\r\n00:00:00,400 --> 00:00:01,200\r\nAgent: Good morning.\r\n\r\n2\r\n00:00:02,000 --> 00:00:02,900\r\n客户：Hi there.\r\n"
        let transcript = try readTranscriptFile(Array(text.utf8), name: "t", channelRoles: [.customer, .agent])
        #expect(transcript.origin == "srt")
        #expect(transcript.turns.map(\.text) == ["Good morning.", "Hi there."])
        #expect(transcript.turns.map(\.role) == [.agent, .customer])
        #expect(transcript.turns.map(\.span) == [span(400, 1200), span(2000, 2900)])
    }

    @Test func `of FunASR gives each character its time`() throws {
        let text = """
            [{"key": "a", "text": "您好，WiFi 坏了。", "timestamp": [[100, 300], [300, 500], [800, 1200], [1300, 1500], [1500, 1700]]}]
            """
        let words = try readTranscriptFile(Array(text.utf8), name: "t", channelRoles: []).turns.flatMap(\.words)
        #expect(words.map(\.text) == ["您", "好，", "WiFi", "坏", "了。"])
        #expect(words.map(\.span.start.count) == [100, 300, 800, 1300, 1500])
        let sentences = """
            {"text": "您好。请讲。", "sentence_info": [
              {"text": "您好。", "start": 0, "end": 600, "timestamp": [[0, 300], [300, 600]], "spk": 0},
              {"text": "请讲。", "start": 900, "end": 1500, "spk": 1}]}
            """
        let turns = try readTranscriptFile(Array(sentences.utf8), name: "t", channelRoles: []).turns
        #expect(turns.map(\.text) == ["您好。", "请讲。"])
        #expect(turns[1].words.map(\.span) == [span(900, 1100), span(1100, 1500)])
    }

    @Test func `of WhisperX times what could not be aligned by its neighbours`() throws {
        let text = """
            {"segments": [{"start": 1.0, "end": 3.0, "text": "pay 40 euros", "words": [
              {"word": "pay", "start": 1.0, "end": 1.4, "score": 0.9}, {"word": "40"},
              {"word": "euros", "start": 2.0, "end": 2.6, "score": 1.7}]}]}
            """
        let words = try readTranscriptFile(Array(text.utf8), name: "t", channelRoles: []).turns.flatMap(\.words)
        #expect(words.map(\.span) == [span(1000, 1400), span(1400, 2000), span(2000, 2600)])
        #expect(words.map(\.confidence) == [0.9, nil, nil])
    }

    @Test(arguments: [
        "{\"results\": [{\"alternatives\": [{\"words\": [{\"word\": \"a\", \"startTime\": \"x\"}]}]}]}",
        "{\"results\": [{\"channelTag\": 99, \"alternatives\": [{\"words\": []}]}]}",
        "{\"recognizedPhrases\": [{\"nBest\": [{\"words\": [{\"word\": \"a\"}]}]}]}",
        "{\"phrases\": [{\"offsetMilliseconds\": 9223372036854775807, \"durationMilliseconds\": 9, \"text\": \"a\"}]}",
        "{\"results\": {\"channels\": [{\"alternatives\": [{\"words\": [{\"word\": \"a\", \"start\": 5, \"end\": 1}]}]}]}}",
        "{\"segments\": [{\"start\": -5, \"end\": 1, \"text\": \"a\"}]}", "[{\"text\": \"a\", \"timestamp\": [[1]]}]",
        "call A 0.1 0.2 hello\nother A 0.3 0.2 there", "call Z9 0.1 0.2 hello", "1\nnothing",
    ])
    func `is refused where it cannot be`(text: String) {
        #expect(throws: TranscriptError.self) {
            _ = try readTranscriptFile(Array(text.utf8), name: "t", channelRoles: [])
        }
    }
}
