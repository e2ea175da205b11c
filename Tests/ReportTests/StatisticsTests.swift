import Report
import Testing

@Suite struct Percentile {
    struct Case: Sendable, CustomTestStringConvertible {
        var share: Double
        var values: [Int]
        var expected: Int?
        var testDescription: String { "p\(Int(share * 100)) of \(values)" }
    }

    @Test(arguments: [
        Case(share: 0.5, values: [], expected: nil),
        Case(share: 0.5, values: [7], expected: 7),
        Case(share: 0.5, values: [1, 2], expected: 1),
        Case(share: 0.5, values: [15, 20, 35, 40, 50], expected: 35),
        Case(share: 0.3, values: [15, 20, 35, 40, 50], expected: 20),
        Case(share: 0.4, values: [15, 20, 35, 40, 50], expected: 20),
        Case(share: 1, values: [15, 20, 35, 40, 50], expected: 50),
        Case(share: 0.95, values: Array(1...20), expected: 19),
        Case(share: 0.9, values: Array(1...10), expected: 9),
        Case(share: 0.9, values: Array(1...11), expected: 10),
        Case(share: 0.5, values: [3, 3, 3, 9], expected: 3),
    ])
    func `is the value of the nearest rank`(_ one: Case) {
        let histogram = one.values.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
        #expect(Statistics.percentile(one.share, of: histogram) == one.expected)
    }
}

@Suite struct `Survey statistics` {
    @Test func `give Wilson's interval of 85 in 100 as 76.7 to 90.7 percent`() throws {
        let interval = try #require(Statistics.wilson(successes: 85, of: 100))
        #expect((interval.lowerBound * 1000).rounded() == 767)
        #expect((interval.upperBound * 1000).rounded() == 907)
    }

    @Test func `keep Wilson's interval within 0 and 1`() throws {
        let none = try #require(Statistics.wilson(successes: 0, of: 3))
        let all = try #require(Statistics.wilson(successes: 3, of: 3))
        #expect(none.lowerBound == 0 && none.upperBound < 0.6)
        #expect(all.upperBound == 1 && all.lowerBound > 0.4)
    }

    @Test(arguments: [(1, 0), (-1, 10), (11, 10)])
    func `give no interval of what is no share`(_ successes: Int, _ trials: Int) {
        #expect(Statistics.wilson(successes: successes, of: trials) == nil)
    }

    @Test func `give NPS of a half promoters and a sixth detractors in 100 as 33.3 ± 14.6`() throws {
        // 100 answers cannot be split so; 300 give the score, and the margin of 100 is √3 times theirs.
        let result = try #require(Statistics.netPromoter(promoters: 150, detractors: 50, of: 300))
        #expect((result.score * 10).rounded() == 333)
        #expect((result.margin * 3.0.squareRoot() * 10).rounded() == 146)
    }

    @Test func `give no NPS without answers`() {
        #expect(Statistics.netPromoter(promoters: 0, detractors: 0, of: 0) == nil)
    }
}
