import Calls
import Speech

extension Conversation {
    /// The messages as turns, timed from the start of the contact; what was written in one instant has no length.
    ///
    /// `language` stands in where the source names none.
    func transcript(from start: UTCTime, language fallback: String) -> Transcript {
        let turns = messages.compactMap { message -> Turn? in
            let time = max(.zero, message.time - start)
            let words = words(of: message.text).map { Word($0, TimeSpan(start: time, end: time)) }
            return words.isEmpty ? nil : Turn(role: message.role, words: words, hasWordTimes: false)
        }
        return Transcript(language: language ?? fallback, origin: "written", turns: turns)
    }
}
