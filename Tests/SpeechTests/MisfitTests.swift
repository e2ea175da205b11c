import Calls
import Speech
import Testing

private func transcript(_ turns: (channel: Int?, words: [TimeSpan])...) -> Transcript {
    Transcript(
        language: "en",
        origin: "test",
        turns: turns.map { turn in Turn(role: .other, channel: turn.channel, words: turn.words.map { Word("a", $0) }) }
    )
}

/// Ten words of half a second, one a second.
private func words(from start: Int) -> [TimeSpan] { (0..<10).map { span(start + $0 * 1000, start + $0 * 1000 + 500) } }

@Suite struct `Transcript of a recording` {
    private let duration = Milliseconds(60_000)

    @Test func `fits where its words are spoken`() {
        let fitting = transcript((0, words(from: 1000)), (1, words(from: 20_000)))
        #expect(fitting.misfit(duration: duration, speech: [[span(1000, 11_000)], [span(20_000, 30_000)]]) == nil)
    }

    @Test(arguments: [(2000, nil), (2001, TranscriptMisfit.endsAfterRecording(by: Milliseconds(2001)))])
    func `may end up to two seconds after it`(excess: Int, misfit: TranscriptMisfit?) {
        let late = transcript((nil, [span(59_000, 60_000 + excess)]))
        #expect(late.misfit(duration: duration, speech: []) == misfit)
    }

    @Test func `does not fit where its words lie in silence`() {
        let wrong = transcript((0, words(from: 30_000)))
        #expect(wrong.misfit(duration: duration, speech: [[span(0, 10_000)]]) == .wordsWhereNobodySpeaks(share: 0))
        #expect(
            wrong.misfit(duration: duration, speech: [[span(0, 10_000)]])?.reason
                == "only 0 % of its words lie where somebody speaks"
        )
    }

    @Test func `does not fit where its channels are swapped`() {
        let swapped = transcript((1, words(from: 1000)), (0, words(from: 20_000)))
        let speech = [[span(1000, 11_000)], [span(20_000, 30_000)]]
        #expect(swapped.misfit(duration: duration, speech: speech) == .wordsWhereNobodySpeaks(share: 0))
    }

    @Test func `fits on any channel where it names none`() {
        let unnamed = transcript((nil, words(from: 1000)))
        #expect(unnamed.misfit(duration: duration, speech: [[], [span(1000, 11_000)]]) == nil)
    }

    @Test func `is not judged by a few words or a little speech`() {
        let short = transcript((0, [span(30_000, 32_000)]))
        #expect(short.misfit(duration: duration, speech: [[span(0, 10_000)]]) == nil)
        let long = transcript((0, words(from: 30_000)))
        #expect(long.misfit(duration: duration, speech: [[span(0, 2000)]]) == nil)
    }

    @Test func `fits with two words in five`() {
        let shares = [4, 3].map { spoken -> TranscriptMisfit? in
            transcript((0, words(from: 0))).misfit(
                duration: duration,
                speech: [[span(0, 1000 * spoken - 500), span(50_000, 55_000)]]
            )
        }
        #expect(shares == [nil, .wordsWhereNobodySpeaks(share: 0.3)])
    }
}
