import Audio
import Calls
import Foundation
import Testing

@testable import Speech

private let folder = root.appending(path: ".speech").path
private let prompts = "/usr/share/asterisk/sounds/en_US_f_Allison"
private let isHere =
    FileManager.default.fileExists(atPath: folder + "/lib/libaftercall-speech.so")
    && FileManager.default.fileExists(atPath: prompts + "/agent-pass.wav")

@Suite(.enabled(if: isHere, "skipped: needs `make speech` and Debian's asterisk-core-sounds-en-wav"))
struct `Local engine on telephone prompts` {
    @Test func `hears each party on its own channel and times its words`() throws {
        let agent = try samples(ofFile: prompts + "/agent-pass.wav")
        let customer = try samples(ofFile: prompts + "/vm-goodbye.wav")
        let gap = [Float](repeating: 0, count: 16_000)
        let file = try TestRecording([gap + agent + gap, gap + gap + agent.map { _ in 0 } + customer])
        let recording = try file.open()
        let first = span(2000, 2000 + agent.count / 8)
        let second = span(first.end.count + 2000, recording.duration.count)
        let transcript = try LocalRecogniser(folder: folder).transcribe(
            recording,
            speech: [[first], [second]],
            roles: [.agent, .customer],
            language: "en-US"
        )
        #expect(
            transcript.turns.map { $0.text.lowercased().filter { $0.isLetter || $0 == " " } } == [
                "please enter your password followed by the pound key", "goodbye",
            ]
        )
        #expect(abs(transcript.turns[0].span.start.count - 2000) < 200)
        #expect(transcript.origin == "whisper-base")
    }

    @Test func `says nothing where nobody speaks`() throws {
        var generator = SystemRandomNumberGenerator()
        let noise = (0..<80_000).map { _ in Float.random(in: -0.02...0.02, using: &generator) }
        let recording = try TestRecording([noise]).open()
        let words = try LocalRecogniser(folder: folder)
            .words(of: recording, channel: 0, speech: [span(0, 10_000)], language: "en")
        #expect(words == [])
    }
}

@Suite struct `Local engine` {
    @Test func `says what is missing`() {
        #expect(LocalRecogniser(folder: "/nowhere").problem() == .noEngine("the speech library cannot be loaded"))
    }

    @Test func `makes words of tokens, also of characters in parts`() {
        func token(_ text: String, _ position: Int, segment: Int = 0) -> SpeechToken {
            SpeechToken(bytes: Array(text.utf8), position: position * 16, probability: 0.9, segment: segment)
        }
        let english = [token(" Good", 300), token(" morn", 500), token("ing", 700), token(".", 900)].words
        #expect(english.map(\.text) == ["Good", "morning."])
        #expect(english.map(\.span) == [span(0, 300), span(300, 700)])
        let digits = [token(" 41", 300), token("11", 600), token(".", 700)].words
        #expect(digits.map(\.text) == ["41", "11."])
        #expect(digits.map(\.span) == [span(0, 300), span(300, 600)])
        let spelt = [token(" 9", 300), token("-", 350), token("5", 600), token("-", 700), token("day", 900)].words
        #expect(spelt.map(\.text) == ["9", "5-day"])
        #expect(spelt.map(\.span) == [span(0, 300), span(350, 900)])
        var halves = [token("您", 200), token("好", 400), token("，", 500), token("请", 700)]
        let whole = halves[1].bytes
        halves[1].bytes = Array(whole[..<2])
        halves.insert(SpeechToken(bytes: Array(whole[2...]), position: 400 * 16, probability: 0.9, segment: 0), at: 2)
        #expect(halves.words.map(\.text) == ["您", "好，", "请"])
    }

    @Test(arguments: [
        ("Don’t", ["don't"]), ("4071", ["four", "zero", "seven", "one"]), ("A4", ["a", "four"]), ("…", []),
        ("e-mail", ["e", "mail"]),
    ])
    func `spells words as a dictionary has them`(text: String, forms: [String]) {
        #expect(spokenForms(of: text) == forms)
    }

    @Test(arguments: [
        ("1 2 1 2 1 2 1 2 1 2 1 2", true), ("so the the the the the the the the the the the the", true),
        ("1 2 1 2 1 2 1 2 1 2 1", false), ("no no no no no no", false),
        ("thank you for calling thank you for holding thank you for calling thank you for holding", false),
        ("I will pay you later I will pay you later I will pay you later I will pay you later", true),
        (String(repeating: "press three to hear the message envelope ", count: 4), true),
    ])
    func `knows a loop from what people repeat`(text: String, isLoop: Bool) {
        let words = text.split(separator: " ").map { Word(String($0), span(0, 0)) }
        #expect(words.isLoop == isLoop)
    }

    @Test func `puts a word that ends in the silence before speech at the end of the speech before`() {
        let piece = Piece(stretches: [span(0, 1000), span(5000, 7000)])
        let lead = Milliseconds(200)
        #expect(piece.place(endingIn: span(900, 1200), lead: lead) == span(900, 1000))
        // Whatever its beginning says, a word that ends later is the first of its own stretch.
        #expect(piece.place(endingIn: span(900, 1201), lead: lead) == span(5000, 5201))
        #expect(piece.place(endingIn: span(1000, 1200), lead: lead) == span(5000, 5200))
    }

    @Test func `halves a piece between its stretches, or a stretch that is alone`() {
        let piece = Piece(stretches: [span(0, 1000), span(2000, 4000), span(5000, 8000)])
        #expect(piece.halves?.0 == Piece(stretches: [span(0, 1000), span(2000, 4000)]))
        #expect(piece.halves?.1 == Piece(stretches: [span(5000, 8000)]))
        let alone = Piece(stretches: [span(1000, 6001)])
        #expect(alone.halves?.0 == Piece(stretches: [span(1000, 3501)]))
        #expect(alone.halves?.1 == Piece(stretches: [span(3501, 6001)]))
        #expect(Piece(stretches: [span(0, 2000), span(3000, 4999)]).halves == nil)
    }

    @Test(arguments: [10_300, 10_500, 10_900], [(200.0, 10_580...10_640), (1000, 10_690...10_760)])
    func `ends phrases where their sound does, wherever an aligner ended them`(
        end: Int,
        noise: (level: Double, ends: ClosedRange<Int>)
    ) {
        // Half a second of a tone in noise, then noise alone.
        var generator = SystemRandomNumberGenerator()
        let samples = (0..<32_000).map { index in
            let tone = index < 8000 ? 8000 * sin(Double(index) * 0.8) : 0
            return Int16(tone + Double.random(in: -noise.level...noise.level, using: &generator))
        }
        let block = SpeechBlock(span: span(10_000, 12_000), samples: samples)
        let ends = PhraseEnds(block, speech: [span(10_000, 10_500)])
        let words = ends.corrected([Word("hello", span(10_000, end)), Word("there", span(11_500, 12_000))])
        #expect(words[0].span.start.count == 10_000)
        // Where it stands out no more, and as long as it fades unheard: longer under louder noise.
        #expect(noise.ends.contains(words[0].span.end.count))
        let close = ends.corrected([Word("hello", span(10_000, end)), Word("there", span(end + 20, 12_000))])
        #expect(close[0].span.end.count == end)
    }
}
