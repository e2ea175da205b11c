/// What stands around the runs of one turn, which are visited in order.
struct Situation {
    let turn: Int
    let prose: Prose
    /// True where the turn is little more than digits up to the run's end.
    private(set) var isMostlyDigits = false

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
    private let lexicon: Lexicon
    /// How many words and digits there are up to the end of the run.
    private var words = 0
    private var digits = 0
    /// True where a cue so far is about something else.
    private var isOther = false
    /// How many cues end before the run.
    private var passed = 0
    /// Where the last long run began: it was what the references before it announced.
    private var spent = 0
    /// The end of the run before, in tokens.
    private var lastEnd = 0

    private static let closeTokens = 6
    /// What is further off is no longer what a reference announces: 发票寄到…，电话….
    private static let referenceTokens = 16
    /// Cues further off than so many others say nothing, and hostile texts hold many.
    static let mostCues = 16

    init(turn: Int, cues: [CueHit], prose: Prose, lexicon: Lexicon) {
        self.turn = turn
        self.prose = prose
        self.cues = cues.filter { ConversationContext.isSubject($0.cue) }
        self.lexicon = lexicon
    }

    /// Goes on to the next run of the turn.
    mutating func move(to run: DigitRun) {
        let first = run.tokens.lowerBound
        while passed < cues.count, cues[passed].tokens.upperBound <= first {
            isOther = isOther || cues[passed].cue == .reference || cues[passed].cue.isAside
            passed += 1
        }
        let before = cues[max(0, passed - Self.mostCues)..<passed].reversed()
        near = before.filter {
            $0.cue != .reference
                || ($0.tokens.upperBound > spent && first - $0.tokens.upperBound <= Self.referenceTokens)
        }.map(\.cue)
        announced = before.filter { $0.tokens.lowerBound >= lastEnd }.map(\.cue)
        isClose = before.first.map { first - $0.tokens.upperBound <= Self.closeTokens } ?? false
        behind = cues[passed...].prefix(Self.mostCues).filter {
            let gap = $0.tokens.lowerBound - run.tokens.upperBound
            return gap >= 0 && gap <= Self.closeTokens
        }.map(\.cue)
        count(to: run)
        followsClosely = lastEnd > 0 && first - lastEnd <= Self.closeTokens
        if run.count >= 6 { spent = first }
        lastEnd = run.tokens.upperBound
    }

    /// Counts the words between the run before and this one that are not mere talk, and this one's digits.
    private mutating func count(to run: DigitRun) {
        words += prose.tokens[lastEnd..<max(lastEnd, run.tokens.lowerBound)].count { token in
            let isTalk = lexicon.has(.backchannel, token) || lexicon.atom(token) == .filler
            return token.kind != .mark && !isTalk
        }
        digits += run.count
        // Two digits behind a few words are a count: it went up from 49.
        isMostlyDigits = !isOther && words <= max(run.count > 2 ? 4 : 1, digits / 3)
    }
}
