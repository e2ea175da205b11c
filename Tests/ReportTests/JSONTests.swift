import Calls
import Foundation
import Report
import Testing

@Suite struct `A table as JSON` {
    private func json(_ rows: [[Cell]]) -> String {
        let table = Table("t", columns: [.init("text"), .init("number", nil, .number)], rows: rows)
        return String(decoding: table.jsonText(timeZone: .gmt), as: UTF8.self)
    }

    @Test func `has its members sorted and indented by two`() {
        let expected = """
            [
              {
                "number": 0.1,
                "text": "a"
              },
              {
                "number": null,
                "text": null
              }
            ]

            """
        #expect(json([[.text("a"), .number(0.1)], [.missing, .number(.infinity)]]) == expected)
        #expect(json([]) == "[]\n")
    }

    @Test(arguments: [
        ("\"\\\n\r\t", #"\"\\\n\r\t"#), ("\u{0}\u{1F}\u{7F}\u{85}", #"\u0000\u001f\u007f\u0085"#),
        ("a\u{2028}b\u{2029}", #"a\u2028b\u2029"#), ("你好 🎧 é ≤", "你好 🎧 é ≤"), ("", ""),
        ("\u{9F}\u{A0}", "\\u009f\u{A0}"),
    ])
    func `escapes what would end a line or cannot be seen, and nothing else`(_ text: String, _ written: String) throws {
        let json = json([[.text(text), .integer(7)]])
        #expect(json.split(separator: "\n")[3] == "    \"text\": \"\(written)\"")
        let read = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
        #expect(read?.first?["text"] as? String == text)
    }
}
