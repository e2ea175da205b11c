import Calls
import Signal
import Testing

/// Words of 200 ms without pauses over each stretch, in milliseconds.
private func said(_ role: PartyRole, _ stretches: (Int, Int)...) -> Turn {
    let words = stretches.flatMap { start, end in
        stride(from: start, to: end, by: 200).map { time in
            Word("w", TimeSpan(start: Milliseconds(time), end: Milliseconds(min(time + 200, end))))
        }
    }
    return Turn(role: role, words: words)
}

@Suite struct `Measures of a transcript` {
    /// The overlaps are those that Amazon's call analytics counted or did not in one published call (agent into customer):
    /// 2,510 ms of two acknowledgements with a pause between, 2,120 ms of a sentence, 1,510 ms of a sentence.
    private let call = Transcript(
        language: "en",
        origin: "test",
        turns: [
            said(.agent, (0, 4500)), said(.customer, (5200, 20_860)), said(.agent, (7940, 8200), (10_200, 10_450)),
            said(.agent, (18_740, 23_000)), said(.customer, (24_000, 32_000)), said(.agent, (30_490, 36_000)),
            said(.customer, (39_200, 41_000)),
        ]
    )

    @Test func `counts interruptions, non-talk and talk as Amazon's preset defines them`() {
        let measures = Measures(wordsOf: call, preset: .amazon)
        #expect(measures.preset == "amazon")
        #expect(measures.channels.map(\.role) == [.customer, .agent])
        #expect(measures.interruptions?.map(\.channel) == [1])
        #expect(measures.interruptions?.first?.span == TimeSpan(start: Milliseconds(18_740), end: Milliseconds(20_860)))
        #expect(measures.deadAir == [TimeSpan(start: Milliseconds(36_000), end: Milliseconds(39_200))])
        #expect(measures.talk.map(\.talk) == [Milliseconds(25_460), Milliseconds(14_780)])
        #expect(measures.duration == Milliseconds(41_000))
    }

    @Test func `says nothing of talk-over where one party speaks, and nothing at all of no words`() {
        let alone = Measures(wordsOf: Transcript(language: "en", origin: "test", turns: [said(.other, (0, 1000))]))
        #expect(alone.talkOver == nil && alone.interruptions == nil)
        let none = Measures(wordsOf: Transcript(language: "en", origin: "test", turns: []))
        #expect(none.duration == .zero && none.channels.isEmpty)
    }
}
