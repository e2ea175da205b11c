/// What was asked for lately: the cues of earlier turns that a number without a cue may answer.
struct ConversationContext {
    private var cues: [Cue] = []
    private var turn = 0

    /// Turns for which a question stands.
    private static let memory = 6
    /// An order number is asked for and given at once; later numbers are others.
    private static let referenceMemory = 2

    /// The cues that still hold at `turn`, the latest first.
    func cues(at turn: Int) -> [Cue] {
        guard turn - self.turn <= Self.memory else { return [] }
        guard turn - self.turn > Self.referenceMemory else { return cues }
        return cues.filter { $0 != .reference }
    }

    /// True where the turn before `turn` asked for what `cue` means.
    func asked(_ cue: Cue, at turn: Int) -> Bool { turn - self.turn == 1 && cues.contains(cue) }

    /// What the turn before `turn` asked for.
    func asked(at turn: Int) -> Set<Cue> { turn - self.turn == 1 ? Set(cues) : [] }

    mutating func note(_ hits: [CueHit], at turn: Int) {
        let subjects = hits.map(\.cue).filter(Self.isSubject)
        guard !subjects.isEmpty else { return }
        cues = subjects.suffix(Situation.mostCues).reversed()
        self.turn = turn
    }

    /// Keeps the question open while its answer is being given.
    mutating func refresh(at turn: Int) { self.turn = turn }

    static func isSubject(_ cue: Cue) -> Bool {
        switch cue {
        case .name, .perhapsName, .greeting: false
        default: true
        }
    }
}
