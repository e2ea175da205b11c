import Calls
import Testbench
import Testing

@testable import Signal

@Suite struct `Events` {
    private func events(
        _ agent: [TimeSpan],
        _ customer: [TimeSpan],
        music: [TimeSpan] = [],
        holds: [TimeSpan] = [],
        pauses: [TimeSpan] = []
    ) -> Signal.Events {
        Signal.Events(
            speech: [agent, customer],
            music: [[], music],
            holds: holds,
            pauses: pauses,
            duration: Milliseconds(60_000),
            preset: .default
        )
    }

    @Test func `find dead air only between the first and the last word`() {
        let found = events([.seconds(10, 20)], [.seconds(23, 30), .seconds(32.9, 40)])
        #expect(found.deadAir == [.seconds(20, 23)])
        #expect(found.silence == [.seconds(0, 10), .seconds(20, 23), .seconds(30, 32.9), .seconds(40, 60)])
    }

    @Test func `cut holds, music and pauses out of dead air`() {
        let found = events(
            [.seconds(0, 5), .seconds(50, 55)],
            [],
            music: [.seconds(20, 30)],
            holds: [.seconds(12, 19)],
            pauses: [.seconds(33, 40)]
        )
        #expect(found.hold == [.seconds(12, 30)])
        #expect(found.deadAir == [.seconds(5, 12), .seconds(30, 33), .seconds(40, 50)])
    }

    @Test func `know no dead air where nobody speaks`() {
        let found = events([], [])
        #expect(found.deadAir == [])
        #expect(found.silence == [.seconds(0, 60)])
    }

    @Test func `count talk-over from half a second`() {
        let found = events([.seconds(0, 10), .seconds(20, 30)], [.seconds(9.5, 15), .seconds(29.51, 35)])
        #expect(found.talkOver == [.seconds(9.5, 10)])
    }

    struct Interrupting: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var agent: [TimeSpan]
        var customer: [TimeSpan]
        var found: [Interruption]
    }

    @Test(arguments: [
        Interrupting(
            testDescription: "the other takes the floor",
            agent: [.seconds(0, 5)],
            customer: [.seconds(4, 9)],
            found: [Interruption(channel: 1, span: .seconds(4, 5))]
        ),
        Interrupting(
            testDescription: "a long remark inside the turn",
            agent: [.seconds(0, 8)],
            customer: [.seconds(3, 4.5)],
            found: [Interruption(channel: 1, span: .seconds(3, 4.5))]
        ),
        Interrupting(
            testDescription: "a back-channel",
            agent: [.seconds(0, 8)],
            customer: [.seconds(3, 4)],
            found: []
        ),
        Interrupting(
            testDescription: "both start together",
            agent: [.seconds(0, 5)],
            customer: [.seconds(0.9, 9)],
            found: []
        ),
        Interrupting(
            testDescription: "the other's last syllable",
            agent: [.seconds(0, 5)],
            customer: [.seconds(4.6, 9)],
            found: []
        ),
        Interrupting(
            testDescription: "a turn goes on after a short pause",
            agent: [.seconds(0, 2), .seconds(2.5, 6)],
            customer: [.seconds(2.6, 9)],
            found: [Interruption(channel: 1, span: .seconds(2.6, 6))]
        ),
    ])
    func `tell an interruption from what only sounds like one`(_ interrupting: Interrupting) {
        #expect(events(interrupting.agent, interrupting.customer).interruptions == interrupting.found)
    }

    @Test(arguments: 0..<50) func `add silence and speech up to the whole call`(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var spans: [[TimeSpan]] = [[], []]
        for channel in 0..<2 {
            for _ in 0..<20 {
                let start = Int(random.next() % 58_000)
                spans[channel].append(
                    TimeSpan(start: Milliseconds(start), end: Milliseconds(start + Int(random.next() % 2000) + 1))
                )
            }
            spans[channel] = spans[channel].merged()
        }
        let found = events(spans[0], spans[1])
        let talk = spans.joined().merged()
        #expect(found.silence.totalLength + talk.totalLength == Milliseconds(60_000))
        #expect(!found.silence.contains { gap in talk.contains { $0.overlaps(gap) } })
        #expect(spans[0].intersections(spans[1]) == spans[0].subtracting([.seconds(0, 60)].subtracting(spans[1])))
    }
}
