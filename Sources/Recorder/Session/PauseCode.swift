/// The keys with which an agent pauses a recording and resumes it.
package struct PauseCode: Equatable, Sendable {
    package enum Order: Equatable, Sendable { case pause, resume }

    private let pause: [Character]
    private let resume: [Character]
    /// The latest keys, as many as the longer code has.
    private var latest: [Character] = []

    /// Nil where a code is not 2 to 16 of `0-9 * # A-D`, or one is the end of the other.
    package init?(pause: String, resume: String) {
        self.pause = Array(pause)
        self.resume = Array(resume)
        let keys = "0123456789*#ABCD"
        for code in [pause, resume] {
            guard (2...16).contains(code.count), code.allSatisfy(keys.contains) else { return nil }
        }
        guard !pause.hasSuffix(resume), !resume.hasSuffix(pause) else { return nil }
    }

    /// Takes in a key; what it completes, if anything.
    package mutating func press(_ key: Character) -> Order? {
        latest.append(key)
        latest.removeFirst(max(0, latest.count - max(pause.count, resume.count)))
        let order: Order? =
            latest.suffix(pause.count).elementsEqual(pause)
            ? .pause : latest.suffix(resume.count).elementsEqual(resume) ? .resume : nil
        if order != nil { latest = [] }
        return order
    }
}
