import Calls
import Quality
import Testing

/// A window, when the phrase is said in a recording of 60 s, and whether that is inside.
struct Place: Sendable, CustomTestStringConvertible {
    var window: String
    var at: Int
    var isInside: Bool
    var testDescription: String { "\(window) at \(at) ms" }

    init(_ window: String, _ at: Int, _ isInside: Bool) {
        self.window = window
        self.at = at
        self.isInside = isInside
    }
}

@Suite struct `Window of a phrase` {
    @Test(arguments: [
        Place("{first: 15s}", 0, true), Place("{first: 15s}", 14_999, true), Place("{first: 15s}", 15_000, false),
        Place("{last: 30s}", 30_000, true), Place("{last: 30s}", 29_999, false), Place("{last: 30s}", 59_900, true),
        Place("{after: {any of: [hold on]}, first: 5s}", 10_200, true),
        Place("{after: {any of: [hold on]}, first: 5s}", 15_199, true),
        Place("{after: {any of: [hold on]}, first: 5s}", 15_200, false),
        Place("{after: {any of: [hold on]}, first: 5s}", 9000, false),
        Place("{before: {any of: [hold on]}, last: 5s}", 5000, true),
        Place("{before: {any of: [hold on]}, last: 5s}", 4999, false),
        Place("{before: {any of: [hold on]}, last: 5s}", 11_000, false),
        Place("{before: {any of: [never said]}}", 50_000, true),
        Place("{after: {any of: [never said]}}", 50_000, false),
        Place("{before: {any of: [hold on], by: customer}}", 50_000, true),
    ])
    func `holds the words that start in it`(_ place: Place) throws {
        let phrase = turn(.agent, at: place.at, "good bye")
        let hold = turn(.agent, at: 10_000, "hold on")
        let said = Transcript(language: "en", origin: "test", turns: [phrase, hold].sorted { $0.span < $1.span })
        let measures = Measures(preset: "test", duration: Milliseconds(60_000), channels: [])
        let rule = "require: {any of: [good bye], in: \(place.window)}"
        let verdict = try finding(rule, measures: measures, transcript: said).verdict
        #expect(verdict == (place.isInside ? .passed : .failed))
    }

    @Test func `goes by the word's time and not by its turn's`() throws {
        let said = transcript(turn(.agent, at: 0, String(repeating: "well ", count: 150) + "good morning"))
        let finding = try finding("require: {any of: [good morning], in: {first: 15s}}", transcript: said)
        #expect(finding.verdict == .failed)
        #expect(finding.evidence == [Evidence(span: span(0, 15_000))])
    }

    @Test(arguments: [
        ("{first turns: 1}", "one", true), ("{first turns: 1}", "two", false), ("{first turns: 2}", "two", true),
        ("{last turns: 1}", "three", true), ("{last turns: 1}", "two", false), ("{last turns: 2}", "two", true),
        ("{first turns: 2, last turns: 2}", "two", true), ("{first turns: 2, last turns: 2}", "one", false),
    ])
    func `counts the turns of the one who speaks`(window: String, word: String, isInside: Bool) throws {
        let said = transcript(
            turn(.customer, at: 0, "hello"),
            turn(.agent, at: 1000, "one"),
            turn(.customer, at: 2000, "yes"),
            turn(.agent, at: 3000, "two"),
            turn(.customer, at: 4000, "no"),
            turn(.agent, at: 5000, "three")
        )
        let rule = "require: {any of: ['\(word)'], by: agent, in: \(window)}"
        #expect(try finding(rule, transcript: said).verdict == (isInside ? .passed : .failed))
    }

    @Test(arguments: [
        ("", true), ("within: 1s", true), ("within: 300ms", true), ("within: 299ms", false),
    ])
    func `of a sequence is the gap between its steps`(within: String, holds: Bool) throws {
        // The second "card" follows the last "number" 300 ms after its end.
        let said = transcript(
            turn(.customer, at: 0, "card is lost"),
            turn(.agent, at: 2000, "your number please"),
            turn(.customer, at: 2500, "card")
        )
        let steps = "[{any of: [number], by: agent}, {any of: [card], by: customer}]"
        let finding = try finding("require:\n  sequence: \(steps)\n  \(within)", transcript: said)
        #expect(finding.verdict == (holds ? .passed : .failed))
        guard holds else { return }
        #expect(
            finding.evidence == [
                Evidence(span: span(2100, 2200), channel: 1, turn: 1),
                Evidence(span: span(2500, 2600), channel: 0, turn: 2),
            ]
        )
    }

    @Test func `of a sequence refuses the wrong order`() throws {
        let said = transcript(turn(.agent, at: 0, "bye then hello"))
        let rule = "require: {sequence: [{any of: [hello]}, {any of: [bye]}]}"
        #expect(try finding(rule, transcript: said).verdict == .failed)
    }
}
