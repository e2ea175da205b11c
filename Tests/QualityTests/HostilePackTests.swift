import Calls
import StrictYAML
import Testing

@testable import Quality

/// What a pack may do to the machine that reads it, and to the call that it judges.
@Suite struct `Hostile pack` {
    @Test(arguments: [
        ("(((((((((((((((((((((a)))))))))))))))))))))", "groups more than 20 deep"),
        ("a{9999}", "an expression of more than 2000 steps"),
        ("(a{99}){99}", "an expression of more than 2000 steps"),
        ("(a", "a '(' without its ')'"), ("a)", "a ')' without its '('"), ("[a", "a '[' without its ']'"),
        ("*a", "nothing to repeat"), ("a**", "two repetitions in a row"), ("a{2,1}", "expected {m}, {m,} or {m,n}"),
        ("(?=a)", "look-around and options are not read"), ("(a)\\1", "'\\1' is not read"),
        ("a\\", "a '\\' at the end"),
        ("[z-a]", "a range from later to earlier"),
    ])
    func `has no expression that is refused late`(expression: String, problem: String) {
        let quoted = expression.replacing("'", with: "''")
        let error = #expect(throws: YAMLError.self) { _ = try pack("require: {any of: [{regex: '\(quoted)'}]}") }
        #expect(error?.problem.hasSuffix(problem) == true, "\(error?.problem ?? "")")
        #expect(error?.line == 12)
    }

    @Test(arguments: ["(a+)+b", "(a|a)*b", "(a|aa)+$", "a*a*a*a*a*a*b", "((a*)*)*b", "(.*)(.*)(.*)(.*)b"])
    func `has no expression that takes for ever`(expression: String) throws {
        let text = Array(String(repeating: "a", count: 20_000).unicodeScalars)
        let work = Work()
        _ = try Expression(expression).matches(in: text, work: work)
        // Some forty steps a character, where a backtracking engine takes two to the power of the length.
        #expect(Work.perCall - work.left < 50 * text.count)
    }

    @Test func `cannot make a call take more than a fixed amount of work`() throws {
        let expressions = (0..<200).map { "{regex: '(a|b|ab)*c\($0)'}" }.joined(separator: ", ")
        let set = RuleSet([try pack("forbid: {any of: [\(expressions)]}")])
        let said = transcript(turn(.agent, at: 0, String(repeating: "ab ", count: 60_000)))
        let work = Work(1_000_000)
        let subject = set.subject(call: try someCall(), measures: nil, transcript: said, work: work)
        let finding = subject.finding(set.rules[0])
        #expect(finding.verdict == .notApplicable)
        #expect(finding.reason == "too much work")
        // The last step may go over, by one text at most.
        #expect(work.left > -200_000)
    }

    @Test(arguments: ["[", "{a: ", "- ", "? "])
    func `is refused when it is nested deeper than anybody writes`(opening: String) {
        let text = String(repeating: opening, count: 200_000)
        #expect(throws: YAMLError.self) { _ = try RulePack(Array(text.utf8), file: "p.yaml") }
    }

    @Test func `of ten megabytes is refused unread`() {
        let text = "pack: p\n" + String(repeating: "# nothing\n", count: 1 << 20)
        let error = #expect(throws: YAMLError.self) { _ = try RulePack(Array(text.utf8), file: "p.yaml") }
        #expect(error?.problem == "larger than 1048576 bytes")
    }

    @Test(arguments: [
        "require: {any of: [{near: [{near: [{near: [{near: [a, b], words: 1}, c], words: 1}, d], words: 1}, e], words: 1}]}",
        "require: {any of: [{fuzzy: a b}]}", "require: {any of: [{sounds like: hello}]}",
        "require: {any of: [{sounds like: 您好, differing: 1}]}", "require: {any of: ['* *']}",
        "require: {any of: [{near: [a, b]}]}", "require: {any of: [{digits: 0}]}", "require: {any of: [{digits: 9-3}]}",
    ])
    func `has no phrase that finds everything`(rule: String) {
        #expect(throws: YAMLError.self) { _ = try pack(rule) }
    }
}
