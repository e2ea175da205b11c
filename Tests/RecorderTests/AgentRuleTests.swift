import Testing
import Wire

@testable import Recorder

@Suite struct `Agent rule` {
    struct Case: Sendable, CustomTestStringConvertible {
        var rule: String
        var party: String
        var fits: Bool
        var testDescription: String { "\(rule) and \(party)" }
    }

    @Test(arguments: [
        Case(rule: "2000-2999", party: "sip:2000@pbx.test", fits: true),
        Case(rule: "2000-2999", party: "tel:2999", fits: true),
        Case(rule: "2000-2999", party: "sip:3000@pbx.test", fits: false),
        Case(rule: "2000-2999", party: "sip:bob@pbx.test", fits: false),
        Case(rule: "sip:*@agents.test", party: "sip:bob@agents.test", fits: true),
        Case(rule: "sip:*@agents.test", party: "sip:bob@agents.test.example", fits: false),
        Case(rule: "AGENT-*", party: "sip:agent-7@pbx.test", fits: true),
        Case(rule: "agent-*", party: "sip:my-agent-7@pbx.test", fits: false),
        Case(rule: "a*a", party: "a", fits: false),
        Case(rule: "*-desk-*", party: "sip:x-desk-1@pbx.test", fits: true),
        Case(rule: "2004", party: "sip:2004@pbx.test", fits: true),
        Case(rule: "2004", party: "sip:20045@pbx.test", fits: false),
    ])
    func `knows an agent by number or address`(_ sample: Case) throws {
        let rule = try #require(AgentRule(sample.rule))
        #expect(rule.matches(RecordedParty(aor: sample.party)) == sample.fits)
    }

    @Test func `is not made of nothing`() {
        #expect(AgentRule("") == nil)
    }
}
