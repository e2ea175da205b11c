import StrictYAML
import Testing

/// A document that must be refused, with the place and the words of the refusal.
struct Refusal: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var error: String
    var hint: String?
}

@Suite struct `YAML document` {
    @Test func `gives each value its line and column`() throws {
        let root = try document("a: 1\nlist:\n  - x\n  - {b: 语言, c: y}\n")
        let list = try #require(try root.mapping(["a", "list"])["list"]).sequence()
        let inner = try list[1].mapping()
        #expect([root.line, list[0].line, list[1].line] == [1, 3, 4])
        #expect([root.column, list[0].column, list[1].column] == [1, 5, 5])
        #expect(inner["c"].map { [$0.line, $0.column] } == [4, 16])
        #expect(inner.keyValue("c").map { [$0.line, $0.column] } == [4, 13])
        #expect(inner.keys == ["b", "c"])
    }

    @Test func `skips a byte order mark`() throws {
        #expect(try document("\u{FEFF}a: b").mapping().keys == ["a"])
    }

    @Test(arguments: [
        Refusal(testDescription: "nothing", text: "", error: "1:1: the file is empty"),
        Refusal(testDescription: "only a comment", text: "# nothing\n", error: "1:1: the file is empty"),
        Refusal(
            testDescription: "two documents",
            text: "a: 1\n---\nb: 2\n",
            error: "2:1: but found another document (expected a single document in the stream)"
        ),
        Refusal(testDescription: "a key twice", text: "a: 1\nb: 2\na: 3\n", error: "1:1: the key 'a' is written twice"),
        Refusal(testDescription: "a list as a key", text: "? [a]\n: b\n", error: "1:3: a key must be text"),
        Refusal(testDescription: "a type tag", text: "a: !!int 5\n", error: "1:4: tags are not read"),
        Refusal(
            testDescription: "a tag of one's own",
            text: "a: !!python/object:os.system x",
            error: "1:4: tags are not read"
        ),
        Refusal(
            testDescription: "an anchor",
            text: "a: &x [1]\nb: *x\n",
            error: "1:4: anchors and aliases are not read",
            hint: "write the value out each time; in a text put a space after '&'"
        ),
        Refusal(testDescription: "an alias of nothing", text: "b: *x\n", error: "1:4: found undefined alias"),
        Refusal(
            testDescription: "a tab",
            text: "a:\n\tb: 1\n",
            error: "2:1: found character that cannot start any token (while scanning for the next token)",
            hint: "indent with spaces, not with tabs"
        ),
        Refusal(testDescription: "a control character", text: "a: b\nc: \u{1}", error: "2:4: a control character"),
        Refusal(
            testDescription: "a line break that only some parsers see",
            text: "a: 呵\u{2028}b",
            error: "1:5: a control character"
        ),
        Refusal(
            testDescription: "an open quote",
            text: "a: \"b\n",
            error: "2:1: found unexpected end of stream (while scanning a quoted scalar)"
        ),
    ])
    func `refuses what is outside the dialect`(_ refusal: Refusal) {
        let error = #expect(throws: YAMLError.self) { _ = try document(refusal.text) }
        #expect(error?.description == "rules.yaml:" + refusal.error)
        #expect(error?.hint == refusal.hint)
    }

    @Test func `names the place where the text stops being UTF-8`() {
        #expect(throws: YAMLError(file: "x", line: 2, column: 4, problem: "not UTF-8 text")) {
            _ = try YAMLValue.document(Array("a: 1\nb: ".utf8) + [0xE8, 0xAF, 0x41], file: "x")
        }
    }

    @Test func `takes a text with an ampersand in it`() throws {
        let root = try document("a: R&D\nb: q & a\nc: 研发&x")
        #expect(try root.mapping().keys.map { try root.mapping()[$0]?.string() } == ["R&D", "q & a", "研发&x"])
    }

    @Test func `refuses a mebibyte and a byte`() {
        let bytes = Array("a: ".utf8) + [UInt8](repeating: UInt8(ascii: "b"), count: YAMLValue.maximumSize - 2)
        #expect(throws: YAMLError(file: "x", line: 1, column: 1, problem: "larger than 1048576 bytes")) {
            _ = try YAMLValue.document(bytes, file: "x")
        }
        #expect(throws: Never.self) { _ = try YAMLValue.document(bytes.dropLast(), file: "x") }
    }

    @Test func `reads 32 levels`() {
        #expect(throws: Never.self) { _ = try document(nested(32)) }
    }

    @Test(arguments: [33, 999, 100_000]) func `refuses more than 32 levels`(depth: Int) {
        #expect(throws: YAMLError.self) { _ = try document(nested(depth)) }
    }

    @Test func `refuses a billion laughs without composing them`() {
        let levels = (1...40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1), *a\($0 - 1)]" }
        let bomb = (["a0: &a0 lol"] + levels + ["? *a40", ": x"]).joined(separator: "\n")
        #expect(throws: YAMLError.self) { _ = try document(bomb) }
    }
}

func document(_ text: String) throws(YAMLError) -> YAMLValue {
    try YAMLValue.document(Array(text.utf8), file: "rules.yaml")
}

private func nested(_ depth: Int) -> String {
    String(repeating: "[", count: depth - 1) + "a" + String(repeating: "]", count: depth - 1)
}
