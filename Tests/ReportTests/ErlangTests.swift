import Foundation
import Report
import Testing

/// A hundred calls in half an hour of 180 s each, answered within 20 s: the field's usual example.
@Suite struct `Erlang C` {
    private func staffed(_ agents: Int) -> ErlangC? { ErlangC(calls: 100, seconds: 1800, handle: 180, agents: agents) }

    @Test func `of 14 agents is the published figures to the printed digit`() throws {
        let model = try #require(staffed(14))
        #expect(String(format: "%.4f", model.waiting) == "0.1741")
        #expect(String(format: "%.1f", model.serviceLevel(within: 20) * 100) == "88.8")
        #expect(String(format: "%.2f", model.asa) == "7.84")
        #expect(String(format: "%.1f", model.occupancy * 100) == "71.4")
    }

    @Test func `of 15 agents answers 94,145 percent in time`() throws {
        let model = try #require(staffed(15))
        #expect(String(format: "%.3f", model.serviceLevel(within: 20) * 100) == "94.145")
    }

    @Test func `is the sum of its definition`() throws {
        // Waiting by the series with factorials, which needs no recursion.
        let load = 10.0
        for agents in 11...20 {
            let terms = (0..<agents).map { pow(load, Double($0)) / tgamma(Double($0) + 1) }
            let last = pow(load, Double(agents)) / tgamma(Double(agents) + 1) * Double(agents) / (Double(agents) - load)
            let expected = last / (terms.reduce(0, +) + last)
            let found = try #require(staffed(agents)).waiting
            #expect(abs(found - expected) < 1e-12)
        }
    }

    @Test(arguments: [9, 10]) func `has no steady state with as many erlangs as agents`(_ agents: Int) {
        #expect(staffed(agents) == nil)
    }

    @Test func `asks for the fewest agents that reach the level`() throws {
        func needed(_ level: Double) -> Int? {
            ErlangC.staffing(calls: 100, seconds: 1800, handle: 180, level: level, within: 20)?.agents
        }
        #expect(needed(0.8) == 14)
        #expect(needed(0.89) == 15)
        #expect(ErlangC.staffing(calls: 0, seconds: 1800, handle: 180, level: 0.8, within: 20) == nil)
    }
}
