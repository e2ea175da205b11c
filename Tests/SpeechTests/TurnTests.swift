import Audio
import Calls
import Speech
import Testing

/// A recogniser that knows the words beforehand: one list for each channel.
private struct Prompter: Recogniser {
    var name: String { "prompter" }
    var spoken: [[Word]]

    func words(
        of recording: borrowing Recording,
        channel: Int,
        speech: [TimeSpan],
        language: String
    ) throws(RecogniserError) -> [Word] { spoken[channel] }
}

@Suite struct `Turns of a conversation` {
    private func turns(_ agent: [Word], _ customer: [Word]) throws -> [Turn] {
        let recording = try TestRecording([[Float](repeating: 0, count: 8000), []]).open()
        return try Prompter(spoken: [agent, customer]).transcribe(
            recording,
            speech: [[span(0, 1)], [span(0, 1)]],
            roles: [.agent, .customer],
            language: "en"
        ).turns
    }

    @Test func `follow the floor`() throws {
        let turns = try turns(
            [Word("hello", span(0, 400)), Word("fine", span(3000, 3300)), Word("thanks", span(3900, 4200))],
            [Word("hi", span(1000, 1300)), Word("there", span(1400, 1700))]
        )
        #expect(turns.map(\.text) == ["hello", "hi there", "fine thanks"])
        #expect(turns.map(\.channel) == [0, 1, 0])
    }

    @Test func `are not cut by a word thrown in`() throws {
        let turns = try turns(
            [Word("I", span(0, 200)), Word("will", span(300, 500)), Word("look", span(600, 900))],
            [Word("mhm", span(250, 400))]
        )
        #expect(turns.map(\.text) == ["I will look", "mhm"])
    }

    @Test func `are one where nobody else speaks in a pause`() throws {
        let turns = try turns([Word("wait", span(0, 300)), Word("here", span(9000, 9300))], [])
        #expect(turns.map(\.text) == ["wait here"])
    }
}
