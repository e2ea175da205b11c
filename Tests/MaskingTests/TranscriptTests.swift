import Calls
import Masking
import Testing

/// A turn whose words are said one after another, `length` ms each with `pause` ms between.
func turn(
    _ role: PartyRole,
    _ text: String,
    from start: Int = 0,
    length: Int = 200,
    pause: Int = 50,
    channel: Int? = 0,
    hasWordTimes: Bool = true
) -> Turn {
    let words = text.split(separator: " ").enumerated().map { place, word in
        let at = start + place * (length + pause)
        return Word(String(word), TimeSpan(start: Milliseconds(at), end: Milliseconds(at + length)))
    }
    return Turn(role: role, channel: channel, words: words, hasWordTimes: hasWordTimes)
}

func span(_ start: Int, _ end: Int) -> TimeSpan { TimeSpan(start: Milliseconds(start), end: Milliseconds(end)) }

@Suite struct `A masked transcript` {
    private let said = Transcript(
        language: "en",
        origin: "test",
        turns: [
            turn(.agent, "can i take your card number", channel: 1),
            turn(.customer, "yes it is 4111 1111 1111 1111, thanks", from: 2000),
        ]
    )

    @Test func `keeps one word with the time of those it replaces`() {
        let masked = masker.mask(said)
        let words = masked.transcript.turns[1].words
        #expect(masked.transcript.turns[0] == said.turns[0])
        #expect(words.map(\.text) == ["yes", "it", "is", "************1111,", "thanks"])
        #expect(
            words.map(\.span) == [
                span(2000, 2200), span(2250, 2450), span(2500, 2700), span(2750, 3700), span(3750, 3950),
            ]
        )
    }

    @Test func `mutes the words with 120 ms around them, in the channel they were said in`() {
        let masked = masker.mask(said)
        #expect(masked.mutes == [0: [span(2630, 3820)]])
        #expect(masked.entries.map(\.span) == [span(2630, 3820)])
        #expect(masked.entries.map(\.channel) == [0])
        #expect(masked.entries.map(\.turn) == [1])
    }

    struct Gap: Sendable, CustomTestStringConvertible {
        var between: Int
        var mutes: [TimeSpan]
        var testDescription: String { "\(between) ms between the words" }
    }

    @Test(arguments: [
        // 240 ms of it is padding.
        Gap(between: 539, mutes: [span(880, 2859)]),
        Gap(between: 540, mutes: [span(880, 1320), span(1620, 2860)]),
    ])
    func `merges mutes that lie closer than 300 ms`(_ gap: Gap) {
        let words = [
            Word("cvv", span(0, 500)), Word("123", span(1000, 1200)), Word("and", span(1200, 1201)),
            Word("pin", span(1201, 1202)), Word("4321", span(1200 + gap.between, 2200 + gap.between)),
        ]
        let masked = masker.mask(
            Transcript(language: "en", origin: "test", turns: [Turn(role: .customer, channel: 0, words: words)])
        )
        #expect(masked.mutes == [0: gap.mutes])
    }

    @Test func `mutes the whole turn where its words have no times of their own`() {
        let turns = [turn(.customer, "my mail is a.b@example.com okay", from: 1000, channel: 1, hasWordTimes: false)]
        let masked = masker.mask(Transcript(language: "en", origin: "test", turns: turns))
        #expect(masked.mutes == [1: [span(880, 2320)]])
    }

    @Test func `mutes every channel where the transcript names none`() {
        let turns = [turn(.customer, "my mail is a.b@example.com", channel: nil)]
        let masked = masker.mask(Transcript(language: "en", origin: "test", turns: turns))
        #expect(masked.mutes == [MaskedTranscript.everyChannel: [span(630, 1070)]])
    }

    @Test func `shows the last four of a number told in pieces, and stars for the rest`() {
        let turns = [
            turn(.agent, "please read me the card number"), turn(.customer, "four one one one", from: 5000),
            turn(.agent, "go ahead"), turn(.customer, "then 1111 1111", from: 9000), turn(.agent, "yes"),
            turn(.customer, "one two three four", from: 12000),
        ]
        let masked = masker.mask(Transcript(language: "en", origin: "test", turns: turns))
        #expect(
            masked.transcript.turns.map(\.text) == [
                "please read me the card number", "****", "go ahead", "then ********", "yes", "**1234",
            ]
        )
        #expect(Set(masked.entries.map(\.token)).count == 1)
    }

    @Test func `hides a Chinese ID but for 6 and 4 of 18, a mobile but for 3 and 4 of 11`() {
        let words = ["身份证", "110105", "19491231", "002X", "，手机", "13800138000"].enumerated().map { place, text in
            Word(text, span(place * 1000, place * 1000 + 800))
        }
        let said = Transcript(language: "zh", origin: "test", turns: [Turn(role: .customer, channel: 0, words: words)])
        let masked = masker.mask(said)
        #expect(masked.transcript.turns[0].words.map(\.text) == ["身份证", "110105********002X", "，手机", "138****8000"])
        #expect(masked.mutes == [0: [span(880, 3920), span(4880, 5920)]])
    }

    @Test func `keeps what stands in a word beside the data`() {
        let words = [Word("卡号是六二二二零二一零零一", span(0, 2000)), Word("一一六二四五七零二，工行的", span(2000, 4000))]
        let said = Transcript(language: "zh", origin: "test", turns: [Turn(role: .customer, channel: 0, words: words)])
        let masked = masker.mask(said)
        #expect(masked.transcript.turns[0].words == [Word("卡号是***************5702，工行的", span(0, 4000))])
        #expect(masker.leftovers(in: masked.transcript) == 0)
    }

    @Test func `hides numbers and names that the CDR knows, however they are said`() {
        let turns = [
            turn(.customer, "it says seven seven double oh nine double oh one two three"),
            turn(.agent, "thank you Hedwig is that Ms Quillfeather"),
        ]
        let masked = masker.mask(
            Transcript(language: "en", origin: "test", turns: turns),
            knownNumbers: ["+447700900123"],
            knownNames: ["Hedwig Quillfeather"]
        )
        #expect(
            masked.transcript.turns.map(\.text) == [
                "it says ******0123", "thank you [PERSON] is that Ms [PERSON]",
            ]
        )
    }

    @Test func `hides a number that the CDR knows where it is told in pieces`() {
        let turns = [
            turn(.customer, "oh seven seven"), turn(.agent, "yes"), turn(.customer, "double oh nine"),
            turn(.agent, "okay"), turn(.customer, "double oh one two three"),
        ]
        let masked = masker.mask(
            Transcript(language: "en", origin: "test", turns: turns),
            knownNumbers: ["07700900123"]
        )
        #expect(
            masked.transcript.turns.map(\.text) == ["***", "yes", "***", "okay", "***0123"]
        )
        #expect(Set(masked.entries.map(\.rule)) == ["phone.known.pieces"])
    }

    @Test func `never names a security code, nor gives it a token`() {
        let turns = [turn(.agent, "and the security code please"), turn(.customer, "nine one four")]
        let everything = MaskingPolicy(
            operators: [.securityCode: .pseudonym, .pin: .keep(first: 0, last: 4)],
            fallback: .pseudonym
        )
        let masked = Masker(policy: everything) { _, _ in "token" }
            .mask(Transcript(language: "en", origin: "test", turns: turns))
        #expect(masked.transcript.turns[1].text == "[…]")
        #expect(masked.entries.map(\.token) == [nil])
        #expect(masked.entries.map(\.operator) == ["remove"])
    }
}
