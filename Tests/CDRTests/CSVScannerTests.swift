import CDR
import Testbench
import Testing

@Suite struct `CSV scanner` {
    /// What a text is read as: records with the lines they begin on, and faults.
    enum Item: Equatable, Sendable {
        case record(line: Int, [String])
        case fault(line: Int, CSVFault)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var text: String
        var items: [Item]

        init(_ name: String, _ text: String, _ items: [Item]) {
            testDescription = name
            self.text = text
            self.items = items
        }
    }

    static func scan(_ bytes: [UInt8], limits: CSVScanner.Limits = .init()) -> [Item] {
        var scanner = CSVScanner(limits: limits)
        var record = CSVRecord()
        var items: [Item] = []
        while true {
            switch scanner.next(bytes.span, into: &record) {
            case .end: return items
            case .fault(let fault, let line): items.append(.fault(line: line, fault))
            case .record:
                items.append(.record(line: record.line, (0..<record.count).map { record.text($0, in: bytes) }))
            }
        }
    }

    static let cases = [
        Case("nothing", "", []),
        Case("blank lines only", "\n\r\n\n", []),
        Case("bare fields", "a,b,,d\n", [.record(line: 1, ["a", "b", "", "d"])]),
        Case("no line feed at the end", "a,b\nc,", [.record(line: 1, ["a", "b"]), .record(line: 2, ["c", ""])]),
        Case("CRLF", "a,\"b\"\r\nc,d\r\n", [.record(line: 1, ["a", "b"]), .record(line: 2, ["c", "d"])]),
        Case("a carriage return inside", "a\rb,c\n", [.record(line: 1, ["a\rb", "c"])]),
        Case("byte order mark", "\u{FEFF}a\n", [.record(line: 1, ["a"])]),
        Case("doubled quotes", "\"\"\"x\"\" <1>\",\"\"\n", [.record(line: 1, ["\"x\" <1>", ""])]),
        Case(
            "line feeds inside quotes count as lines",
            "a,\"b\n\r\nc\"\nd\n",
            [.record(line: 1, ["a", "b\n\r\nc"]), .record(line: 4, ["d"])]
        ),
        Case("blank lines count as lines", "\n\na\n", [.record(line: 3, ["a"])]),
        Case(
            "text after a closing quote costs its line only",
            "a\nb,\"c\"d\ne\n",
            [.record(line: 1, ["a"]), .fault(line: 2, .textAfterQuote(column: 2)), .record(line: 3, ["e"])]
        ),
        Case(
            "a quote inside a bare field",
            "a,5\" pipe\nb\n",
            [.fault(line: 1, .quoteInsideField(column: 2)), .record(line: 2, ["b"])]
        ),
        Case(
            "a stray quote does not swallow the lines after it",
            "1,\"abc\n2,\"def\"\n3,x\n",
            [
                .fault(line: 1, .textAfterQuote(column: 2)), .record(line: 2, ["2", "def"]),
                .record(line: 3, ["3", "x"]),
            ]
        ),
        Case(
            "a quote that is never closed",
            "a,b,\"c\nd\n",
            [.fault(line: 1, .unterminatedQuote(column: 3)), .record(line: 2, ["d"])]
        ),
    ]

    @Test(arguments: cases) func `reads as RFC 4180 says`(_ example: Case) {
        #expect(Self.scan(Array(example.text.utf8)) == example.items)
    }

    @Test func `replaces bytes that are not UTF-8`() {
        let bytes: [UInt8] = Array("\"W".utf8) + [0xA5, 0xA5] + Array("\",b\n".utf8)
        #expect(Self.scan(bytes) == [.record(line: 1, ["W\u{FFFD}\u{FFFD}", "b"])])
    }

    @Test func `holds fields, columns and records to their limits`() {
        var limits = CSVScanner.Limits()
        limits.field = 4
        limits.columns = 3
        limits.record = 9
        let text = "abcd,x\nabcde,x\n\"abcde\",x\na,b,c\na,b,c,d\nabcd,abcd,x\n"
        #expect(
            Self.scan(Array(text.utf8), limits: limits) == [
                .record(line: 1, ["abcd", "x"]),
                .fault(line: 2, .fieldTooLong(column: 1, limit: 4)),
                .fault(line: 3, .fieldTooLong(column: 1, limit: 4)),
                .record(line: 4, ["a", "b", "c"]),
                .fault(line: 5, .tooManyColumns(limit: 3)),
                .fault(line: 6, .recordTooLong(limit: 9)),
            ]
        )
    }

    /// Any bytes whatever are read to the end, and quoting any fields brings back the same fields.
    @Test(arguments: 0..<200) func `gives back what was written, and survives what was not`(seed: Int) {
        var generator = SplitMix64(seed: UInt64(seed))
        let alphabet = Array("ab,\"\"\n\r;é".utf8)
        let noise = (0..<Int.random(in: 0...400, using: &generator)).map { _ in
            alphabet.randomElement(using: &generator) ?? 0
        }
        #expect(Self.scan(noise).count <= noise.count)

        let fields = (0...Int.random(in: 0...5, using: &generator)).map { _ in
            String(
                (0..<Int.random(in: 1...9, using: &generator)).compactMap { _ in
                    "ab,\"\n\r;é".randomElement(using: &generator)
                }
            )
        }
        let line = fields.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
        #expect(Self.scan(Array(line.utf8)) == [.record(line: 1, fields)])
    }
}
