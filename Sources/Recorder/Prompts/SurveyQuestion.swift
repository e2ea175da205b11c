/// What a caller is asked after a call.
package struct SurveyConfiguration: Equatable, Sendable {
    package enum Question: String, Sendable, CaseIterable {
        /// One key, 1 to 5.
        case csat
        /// 0 to 10, closed by `#` or by three seconds of nothing.
        case nps
    }

    /// The user part of the address that the switch passes callers on to.
    package var user: String
    package var question: Question
    /// A WAV file: one channel at 8 kHz.
    package var prompt: String
    /// How long a caller may take to answer after the prompt.
    package var patience: Duration

    package init(user: String, question: Question, prompt: String, patience: Duration = .seconds(15)) {
        self.user = user
        self.question = question
        self.prompt = prompt
        self.patience = patience
    }
}

/// One caller's way through the question: keys and the time go in, an answer or none comes out.
package struct SurveyEntry: Equatable, Sendable {
    package enum Step: Equatable, Sendable {
        case waiting
        /// Nil where the caller gave no answer in time.
        case over(Int?)
    }

    private static let pause = Duration.seconds(3)
    private let question: SurveyConfiguration.Question
    private var digits = ""
    private var deadline: Duration

    /// `deadline` is when a caller who keys nothing is let go.
    package init(_ question: SurveyConfiguration.Question, deadline: Duration) {
        self.question = question
        self.deadline = deadline
    }

    /// Takes in a key; one that is no answer is passed over.
    package mutating func press(_ key: Character, at now: Duration) -> Step {
        if key == "#", let answer { return .over(answer) }
        guard let digit = key.wholeNumberValue else { return .waiting }
        if question == .csat { return (1...5).contains(digit) ? .over(digit) : .waiting }
        digits = digits == "1" && digit == 0 ? "10" : String(digit)
        deadline = now + Self.pause
        return digits == "10" ? .over(10) : .waiting
    }

    package func step(at now: Duration) -> Step { now < deadline ? .waiting : .over(answer) }

    private var answer: Int? { Int(digits) }
}
