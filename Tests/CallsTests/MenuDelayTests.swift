import Calls
import Testing

@Suite struct `Delays of a menu` {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// Tenths of a second.
        var keys: [Range<Int>]
        var prompts: [Range<Int>]
        var delays: [Int]
    }

    static let cases = [
        Case(
            testDescription: "from a key's end to the next sound",
            keys: [10..<12],
            prompts: [0..<8, 32..<40],
            delays: [20]
        ),
        Case(
            testDescription: "of the last key alone",
            keys: [10..<12, 14..<16],
            prompts: [0..<8, 32..<40],
            delays: [16]
        ),
        Case(
            testDescription: "none of a key that interrupts",
            keys: [10..<12],
            prompts: [0..<11, 32..<40],
            delays: []
        ),
        Case(testDescription: "none without an answer", keys: [10..<12], prompts: [0..<8], delays: []),
        Case(
            testDescription: "of every key that was answered",
            keys: [10..<12, 50..<52],
            prompts: [0..<8, 32..<40, 60..<70],
            delays: [20, 8]
        ),
        Case(testDescription: "none without keys", keys: [], prompts: [0..<8], delays: []),
    ]

    private static func spans(_ tenths: [Range<Int>]) -> [TimeSpan] {
        tenths.map { TimeSpan(start: Milliseconds($0.lowerBound * 100), end: Milliseconds($0.upperBound * 100)) }
    }

    @Test(arguments: cases) func `are taken`(_ one: Case) {
        var measures = Measures(
            preset: "default",
            duration: Milliseconds(10_000),
            channels: [
                // A ringing tone is no key.
                ChannelMeasures(role: .customer, tones: Self.spans([1..<5]), keys: Self.spans(one.keys)),
                ChannelMeasures(role: .other, speech: Self.spans(one.prompts)),
            ]
        )
        measures.noteMenuDelays()
        #expect(measures.menuDelays == one.delays.map { Milliseconds($0 * 100) })
    }

    @Test func `cannot be told on one channel, or where nobody listened for keys`() {
        for channels in [
            [ChannelMeasures(role: .customer, keys: [])],
            [ChannelMeasures(role: .customer), ChannelMeasures(role: .other)],
        ] {
            var measures = Measures(preset: "default", duration: Milliseconds(1000), channels: channels)
            measures.noteMenuDelays()
            #expect(measures.menuDelays == nil)
        }
    }
}
