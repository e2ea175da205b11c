import Calls

extension RecordedCall {
    /// Keys that lie further apart belong to different entries: a menu's choice is no part of a later answer.
    private static let longestPause = Milliseconds(10_000)

    /// The survey that the customer keyed, each answer closed by `#`; nil where there is none.
    ///
    /// An answer is an entry of one or two digits. A longer one, or one with `*` or letters in it, could be a card number or a
    /// code: it is no answer, and it parts those before it from those after it. The last unbroken run of answers is the
    /// survey, in the questions' order. An answer off its question's scale counts as none. Digits go nowhere but into the two scores.
    func keyedSurvey(_ questions: [SurveyQuestion]) -> Survey? {
        var run: [Int] = []
        var isRunOver = false
        for entry in entries {
            if let answer = Self.answer(entry) {
                if isRunOver { run = [] }
                isRunOver = false
                run.append(answer)
            } else if !entry.isEmpty {
                isRunOver = true
            }
        }
        var csat: Int?
        var nps: Int?
        for (question, answer) in zip(questions, run) {
            switch question {
            case .csat: csat = (1...5).contains(answer) ? answer : nil
            case .nps: nps = (0...10).contains(answer) ? answer : nil
            }
        }
        return Survey(csat: csat, nps: nps)
    }

    private static func answer(_ entry: [UInt8]) -> Int? {
        guard (1...2).contains(entry.count) else { return nil }
        return entry[...].number
    }

    /// What the customer's channels keyed, cut at each `#`; what no `#` closes in time is dropped.
    private var entries: [[UInt8]] {
        let customers = Set(cdr.channels.indices.filter { cdr.channels[$0].role == .customer })
        let keyed = cdr.keyed.filter { customers.contains($0.channel) }.sorted { $0.at < $1.at }
        var entries: [[UInt8]] = []
        var entry: [UInt8] = []
        var last: Milliseconds?
        for key in keyed {
            if let last, key.at - last > Self.longestPause { entry = [] }
            last = key.at
            if key.digit == "#" {
                entries.append(entry)
                entry = []
            } else {
                entry += key.digit.utf8
            }
        }
        return entries
    }
}
