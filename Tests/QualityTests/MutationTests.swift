import Quality
import StrictYAML
import Testing

@Suite struct `Small changes of a rule` {
    /// What no test notices of a rule with this condition and these tests.
    private func unnoticed(_ condition: String, scope: String = "", tests: String) throws -> [String] {
        let text = """
            pack: house
            version: 1
            title: House
            rules:
              - id: rule
                version: 1
                title: Rule
                severity: minor
                weight: 1
                why: {text: House rule, source: house, checked: 2026-11-30}
                \(scope)
                require: {\(condition)}
                tests: [\(tests)]

            """
        return try RulePack(Array(text.utf8), file: "house.yaml").unnoticedMutations().map { mutation in
            String(mutation.description.split(separator: ": ").last ?? "")
        }
    }

    @Test(arguments: ["queue", "agent"]) func `are seen where a name is left out`(fact: String) throws {
        let billing = "{expect: pass, call: {\(fact): billing}}"
        let other = "{expect: fail, call: {\(fact): other}}"
        let condition = "\(fact): [billing, sales]"
        #expect(try unnoticed(condition, tests: "\(billing), \(other)") == ["without \(fact) 'sales'"])
        let sales = "{expect: pass, call: {\(fact): sales}}"
        #expect(try unnoticed(condition, tests: "\(billing), \(sales), \(other)") == [])
    }

    @Test func `are seen where the scope is wider`() throws {
        let outbound = "{expect: pass, call: {direction: outbound, queue: billing}}"
        let other = "{expect: fail, call: {direction: outbound, queue: sales}}"
        let scope = "scope: {direction: outbound}"
        #expect(try unnoticed("queue: billing", scope: scope, tests: "\(outbound), \(other)") == ["any direction"])
        let inbound = "{expect: n/a, call: {direction: inbound, queue: billing}}"
        #expect(try unnoticed("queue: billing", scope: scope, tests: "\(outbound), \(other), \(inbound)") == [])
    }
}
