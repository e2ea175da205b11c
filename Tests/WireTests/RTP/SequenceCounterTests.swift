import Testing
import Wire

@Suite struct `Sequence counter` {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// The first starts the stream.
        var numbers: [UInt16]
        var arrivals: [SequenceCounter.Arrival]
        var expected: Int
        var received: Int
        var duplicates = 0
    }

    @Test(arguments: [
        Case(
            testDescription: "in order",
            numbers: [7, 8, 9],
            arrivals: [.ahead(lost: 0), .ahead(lost: 0)],
            expected: 3,
            received: 3
        ),
        Case(
            testDescription: "over the wrap",
            numbers: [65534, 65535, 0, 1],
            arrivals: [.ahead(lost: 0), .ahead(lost: 0), .ahead(lost: 0)],
            expected: 4,
            received: 4
        ),
        Case(
            testDescription: "loss over the wrap",
            numbers: [65534, 1],
            arrivals: [.ahead(lost: 2)],
            expected: 4,
            received: 2
        ),
        Case(
            testDescription: "late, then again",
            numbers: [10, 12, 11, 11, 12],
            arrivals: [.ahead(lost: 1), .reordered, .duplicate, .duplicate],
            expected: 3,
            received: 3,
            duplicates: 2
        ),
        Case(
            testDescription: "late over the wrap",
            numbers: [65535, 1, 0],
            arrivals: [.ahead(lost: 1), .reordered],
            expected: 3,
            received: 3
        ),
        Case(
            testDescription: "before the first",
            numbers: [0, 65535],
            arrivals: [.reordered],
            expected: 2,
            received: 2
        ),
        Case(
            testDescription: "the most that is believed",
            numbers: [0, 2999, 2899],
            arrivals: [.ahead(lost: 2998), .reordered],
            expected: 3000,
            received: 3
        ),
        Case(
            testDescription: "a stray",
            numbers: [0, 3000, 1],
            arrivals: [.suspect, .ahead(lost: 0)],
            expected: 2,
            received: 2
        ),
        Case(
            testDescription: "two strays apart",
            numbers: [0, 30000, 40000, 1],
            arrivals: [.suspect, .suspect, .ahead(lost: 0)],
            expected: 2,
            received: 2
        ),
        Case(
            testDescription: "a restart",
            numbers: [0, 30000, 30001, 30002],
            arrivals: [.suspect, .restarted, .ahead(lost: 0)],
            expected: 4,
            received: 4
        ),
        Case(
            testDescription: "a restart just behind",
            numbers: [5000, 4899, 4900, 4901],
            arrivals: [.suspect, .restarted, .ahead(lost: 0)],
            expected: 4,
            received: 4
        ),
    ])
    func `tells loss from reordering`(_ sample: Case) {
        var counter = SequenceCounter(first: sample.numbers[0])
        #expect(sample.numbers.dropFirst().map { counter.accept($0) } == sample.arrivals)
        #expect(counter.expected == sample.expected)
        #expect(counter.received == sample.received)
        #expect(counter.duplicates == sample.duplicates)
    }

    @Test func `counts over many wraps`() {
        var counter = SequenceCounter(first: 0)
        for number in 1...300_000 { _ = counter.accept(UInt16(truncatingIfNeeded: number)) }
        #expect(counter.expected == 300_001)
        #expect(counter.received == 300_001)
    }
}

@Suite struct `Timestamp unwrapper` {
    @Test func `follows wraps forward and steps back`() {
        var unwrapper = TimestampUnwrapper(first: 0xFFFF_FF60)
        let steps: [UInt32] = [0, 160, 0xFFFF_FF60, 320, 0x8000_0000]
        #expect(
            steps.map { unwrapper.unwrap($0) }
                == [0x1_0000_0000, 0x1_0000_00A0, 0xFFFF_FF60, 0x1_0000_0140, 0x1_8000_0000]
        )
    }
}

@Suite struct `Interarrival jitter` {
    @Test func `is nothing for an even stream`() {
        var jitter = InterarrivalJitter()
        for packet in 0..<50 { jitter.add(arrival: 1000 + packet * 160, timestamp: packet * 160) }
        #expect(jitter.value == 0)
    }

    @Test func `takes a sixteenth of each deviation`() {
        var jitter = InterarrivalJitter()
        jitter.add(arrival: 0, timestamp: 0)
        jitter.add(arrival: 176, timestamp: 160)
        #expect(jitter.value == 1)
        jitter.add(arrival: 320, timestamp: 320)
        #expect(jitter.value == 1.9375)
    }
}
