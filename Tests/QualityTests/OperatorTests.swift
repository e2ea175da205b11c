import Calls
import Quality
import Testing

/// A condition on phrases, what the agent says from second 0 on at ten words a second, and whether it holds.
struct Operation: Sendable, CustomTestStringConvertible {
    var condition: String
    var said: String
    var holds: Bool
    var testDescription: String { "\(condition) of '\(said)'" }

    init(_ condition: String, _ said: String, _ holds: Bool = true) {
        self.condition = condition
        self.said = said
        self.holds = holds
    }
}

@Suite struct `Operators on words` {
    @Test(arguments: [
        // Open words.
        Operation("any of: ['cancel* my account']", "please cancel my account"),
        Operation("any of: ['cancel* my account']", "I am cancelling my account"),
        Operation("any of: ['cancel* my account']", "can my account", false),
        Operation("any of: ['thank you * for']", "thank you kindly for it"),
        Operation("any of: ['thank you * for']", "thank you for it", false),
        // Letters wrong, missing, swapped.
        Operation("any of: [{fuzzy: direct debit}]", "my dirct debit"),
        Operation("any of: [{fuzzy: direct debit}]", "my diretc debits"),
        Operation("any of: [{fuzzy: direct debit}]", "my drcit debit", false),
        Operation("any of: [{fuzzy: direct debit, edits: 2}]", "my drect debitts"),
        // The same sound in other characters.
        Operation("any of: [{sounds like: 录音}]", "正在陆因"),
        Operation("any of: [{sounds like: 录音}]", "正在录像", false),
        Operation("any of: [{sounds like: 身份证号}]", "您的生分正好"),
        Operation("any of: [{sounds like: 您的余额是}]", "你的余额是"),
        Operation("any of: [{sounds like: 身份证号, differing: 1}]", "您的身份证吗"),
        Operation("any of: [{sounds like: 全程錄音, differing: 1}]", "全程都录", false),
        Operation("any of: [{sounds like: 全程錄音, differing: 1}]", "全城路银行"),
        // Expressions on the folded words.
        Operation("any of: [{regex: 'order (number )?\\d{4}'}]", "Order number 1234."),
        Operation("any of: [{regex: 'order (number )?\\d{4}'}]", "order 123", false),
        Operation("any of: [{regex: '\\bcat\\b'}]", "concatenate", false),
        Operation("any of: [{regex: '(refund|money back)', except: 'no refund'}]", "I want my money back"),
        Operation("any of: [{regex: '(no )?refund', except: '^no '}]", "there is no refund", false),
        Operation("any of: [{regex: '^hello'}]", "well hello", false),
        Operation("any of: [{regex: '余额(是|为)\\d+'}]", "您的餘額為 40 元", false),
        Operation("any of: [{regex: '余额(是|为) \\d+'}]", "您的餘額為 40 元"),
        // Digits, spoken or written.
        Operation("any of: [{digits: 3}]", "it is four two seven thanks"),
        Operation("any of: [{digits: 3}]", "it is four two thanks", false),
        Operation("any of: [{digits: 13-19}]", "4111 1111 1111 1111"),
        Operation("any of: [{digits: 4}]", "四 二 幺 七"),
        // Near, in order, and not part of another.
        Operation("any of: [{near: [credit, card], words: 3}]", "card for your credit"),
        Operation("any of: [{near: [credit, card], words: 1}]", "card for your credit", false),
        Operation("any of: [{near: [credit, card], words: 3, in order: true}]", "card for your credit", false),
        Operation("any of: [{near: [credit, card], within: 200ms}]", "card for your credit"),
        Operation("any of: [{near: [credit, card], within: 100ms}]", "card for your credit", false),
        Operation("any of: [{near: [[bank, card], number], words: 0}]", "the bank number"),
        Operation("any of: [{phrase: credit, not within: [credit card]}]", "my credit card", false),
        Operation("any of: [{phrase: credit, not within: [credit card]}]", "a credit card and a credit"),
        // How often.
        Operation("any of: [sorry, pardon], times: {at least: 3}", "sorry sorry pardon"),
        Operation("any of: [sorry, pardon], times: {at least: 3}", "sorry pardon", false),
        Operation("any of: [sorry], times: {under: 1}", "fine"),
        // Parts of the call.
        Operation("any of: [five], in: {first share: 0.5}", "one two three four five six seven eight nine ten"),
        Operation("any of: [six], in: {first share: 0.5}", "one two three four five six seven eight nine ten", false),
        Operation("any of: [six], in: {last share: 0.5}", "one two three four five six seven eight nine ten"),
        Operation("any of: [five], in: {last share: 0.5}", "one two three four five six seven eight nine ten", false),
        Operation("any of: [hello], channel: 1", "hello"), Operation("any of: [hello], channel: 0", "hello", false),
    ])
    func `find what they say`(_ operation: Operation) throws {
        let rule = "require: {\(operation.condition)}"
        let said = transcript(turn(.agent, at: 0, operation.said))
        #expect(try finding(rule, transcript: said).verdict == (operation.holds ? .passed : .failed))
    }

    @Test(arguments: [(0.5, Verdict.passed), (0.9, .failed)])
    func `believe what the recogniser is sure of`(confidence: Double, verdict: Verdict) throws {
        let word = Word("hello", span(0, 300), confidence: 0.6)
        let said = transcript(Turn(role: .agent, words: [word]))
        #expect(
            try finding("require: {any of: [hello], confidence: \(confidence)}", transcript: said).verdict == verdict
        )
    }

    @Test(arguments: [("times: 3", Verdict.passed), ("times: 4", .failed), ("times: 3, in turns: 3", .failed)])
    func `notice who says the same again`(how: String, verdict: Verdict) throws {
        let said = transcript(
            turn(.agent, at: 0, "please hold the line a moment"),
            turn(.customer, at: 2000, "please hold the line a moment"),
            turn(.agent, at: 4000, "please hold the line for a moment"),
            turn(.agent, at: 6000, "what is your number"),
            turn(.agent, at: 8000, "please hold the line a moment")
        )
        let rule = "require: {repeats: {by: agent, \(how)}}"
        #expect(try finding(rule, transcript: said).verdict == verdict)
    }

    @Test func `count from the answer and not from the start of the recording`() throws {
        var call = try someCall(seconds: 60)
        call.recording = RecordingReference(fileName: "a.wav", start: UTCTime(seconds: 980))
        let said = transcript(turn(.agent, at: 24_000, "hello"), turn(.agent, at: 26_000, "again"))
        let measures = Measures(preset: "test", duration: Milliseconds(80_000), channels: [])
        func verdict(_ phrase: String) throws -> Verdict {
            let rule = "require: {any of: [\(phrase)], in: {first: 5s}}"
            return try finding(rule, call: call, measures: measures, transcript: said).verdict
        }
        #expect(try verdict("hello") == .passed)
        #expect(try verdict("again") == .failed)
    }

    @Test(arguments: [
        ("before hold: 10s", [12_000, 35_000], Verdict.passed), ("before hold: 10s", [12_000], .failed),
        ("before hold: 10s", [9000, 35_000], .failed), ("after hold: 5s", [30_000, 62_000], .passed),
        ("after hold: 5s", [30_000, 66_000], .failed),
    ])
    func `look around each hold`(window: String, times: [Int], verdict: Verdict) throws {
        let measures = Measures(
            preset: "test",
            duration: Milliseconds(90_000),
            channels: [],
            hold: [span(20_000, 30_000), span(40_000, 60_000)]
        )
        let said = Transcript(language: "en", origin: "test", turns: times.map { turn(.agent, at: $0, "thank you") })
        let rule = "require: {any of: [thank you], in: {\(window)}}"
        #expect(try finding(rule, measures: measures, transcript: said).verdict == verdict)
        #expect(try finding(rule, transcript: said).reason == "no hold")
    }
}
