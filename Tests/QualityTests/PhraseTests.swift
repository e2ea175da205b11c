import Calls
import Quality
import Testing

/// A phrase, what is said, and whether it is found there.
struct Match: Sendable, CustomTestStringConvertible {
    var phrase: String
    var said: String
    var isFound: Bool
    var testDescription: String { "'\(phrase)' in '\(said)'" }

    init(_ phrase: String, _ said: String, _ isFound: Bool = true) {
        self.phrase = phrase
        self.said = said
        self.isFound = isFound
    }
}

@Suite struct `Phrase in a transcript` {
    @Test(arguments: [
        Match("thank you", "Well, THANK YOU!"),
        Match("thank you", "thankyou", false),
        Match("thank you", "thank thank you"),
        Match("thank you", "you thank", false),
        Match("don't", "I don’t know"),
        Match("dont", "I DON'T know"),
        Match("e-mail", "your E mail"),
        Match("e-mail", "your email", false),
        Match("ok", "ＯＫ，好的"),
        Match("card", "discard the cards", false),
        Match("24 hours", "within 24 hours."),
        Match("café", "the cafe\u{301} is open"),
        Match("straße", "die STRAßE"),
        Match("录音", "本次通话錄音，請知悉。"),
        Match("錄音", "全程录音"),
        Match("录音", "录 一下 音", false),
        Match("录音", "录，音"),
        Match("您好", "您 好"),
        Match("wifi密码", "你的 WiFi 密码"),
        Match("信用卡", "信用ＣＡ卡", false),
        Match("カード", "カ・ー・ド", true),
        Match("안녕하세요", "네 안녕하세요"),
    ])
    func `is found whatever its case, width, punctuation and script`(_ match: Match) throws {
        let rule = "require: {any of: ['\(match.phrase.replacing("'", with: "''"))']}"
        let finding = try finding(rule, transcript: transcript(turn(.agent, at: 0, match.said)))
        #expect(finding.verdict == (match.isFound ? .passed : .failed))
    }

    @Test func `shows the times of its own words`() throws {
        let said = transcript(
            turn(.customer, at: 0, "hello there"),
            turn(.agent, at: 1000, "well thank you very much and thank you again")
        )
        let finding = try finding("require: {any of: [thank you], by: agent}", transcript: said)
        #expect(
            finding.evidence == [
                Evidence(span: span(1100, 1300), channel: 1, turn: 1),
                Evidence(span: span(1600, 1800), channel: 1, turn: 1),
            ]
        )
    }

    @Test func `shares out the time of a run of Han characters`() throws {
        let said = transcript(
            Turn(role: .agent, channel: 1, words: [Word("请问您的电话，", span(1000, 1600))]),
            language: "zh"
        )
        let finding = try finding("require: {any of: [電話]}", transcript: said)
        #expect(finding.evidence == [Evidence(span: span(1400, 1600), channel: 1, turn: 0)])
    }

    @Test func `does not run from one turn into the next`() throws {
        let said = transcript(turn(.agent, at: 0, "thank"), turn(.agent, at: 100, "you"))
        #expect(try finding("require: {any of: [thank you]}", transcript: said).verdict == .failed)
    }

    @Test func `shows at most twenty places`() throws {
        let said = transcript(turn(.agent, at: 0, String(repeating: "no ", count: 50)))
        #expect(try finding("forbid: {any of: ['no']}", transcript: said).evidence.count == 20)
    }

    @Test(arguments: [
        ("all of", "thank you and good bye", Verdict.passed), ("all of", "good bye", .failed),
        ("any of", "good bye", .passed), ("any of", "hello", .failed),
        ("none of", "hello", .passed), ("none of", "thank you", .failed),
    ])
    func `can be one of all, any or none`(quantifier: String, said: String, verdict: Verdict) throws {
        let rule = "require: {\(quantifier): [thank you, good bye]}"
        #expect(try finding(rule, transcript: transcript(turn(.agent, at: 0, said))).verdict == verdict)
    }
}
