import Masking
import Testing

@Suite struct `JSON lines` {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func `give the spans of each text by its id`() throws {
        let input = """
            {"id": "a", "text": "my card is 4111 1111 1111 1111", "lang": "en"}

            {"text": "\\u5361\\u53f7 \\ud83d\\ude00 \\"4111111111111111\\"", "id": 7, "more": [1, {"x": null}]}

            """
        #expect(
            text(try masker.scanLines(Array(input.utf8))) == """
                {"id":"a","spans":[{"start":11,"end":30,"type":"CARD"}]}
                {"id":7,"spans":[{"start":6,"end":22,"type":"CARD"}]}

                """
        )
    }

    @Test func `keep all of a line but the personal data in its text`() throws {
        let input =
            #"{"id":1,"n":1.50,"text":"say \"hi\" to 13800138000","turn":3}"# + "\n" + #"{"id":2,"text":"\u597d"}"#
            + "\n"
        #expect(
            text(try masker.maskLines(Array(input.utf8)))
                == #"{"id":1,"n":1.50,"text":"say \"hi\" to 138****8000","turn":3}"# + "\n"
                + #"{"id":2,"text":"\u597d"}"# + "\n"
        )
    }

    @Test(arguments: [1, 7, 64])
    func `read the same however the input is cut`(_ piece: Int) throws {
        let input = Array(
            """
            {"id":1,"conv":"x","speaker":"agent","text":"your card number please"}
            {"id":2,"conv":"x","speaker":"customer","text":"four one one one"}
            {"id":3,"conv":"y","speaker":"customer","text":"four one one one"}
            """.utf8
        )
        var filter = LineFilter(.scan, masker: masker)
        var output: [UInt8] = []
        func keep(_ bytes: Span<UInt8>) {
            for index in bytes.indices { output.append(bytes[index]) }
        }
        for start in stride(from: 0, to: input.count, by: piece) {
            try filter.feed(Array(input[start..<min(start + piece, input.count)]).span, to: keep)
        }
        try filter.finish(to: keep)
        #expect(
            text(output) == """
                {"id":1,"spans":[]}
                {"id":2,"spans":[{"start":0,"end":16,"type":"CARD"}]}
                {"id":3,"spans":[]}

                """
        )
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        var line: String
        var error: MaskingError
        var testDescription: String { line.prefix(40).description }
    }

    @Test(arguments: [
        Refusal(line: "[1]", error: .malformed(line: 2, byte: 1, expected: "an object")),
        Refusal(line: #"{"id":1"#, error: .malformed(line: 2, byte: 8, expected: "a comma or the end of the object")),
        Refusal(line: #"{"id":1,"text":"x"#, error: .malformed(line: 2, byte: 18, expected: "the end of the string")),
        Refusal(line: #"{"id":1,"text":"x"} y"#, error: .malformed(line: 2, byte: 21, expected: "the end of the line")),
        Refusal(line: #"{"text":"x"}"#, error: .missingField(line: 2, name: "id")),
        Refusal(line: #"{"id":1,"text":5}"#, error: .missingField(line: 2, name: "text")),
        Refusal(
            line: #"{"id":1,"a":"# + String(repeating: "[", count: 40),
            error: .malformed(line: 2, byte: 45, expected: "nesting of at most 32")
        ),
        Refusal(
            line: String(repeating: " ", count: LineFilter.longestLine + 1),
            error: .lineTooLong(line: 2, limit: LineFilter.longestLine)
        ),
    ])
    func `are refused by line and byte where they are no such lines`(_ refusal: Refusal) {
        #expect(throws: refusal.error) {
            _ = try masker.scanLines(Array((#"{"id":0,"text":"fine"}"# + "\n" + refusal.line).utf8))
        }
    }
}
