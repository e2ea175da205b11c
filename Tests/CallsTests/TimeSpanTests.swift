import Calls
import Testing

private func span(_ start: Int, _ end: Int) -> TimeSpan {
    TimeSpan(start: Milliseconds(start), end: Milliseconds(end))
}

@Suite struct `Time span` {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var spans: [TimeSpan]
        var gap: Int
        var merged: [TimeSpan]
    }

    @Test(arguments: [
        Case(testDescription: "none", spans: [], gap: 1, merged: []),
        Case(
            testDescription: "unsorted and apart",
            spans: [span(20, 30), span(0, 10)],
            gap: 1,
            merged: [span(0, 10), span(20, 30)]
        ),
        Case(testDescription: "touching", spans: [span(0, 10), span(10, 20)], gap: 1, merged: [span(0, 20)]),
        Case(testDescription: "one in the other", spans: [span(0, 30), span(5, 10)], gap: 1, merged: [span(0, 30)]),
        Case(
            testDescription: "a gap of just less",
            spans: [span(0, 10), span(309, 400)],
            gap: 300,
            merged: [span(0, 400)]
        ),
        Case(
            testDescription: "a gap of just as much",
            spans: [span(0, 10), span(310, 400)],
            gap: 300,
            merged: [span(0, 10), span(310, 400)]
        ),
    ])
    func `merges with others across small gaps`(_ row: Case) {
        #expect(row.spans.merged(closingGapsBelow: Milliseconds(row.gap)) == row.merged)
    }

    @Test func `holds its start and not its end`() {
        #expect(!span(0, 10).overlaps(span(10, 20)))
        #expect(span(0, 11).intersection(span(10, 20)) == span(10, 11))
        #expect(span(0, 10).intersection(span(10, 20)) == nil)
    }

    @Test func `never ends before it starts`() {
        #expect(span(10, 5) == span(10, 10))
    }

    @Test func `adds up`() {
        #expect([span(0, 10), span(20, 25)].totalLength == Milliseconds(15))
    }
}

@Suite struct `Milliseconds of seconds` {
    @Test(arguments: [
        (0.0005, 1), (-0.0004, 0), (1.2345, 1235), (.nan, 0), (.infinity, Int.max), (-.infinity, Int.min),
    ])
    func `round, and clamp what no number can hold`(seconds: Double, count: Int) {
        #expect(Milliseconds(seconds: seconds).count == count)
    }
}
