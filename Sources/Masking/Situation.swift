/// What stands around the runs of one turn.
struct Situation {
    let turn: Int
    let prose: Prose
    private let cues: [CueHit]
    /// True where the turn is little more than digits.
    let isMostlyDigits: Bool
    /// Where the last long run began: it was what the references before it announced.
    private var spent = 0

    private static let closeTokens = 6

    init(turn: Int, cues: [CueHit], runs: [DigitRun], prose: Prose, lexicon: Lexicon) {
        self.turn = turn
        self.prose = prose
        self.cues = cues.filter { ConversationContext.isSubject($0.cue) }
        isMostlyDigits = !runs.isEmpty && Self.others(runs, prose, lexicon) <= max(4, runs.reduce(0) { $0 + $1.count } / 3)
    }

    /// Words outside the runs that are not mere talk.
    private static func others(_ runs: [DigitRun], _ prose: Prose, _ lexicon: Lexicon) -> Int {
        var count = 0
        var next = runs.startIndex
        for index in prose.tokens.indices {
            while next < runs.endIndex, runs[next].tokens.upperBound <= index { next += 1 }
            if next < runs.endIndex, runs[next].tokens.contains(index) { continue }
            let token = prose.tokens[index]
            guard token.kind != .mark else { continue }
            let isTalk = lexicon.has(.backchannel, token) || lexicon.atom(token) == .filler
            if !isTalk { count += 1 }
        }
        return count
    }

    /// The cues of the turn before `run`, the nearest first.
    func cues(before run: DigitRun) -> [Cue] {
        cues.reversed().filter {
            $0.tokens.upperBound <= run.tokens.lowerBound && !($0.cue == .reference && $0.tokens.upperBound <= spent)
        }.map(\.cue)
    }

    mutating func pass(_ run: DigitRun) {
        if run.count >= 6 { spent = run.tokens.lowerBound }
    }

    /// A cue right behind the run: `4111 … is my card number`.
    func cues(after run: DigitRun) -> [Cue] {
        cues.filter {
            $0.tokens.lowerBound >= run.tokens.upperBound && $0.tokens.lowerBound - run.tokens.upperBound <= Self.closeTokens
        }.map(\.cue)
    }

    /// True where a cue stands so close before `run` that it must mean it.
    func isClose(_ run: DigitRun) -> Bool {
        cues.contains {
            let gap = run.tokens.lowerBound - $0.tokens.upperBound
            return gap >= 0 && gap <= Self.closeTokens
        }
    }
}
