import Calls
import Foundation
import Report
import Testbench
import Testing

@Suite struct `CSV` {
    static let awkward = [
        "", "plain", "comma, comma", "quote \" quote", "\"", "line\nline", "line\r\nline", "tab\t", " space ", "中文，逗号",
        "🙂", "é", "a\u{2028}b", "=1+1", "'", "0042", "440106199001010012",
    ]

    private func table(_ texts: [String]) -> Table {
        Table(
            "t",
            columns: [.init("id", nil, .integer), .init("text")],
            rows: texts.enumerated().map { [.integer($0.offset), .text($0.element)] }
        )
    }

    @Test(.enabled(if: Tool.isHere(Tool.python), "skipped: python3 is not here"))
    func `is read back whole by Python's csv module`() throws {
        let script = """
            import csv, json, sys
            rows = list(csv.reader(open(sys.argv[1], encoding="utf-8", newline=""), strict=True))
            json.dump(rows, sys.stdout)
            """
        let bytes = CSVText(timeZone: .gmt).bytes(table(Self.awkward))
        let result = try Tool.run(Tool.python, ["-c", script], on: bytes)
        #expect(result.status == 0)
        let rows = try JSONDecoder().decode([[String]].self, from: Data(result.output))
        #expect(rows == [["id", "text"]] + Self.awkward.enumerated().map { [String($0.offset), $0.element] })
    }

    @Test func `ends lines with CRLF and quotes only where it must`() {
        let bytes = CSVText(timeZone: .gmt).bytes(table(["a", "b,c", "d\"e"]))
        #expect(String(decoding: bytes, as: UTF8.self) == "id,text\r\n0,a\r\n1,\"b,c\"\r\n2,\"d\"\"e\"\r\n")
    }

    @Test func `holds raw values`() throws {
        let columns = (0..<8).map { Table.Column("c\($0)") }
        let zone = try #require(TimeZone(identifier: "Asia/Shanghai"))
        let row: [Cell] = [
            .missing, .integer(-7), .number(0.1), .ratio(0.85), .seconds(12.345), .seconds(60), .boolean(true),
            .time(UTCTime(milliseconds: 1_795_104_000_250)),
        ]
        let text = String(
            decoding: CSVText(timeZone: zone).bytes(Table("t", columns: columns, rows: [row])),
            as: UTF8.self
        )
        #expect(text.hasSuffix("\r\n,-7,0.1,0.85,12.345,60,true,2026-11-20T00:00:00.250+08:00\r\n"))
    }

    @Test func `replaces NUL, on which no two readers agree`() {
        let bytes = CSVText(timeZone: .gmt).bytes(table(["a\u{0}b"]))
        #expect(String(decoding: bytes, as: UTF8.self).hasSuffix("0,a\u{FFFD}b\r\n"))
    }

    @Test func `has a byte order mark for spreadsheets only`() {
        #expect(CSVText(timeZone: .gmt, forSpreadsheet: true).bytes(table([])).starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(CSVText(timeZone: .gmt).bytes(table([])).starts(with: Array("id".utf8)))
    }
}

@Suite struct `Text for spreadsheets` {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var expected: String
        var testDescription: String { text.debugDescription }

        /// Gets an apostrophe in front.
        static func marked(_ text: String) -> Case { Case(text: text, expected: "'" + text) }
        static func kept(_ text: String) -> Case { Case(text: text, expected: text) }
    }

    @Test(
        arguments: [
            .marked("=HYPERLINK(\"http://x\")"), .marked("+8613800000000"), .marked("-1+1|cmd"), .marked("@SUM(A1)"),
            .marked("\t=1"), .marked(" =1"), .marked("\u{A0}=1"), .marked("\u{200B}=1"), .marked("＝1"), .marked("＋1"),
            .marked("－1"), .marked("＠x"), .marked("440106199001010012"), .marked("0042"), .marked("1E5"),
            .marked("3-4"), .marked("2026/11/20"), .marked("12:30"), .marked("TRUE"), .marked("4 Mar"),
            .marked("'quoted"), .marked("2026年11月20日"),
            Case(text: "fine\n=1+1", expected: "fine\n'=1+1"), Case(text: "a\r\n@x\r\nb", expected: "a\r\n'@x\r\nb"),
            .kept("Lin"), .kept("call-1001"), .kept("cu_0a1b"), .kept("a=b"), .kept("Marta"), .kept("王芳"), .kept(""),
            .kept("ext 301"), .kept("no words"),
        ] as [Case]
    )
    func `does not run and does not lose digits`(_ one: Case) {
        #expect(SpreadsheetText.protected(one.text) == one.expected)
        #expect(SpreadsheetText.restored(one.expected) == one.text)
    }

    @Test(arguments: 0..<200)
    func `comes back exactly`(_ seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let alphabet = Array("='+-@ \t\r\n0123aZ,\"年＝\u{A0}".unicodeScalars)
        let scalars = (0..<Int.random(in: 0..<12, using: &random)).compactMap { _ in
            alphabet.randomElement(using: &random)
        }
        let text = String(String.UnicodeScalarView(scalars))
        let there = SpreadsheetText.protected(text)
        #expect(SpreadsheetText.restored(there).unicodeScalars.elementsEqual(text.unicodeScalars))
    }
}
