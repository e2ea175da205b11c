internal import Calls
internal import Foundation
internal import StrictYAML

extension RuleTest {
    static let maximum = 200

    /// The tests of a rule; one that lists alternatives for a line counts once for each.
    static func read(_ value: YAMLValue?, language: String) throws(YAMLError) -> [RuleTest] {
        guard let value else { return [] }
        var tests: [RuleTest] = []
        for item in try value.bounded(maximum, "tests") {
            tests += try expand(item, language: language)
            guard tests.count <= maximum else { throw item.error("more than \(maximum) tests in one rule") }
        }
        return tests
    }

    private static func expand(_ value: YAMLValue, language: String) throws(YAMLError) -> [RuleTest] {
        let mapping = try value.mapping(Grammar.test.names)
        let name = try mapping["name"]?.string()
        let call = try Call(test: mapping["call"])
        let measures = try mapping["measures"].map { (value) throws(YAMLError) in try Measures(test: value) }
        let expected = try mapping.required("expect").oneOf(Expectation.self).verdict
        let language = try mapping["language"]?.languageTag() ?? language
        var dialogues: [Dialogue?] = [nil]
        if let lines = mapping["dialogue"] { dialogues = try Dialogue.read(lines) }
        return dialogues.map { dialogue in
            RuleTest(
                name: [name, dialogue?.variant].compactMap(\.self).joined(separator: ": "),
                expected: expected,
                call: call,
                measures: measures,
                transcript: dialogue.map { Transcript(language: language, origin: "test", turns: $0.turns) },
                line: value.line
            )
        }
    }
}

private enum Expectation: String, CaseIterable {
    case pass, fail
    case notApplicable = "n/a"

    var verdict: Verdict {
        switch self {
        case .pass: .passed
        case .fail: .failed
        case .notApplicable: .notApplicable
        }
    }
}

extension Call {
    /// An answered inbound call, but for what the test says.
    fileprivate init(test value: YAMLValue?) throws(YAMLError) {
        let facts = try value?.mapping(Grammar.testCall.names)
        guard let id = CallID("test") else { throw YAMLError(file: "", line: 0, column: 0, problem: "no id") }
        let start = try facts?["start"]?.instant() ?? UTCTime(milliseconds: 0)
        let duration = try facts?["duration"].map { (value) throws(YAMLError) in try value.length() }
        self.init(
            id: id,
            start: start,
            answered: duration == nil ? nil : start,
            end: duration.map { start + $0 },
            direction: try facts?["direction"]?.oneOf(Direction.self) ?? .inbound,
            outcome: try facts?["outcome"]?.oneOf(Outcome.self) ?? .answered,
            queue: try facts?["queue"]?.string(),
            agent: try facts?["agent"]?.string(),
            wait: try facts?["wait"].map { (value) throws(YAMLError) in try value.length() },
            hungUpBy: try facts?["hung up by"]?.oneOf(PartyRole.self),
            transfers: try facts?["transfers"]?.int(in: 0...1000) ?? 0
        )
    }
}

extension Measures {
    /// Spans are written as `[from, to]`; the agent speaks on channel 0, the customer on channel 1.
    fileprivate init(test value: YAMLValue) throws(YAMLError) {
        let mapping = try value.mapping(Grammar.testMeasures.names)
        let isMono = try mapping["one channel"]?.bool() ?? false
        var interruptions: [Interruption] = []
        for (channel, spans) in try mapping["interruptions"].byParty().enumerated() {
            interruptions += spans.map { Interruption(channel: channel, span: $0) }
        }
        let (speech, music, tones) = (
            try mapping["speech"].byParty(), try mapping["music"].byParty(), try mapping["tones"].byParty()
        )
        let (beeps, keys) = (try mapping["beeps"].byParty(), try mapping["dtmf"].byParty())
        let loudness = try mapping["loudness"]?.mapping(Grammar.parties)
        let roles: [PartyRole] = isMono ? [.other] : [.agent, .customer]
        self.init(
            preset: "test",
            duration: try mapping.required("duration").length(),
            channels: try roles.enumerated().map { (channel, role) throws(YAMLError) in
                ChannelMeasures(
                    role: role,
                    speech: speech[channel],
                    music: music[channel],
                    tones: tones[channel],
                    speechLevel: try loudness?[role.rawValue]?.double(in: -100...0),
                    sounds: beeps[channel].map { NamedSound(kind: .beep, span: $0) }
                        + keys[channel].map { NamedSound(kind: .dtmf, span: $0) }
                )
            },
            silence: try mapping["silence"].spans(),
            deadAir: try mapping["dead air"].spans(),
            talkOver: isMono ? nil : try mapping["talk-over"].spans(),
            interruptions: isMono ? nil : interruptions,
            hold: try mapping["hold"].spans()
        )
    }
}

extension YAMLValue {
    /// `YYYY-MM-DD HH:MM`, in UTC: the clock of tests.
    fileprivate func instant() throws(YAMLError) -> UTCTime {
        guard let date = Self.clock.date(from: try string()) else {
            throw error("expected a date and time", hint: "write it like 2026-11-20 09:30")
        }
        return UTCTime(milliseconds: Int(date.timeIntervalSince1970) * 1000)
    }

    private static var clock: DateFormatter {
        let clock = DateFormatter()
        clock.locale = Locale(identifier: "en_US_POSIX")
        clock.timeZone = .gmt
        clock.isLenient = false
        clock.dateFormat = "yyyy-MM-dd HH:mm"
        return clock
    }
}

extension YAMLValue? {
    /// Spans of the agent and of the customer.
    fileprivate func byParty() throws(YAMLError) -> [[TimeSpan]] {
        let mapping = try self?.mapping(Grammar.parties)
        return [try mapping?["agent"].spans() ?? [], try mapping?["customer"].spans() ?? []]
    }

    fileprivate func spans() throws(YAMLError) -> [TimeSpan] {
        guard let value = self else { return [] }
        var spans: [TimeSpan] = []
        for item in try value.sequence() {
            let ends = try item.sequence()
            guard ends.count == 2 else { throw item.error("expected [from, to]") }
            let start = Milliseconds(try ends[0].milliseconds())
            spans.append(TimeSpan(start: start, end: Milliseconds(try ends[1].milliseconds())))
        }
        return spans
    }
}
