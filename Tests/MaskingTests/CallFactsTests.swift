import Calls
import Masking
import Testing

@Suite struct `A call's facts` {
    private func call(
        _ direction: Direction,
        customer: String?,
        dialled: String?,
        agent: String = "1001"
    ) throws -> Call {
        Call(
            id: try #require(CallID("c-1")),
            start: UTCTime(seconds: 1_700_000_000),
            direction: direction,
            outcome: .answered,
            customer: Party(role: .customer, number: customer, name: "Hedwig Quillfeather"),
            dialled: dialled,
            agent: agent,
            legs: [Leg(kind: .agent, name: agent, start: UTCTime(seconds: 1_700_000_000))]
        )
    }

    private let plain = Masker { type, value in "\(type)/\(value)" }

    @Test(arguments: [
        "+8613800138000", "008613800138000", "138 0013 8000", "sip:13800138000@pbx.example", "86-138-0013-8000",
    ])
    func `name one customer by one token, however the number is written`(_ number: String) throws {
        let (facts, entries) = plain.facts(of: try call(.inbound, customer: number, dialled: "4008001234"))
        #expect(facts.customer == "PHONE/13800138000")
        #expect(entries.map(\.place) == ["cdr.customer", "cdr.customer.name"])
    }

    @Test func `bring numbers to one form by the site's country`() throws {
        let british = Masker(policy: MaskingPolicy(homeCountry: "44")) { $1 }
        for number in ["+447700900123", "00447700900123", "07700900123"] {
            #expect(british.facts(of: try call(.inbound, customer: number, dialled: nil)).0.customer == "7700900123")
        }
    }

    @Test(arguments: ["anonymous", "", "Withheld"])
    func `have no token for nobody`(_ number: String) throws {
        #expect(plain.facts(of: try call(.inbound, customer: number, dialled: nil)).0.customer == nil)
    }

    @Test func `keep agents and the service's own number`() throws {
        let (facts, _) = plain.facts(
            of: try call(.inbound, customer: "13800138000", dialled: "02079460000", agent: "SIP/1001")
        )
        #expect(facts.dialled == "02079460000")
        #expect(facts.agent == "SIP/1001")
        #expect(facts.legs.map(\.name) == ["SIP/1001"])
    }

    @Test func `hide the number that an outbound call dialled`() throws {
        let (facts, entries) = plain.facts(of: try call(.outbound, customer: "13800138000", dialled: "13800138000"))
        #expect(facts.dialled == "138****8000")
        #expect(entries.map(\.token) == ["PHONE/13800138000", nil, "PHONE/13800138000"])
    }

    @Test func `keep a dialled number that is listed as the centre's own`() throws {
        let policy = MaskingPolicy(homeCountry: "44", serviceNumbers: ["+44 20 7946 0000"])
        let (facts, _) = Masker(policy: policy) { $1 }.facts(
            of: try call(.outbound, customer: nil, dialled: "02079460000")
        )
        #expect(facts.dialled == "02079460000")
    }

    @Test func `hide a customer's number where a leg or an agent is named by it`() throws {
        let (facts, _) = plain.facts(
            of: try call(.inbound, customer: "+447700900123", dialled: "2000", agent: "447700900123")
        )
        #expect(facts.agent == "********0123")
        #expect(facts.legs.map(\.name) == ["********0123"])
    }
}
