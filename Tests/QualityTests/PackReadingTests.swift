import Calls
import Quality
import StrictYAML
import Testing

/// The part of a rule that must be refused, and how; the rule's own lines start at line 12.
struct BadRule: Sendable, CustomTestStringConvertible {
    var rule: String
    var error: String
    var hint: String?
    var testDescription: String { rule }

    init(_ rule: String, _ error: String, hint: String? = nil) {
        self.rule = rule
        self.error = error
        self.hint = hint
    }
}

@Suite struct `Rule pack` {
    @Test(arguments: [
        BadRule("requires: {any of: [a]}", "12:5: unknown key 'requires'", hint: "did you mean 'require'?"),
        BadRule("require: {anyof: [a]}", "12:15: unknown key 'anyof'", hint: "did you mean 'any of'?"),
        BadRule(
            "require: {any of: [a], by: agnet}",
            "12:32: expected one of customer, agent, other",
            hint: "did you mean 'agent'?"
        ),
        BadRule("require: {any of: [a], in: {frist: 3s}}", "12:33: unknown key 'frist'", hint: "did you mean 'first'?"),
        BadRule(
            "require: {any of: [a], in: {first: 3}}",
            "12:40: expected a length of time, found something else",
            hint: "write it like 500ms, 3s, 20min or 2h"
        ),
        BadRule("require: {any of: [a], in: {}}", "12:32: an empty window"),
        BadRule("require: {any of: []}", "12:23: an empty list"),
        BadRule("require: {any of: ['?!']}", "12:24: a phrase without a word"),
        BadRule(
            "require: {any of: [a], none of: [b]}",
            "12:14: expected one condition, found 2",
            hint: "join them with 'and'"
        ),
        BadRule("require: {any of: [a], within: 3s}", "12:28: 'within' does not go with 'any of'"),
        BadRule("require: {by: agent}", "12:14: expected one condition, found 0"),
        BadRule(
            "require: {not: {not: {not: {not: {not: {not: {not: {not: {queue: a}}}}}}}}}",
            "12:62: conditions nested more than 8 deep"
        ),
        BadRule(
            "require: {dead air: {longest: {over: 3}}}",
            "12:42: expected a length of time, found something else",
            hint: "write it like 500ms, 3s, 20min or 2h"
        ),
        BadRule(
            "require: {dead air: {over: 3s}}",
            "12:26: unknown key 'over'",
            hint: "known here: count, in, longest, share, total"
        ),
        BadRule("require: {talk-over: {share: {over: 10}}}", "12:41: 10 is outside 0.0 to 1.0"),
        BadRule(
            "require: {interruptions: {longest: {over: 3s}}}",
            "12:31: unknown key 'longest'",
            hint: "known here: by, count, in"
        ),
        BadRule("require: {at least: 3, of: [{queue: a}, {queue: b}]}", "12:25: 3 is outside 1 to 2"),
        BadRule("require: {queue: a}\nforbid: {queue: b}", "6:5: a rule has either 'require' or 'forbid'"),
        BadRule("fatal: false", "6:5: a rule has either 'require' or 'forbid'"),
        BadRule(
            "fatal: yes\nrequire: {queue: a}",
            "12:12: expected true or false, found something else",
            hint: "write true or false, in lower case and without quotes"
        ),
        BadRule("weight: 5\nrequire: {queue: a}", "10:5: the key 'weight' is written twice"),
        BadRule("require: {queue: a}\ntests: [{expect: maybe}]", "13:22: expected one of pass, fail, n/a"),
        BadRule(
            "require: {queue: a}\ntests: [{expect: pass, dialogue: [{agent: [a, b]}, {agent: [c, d]}]}]",
            "13:64: only one line may list alternatives"
        ),
        BadRule(
            "require: {queue: a}\ntests: [{expect: pass, dialogue: [{agent: a, customer: b}]}]",
            "13:39: expected one speaker",
            hint: "write it like - agent: Good morning."
        ),
    ])
    func `refuses what it does not understand, with the place`(_ bad: BadRule) {
        let error = #expect(throws: YAMLError.self) { _ = try pack(bad.rule) }
        #expect(error?.description == "p.yaml:" + bad.error)
        if bad.hint != nil { #expect(error?.hint == bad.hint) }
    }

    @Test(arguments: [
        ("id", "Has Spaces", "expected a name, found something else"),
        ("language", "english please", "expected a language"),
    ])
    func `asks for safe names`(key: String, value: String, problem: String) {
        let text =
            "pack: \(key == "id" ? value : "p")\nversion: 1\ntitle: T\nlanguage: \(key == "language" ? value : "en")\nrules: [{}]"
        let error = #expect(throws: YAMLError.self) { _ = try RulePack(Array(text.utf8), file: "p.yaml") }
        #expect(error.map { problem.hasPrefix($0.problem) } == true)
    }

    @Test func `refuses a rule that is there twice`() {
        let rule =
            "{id: r, version: 1, title: T, severity: info, weight: 1, why: {text: x, source: y, checked: 2026-01-01}, require: {queue: a}}"
        let text = "pack: p\nversion: 1\ntitle: T\nrules:\n  - \(rule)\n  - \(rule)\n"
        #expect(throws: YAMLError(file: "p", line: 6, column: 5, problem: "the rule 'r' is there twice")) {
            _ = try RulePack(Array(text.utf8), file: "p")
        }
    }

    @Test(arguments: ["2026-13-01", "2026-1-1", "yesterday", "20260101"])
    func `wants the date on which the law was read`(date: String) {
        let rule =
            "{id: r, version: 1, title: T, severity: info, weight: 1, why: {text: x, source: y, checked: \(date)}, require: {queue: a}}"
        let error = #expect(throws: YAMLError.self) {
            _ = try RulePack(Array("pack: p\nversion: 1\ntitle: T\nrules: [\(rule)]".utf8), file: "p")
        }
        #expect(error?.hint == "write it like 2026-11-20")
    }

    @Test func `bounds the number of rules, phrases and tests`() {
        let phrases = (0...500).map { "p\($0)" }.joined(separator: ", ")
        #expect(throws: YAMLError.self) { _ = try pack("require: {any of: [\(phrases)]}") }
        let tests = [String](repeating: "{expect: pass}", count: 201).joined(separator: ", ")
        #expect(throws: YAMLError.self) { _ = try pack("require: {queue: a}\ntests: [\(tests)]") }
        let rules = [String](repeating: "{}", count: 2001).joined(separator: ", ")
        let text = "pack: p\nversion: 1\ntitle: T\nrules: [\(rules)]"
        #expect(throws: YAMLError(file: "p", line: 4, column: 8, problem: "more than 2000 rules")) {
            _ = try RulePack(Array(text.utf8), file: "p")
        }
        #expect(throws: YAMLError.self) { _ = try pack("require: {any of: [\(String(repeating: "a", count: 201))]}") }
    }

    @Test func `is linted for missing tests and idle phrases`() throws {
        let pack = try pack(
            "require:\n  any of:\n    - bye bye\n    - BYE\n    - good night\n    - bye\ntests: [{expect: pass}]"
        )
        #expect(
            pack.lint().map { "\($0)" } == [
                "p.yaml:6:1: the rule 'r' has no test that expects 'fail'",
                "p.yaml:14:11: never needed: line 15 finds it already",
                "p.yaml:17:11: never needed: line 15 finds it already",
            ]
        )
    }

    @Test func `reports a test that fails, with its place`() throws {
        let pack = try pack(
            "require: {direction: outbound}\ntests:\n  - name: wrong\n    expect: pass\n  - expect: fail\n"
        )
        #expect(
            pack.runTests() == [
                RuleTestResult(
                    rule: "p/r",
                    test: "wrong",
                    expected: .passed,
                    verdict: .failed,
                    file: "p.yaml",
                    line: 14
                ),
                RuleTestResult(rule: "p/r", test: "", expected: .failed, verdict: .failed, file: "p.yaml", line: 16),
            ]
        )
        #expect(pack.runTests().map(\.passed) == [false, true])
    }
}
