import StrictYAML
import Testing

private enum Severity: String, CaseIterable { case minor, major, critical }

/// A scalar as it is written after `a: `, and how it must be read.
struct Reading<Value: Sendable & Equatable>: Sendable, CustomTestStringConvertible {
    var written: String
    var value: Value?
    var testDescription: String { written }

    init(_ written: String, _ value: Value?) {
        self.written = written
        self.value = value
    }
}

@Suite struct `YAML value` {
    @Test(arguments: [
        Reading("0", 0), Reading("-12", -12), Reading("007", 7), Reading("\"1\"", nil), Reading("1.0", nil),
        Reading("+1", nil), Reading("0x10", nil), Reading("1_000", nil), Reading("99999999999999999999", nil),
        Reading("", nil), Reading("[1]", nil),
    ])
    func `reads whole numbers`(_ reading: Reading<Int>) {
        #expect((try? scalar(reading.written).int()) == reading.value)
    }

    @Test(arguments: [
        Reading("0.25", 0.25), Reading("-1e3", -1000), Reading("3", 3), Reading("nan", nil), Reading(".inf", nil),
        Reading("inf", nil), Reading("0x1p3", nil), Reading("1e999", nil), Reading("'1.5'", nil), Reading("1,5", nil),
    ])
    func `reads decimal numbers`(_ reading: Reading<Double>) {
        #expect((try? scalar(reading.written).double()) == reading.value)
    }

    @Test(arguments: [
        Reading("true", true), Reading("false", false), Reading("yes", nil), Reading("on", nil), Reading("True", nil),
        Reading("\"true\"", nil),
    ])
    func `reads only true and false as truth`(_ reading: Reading<Bool>) {
        #expect((try? scalar(reading.written).bool()) == reading.value)
    }

    @Test(arguments: [
        Reading("no", "no"), Reading("'~'", "~"), Reading("2026-01-02", "2026-01-02"), Reading("1.10", "1.10"),
        Reading("您好", "您好"), Reading("''", ""), Reading("~", nil), Reading("null", nil), Reading("", nil),
        Reading("|\n  x\n  y", "x\ny"),
    ])
    func `reads text as it is written`(_ reading: Reading<String>) {
        #expect((try? scalar(reading.written).string()) == reading.value)
    }

    @Test(arguments: [
        Reading("500ms", 500), Reading("3s", 3000), Reading("1.5s", 1500), Reading("20min", 1_200_000),
        Reading("2h", 7_200_000), Reading("0s", 0), Reading("3", nil), Reading("3 s", nil), Reading("-3s", nil),
        Reading("3m", nil), Reading("0.0001s", nil), Reading(".5s", nil), Reading("1e3s", nil), Reading("30d", nil),
        Reading("9999999999999999999h", nil), Reading("1.2.3s", nil),
    ])
    func `reads lengths of time`(_ reading: Reading<Int>) {
        #expect((try? scalar(reading.written).milliseconds()) == reading.value)
    }

    @Test func `reads one of a set of names`() throws {
        #expect(try scalar("major").oneOf(Severity.self) == .major)
        let error = #expect(throws: YAMLError.self) { try scalar("majr").oneOf(Severity.self) }
        #expect(error?.description == "rules.yaml:1:4: expected one of minor, major, critical")
        #expect(error?.hint == "did you mean 'major'?")
    }

    @Test func `keeps numbers within bounds`() {
        let problem = "400 is outside 1 to 100"
        #expect(throws: YAMLError(file: "rules.yaml", line: 1, column: 4, problem: problem)) {
            try scalar("400").int(in: 1...100)
        }
        #expect(throws: YAMLError.self) { try scalar("1.01").double(in: 0...1) }
        #expect(throws: YAMLError.self) { try scalar("61min").milliseconds(in: 0...3_600_000) }
    }

    @Test(arguments: [
        ("thresold", "did you mean 'threshold'?"), ("roel", "did you mean 'role'?"),
        ("frist", "did you mean 'first'?"), ("zebra", "known here: first, role, threshold"),
    ])
    func `suggests the key that was meant`(written: String, hint: String) {
        let error = #expect(throws: YAMLError.self) {
            try document("role: x\n\(written): 1").mapping(["threshold", "role", "first"])
        }
        #expect(error?.description == "rules.yaml:2:1: unknown key '\(written)'")
        #expect(error?.hint == hint)
    }

    @Test func `names a missing key at its mapping`() throws {
        let inner = try #require(try document("outer:\n  a: 1").mapping()["outer"]).mapping(["a", "b"])
        #expect(try inner.required("a").int() == 1)
        #expect(inner["b"] == nil)
        #expect(throws: YAMLError(file: "rules.yaml", line: 2, column: 3, problem: "the key 'b' is missing")) {
            try inner.required("b")
        }
    }

    @Test(arguments: [
        ("[1]", "a list"), ("{b: c}", "a mapping"), ("'x'", "quoted text"), ("", "nothing"), ("x", "something else"),
    ])
    func `says what it found instead`(written: String, found: String) throws {
        let error = #expect(throws: YAMLError.self) { try scalar(written).int() }
        #expect(error?.problem == "expected a whole number, found \(found)")
    }
}

private func scalar(_ written: String) throws -> YAMLValue {
    try #require(try document("a: " + written).mapping()["a"])
}
