/// What stands around the runs of one turn, which are visited in order.
struct Situation {
    let turn: Int
    let prose: Prose
    /// True where the turn is little more than digits.
    let isMostlyDigits: Bool

    /// The cues before the run, the nearest first, but for references that an earlier run has answered.
    private(set) var near: [Cue] = []
    /// Cues right behind the run: `4111 … is my card number`.
    private(set) var behind: [Cue] = []
    /// The cues between the run before and this one.
    private(set) var announced: [Cue] = []
    /// True where a cue stands so close before the run that it must mean it.
    private(set) var isClose = false
    /// True where few words part the run from the one before it in the turn.
    private(set) var followsClosely = false

    private let cues: [CueHit]
    /// How many cues end before the run.
    private var passed = 0
    /// Where the last long run began: it was what the references before it announced.
    private var spent = 0
    /// The end of the run before, in tokens.
    private var lastEnd = 0

    private static let closeTokens = 6
    /// Cues further off than so many others say nothing, and hostile texts hold many.
    static let mostCues = 16

    init(turn: Int, cues: [CueHit], runs: [DigitRun], prose: Prose, lexicon: Lexicon) {
        self.turn = turn
        self.prose = prose
        self.cues = cues.filter { ConversationContext.isSubject($0.cue) }
        let isOther = self.cues.contains { $0.cue == .reference || $0.cue.isAside }
        isMostlyDigits =
            !runs.isEmpty && !isOther
            && Self.others(runs, prose, lexicon) <= max(4, runs.reduce(0) { $0 + $1.count } / 3)
    }

    /// Goes on to the next run of the turn.
    mutating func move(to run: DigitRun) {
        let first = run.tokens.lowerBound
        while passed < cues.count, cues[passed].tokens.upperBound <= first { passed += 1 }
        let before = cues[max(0, passed - Self.mostCues)..<passed].reversed()
        near = before.filter { !($0.cue == .reference && $0.tokens.upperBound <= spent) }.map(\.cue)
        announced = before.filter { $0.tokens.lowerBound >= lastEnd }.map(\.cue)
        isClose = before.first.map { first - $0.tokens.upperBound <= Self.closeTokens } ?? false
        behind = cues[passed...].prefix(Self.mostCues).filter {
            let gap = $0.tokens.lowerBound - run.tokens.upperBound
            return gap >= 0 && gap <= Self.closeTokens
        }.map(\.cue)
        followsClosely = lastEnd > 0 && first - lastEnd <= Self.closeTokens
        if run.count >= 6 { spent = first }
        lastEnd = run.tokens.upperBound
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
}
