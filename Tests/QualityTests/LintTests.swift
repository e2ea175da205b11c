import Quality
import StrictYAML
import Testing

/// A rule that nobody can have meant, and what is said of it.
struct Nonsense: Sendable, CustomTestStringConvertible {
    var rule: String
    var problem: String
    var testDescription: String { rule }

    init(_ rule: String, _ problem: String) {
        self.rule = rule
        self.problem = problem
    }
}

@Suite struct `Lint of a rule` {
    @Test(arguments: [
        Nonsense("require: {and: [{direction: inbound}, {direction: outbound}]}", "12:14: no call can meet this"),
        Nonsense("require: {and: [{duration: {over: 60s}}, {duration: {under: 30s}}]}", "12:14: no call can meet this"),
        Nonsense(
            "require: {and: [{duration: {over: 60s}}, {duration: {at most: 60s}}]}",
            "12:14: no call can meet this"
        ),
        Nonsense(
            "scope: {direction: inbound}\nrequire: {or: [{direction: outbound}, {any of: [a]}]}",
            "13:20: no call can meet this"
        ),
        Nonsense(
            "applies if: {hung up by: agent}\nrequire: {hung up by: customer}",
            "13:14: no call can meet this"
        ),
        Nonsense("require: {and: [{any of: [a]}, {none of: [a]}]}", "12:14: no call can meet this"),
        Nonsense("require: {and: [{all of: [a, b]}, {not: {any of: [b, c]}}]}", "12:14: no call can meet this"),
        Nonsense("forbid: {talk-over: {share: {over: 1}}}", "12:13: no call can meet this limit"),
        Nonsense("forbid: {dead air: {count: {at least: 0}}}", "12:13: every call meets this limit"),
        Nonsense("require: {any of: [a], times: {under: 0}}", "12:14: no call can meet this limit"),
        Nonsense("require: {any of: [a], in: {first share: 0}}", "12:14: a window of no time"),
        Nonsense("require: {repeats: {times: 5, in turns: 3}}", "12:14: so few turns cannot hold it so many times"),
        Nonsense(
            "require: {any of: [a], in: {before: {any of: [b]}, after: {any of: [b]}}}",
            "12:14: nothing is both before and after the same"
        ),
    ])
    func `names a condition that cannot be meant, with its place`(_ nonsense: Nonsense) throws {
        let problems = try pack(nonsense.rule + "\ntests: [{expect: pass}, {expect: fail}]").lint()
        #expect(problems.map(\.description) == ["p.yaml:" + nonsense.problem])
    }

    @Test(arguments: [
        "require: {and: [{direction: [inbound, outbound]}, {direction: outbound}]}",
        "require: {and: [{duration: {at least: 60s}}, {duration: {at most: 60s}}]}",
        "require: {and: [{any of: [a], by: agent}, {none of: [a], by: customer}]}",
        "require: {and: [{any of: [a], in: {first: 5s}}, {none of: [a], in: {last: 5s}}]}",
        "require: {or: [{direction: inbound}, {direction: outbound}]}",
        "require: {and: [{any of: [a, b]}, {none of: [a]}]}",
    ])
    func `leaves alone what can be`(rule: String) throws {
        #expect(try pack(rule + "\ntests: [{expect: pass}, {expect: fail}]").lint() == [])
    }
}
