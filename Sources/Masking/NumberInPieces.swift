/// A number that is being told in pieces, over one turn or several.
struct NumberInPieces {
    /// What it will be; nil while only its pieces are known.
    var type: EntityType?
    var speaker: Int
    /// The most digits it can have.
    var most: Int
    var digits: [UInt8] = []
    var parts: [PersonalFinding.Part] = []
    var runs: [DigitRun] = []
    /// Where the pieces are noted as found, if they are.
    var finding: Int?

    /// Turns that may lie between two pieces: what is said to make the other go on.
    private static let longestGap = 4
    private static let mostParts = 24

    func goesOn(with run: DigitRun, by speaker: Int, turn: Int) -> Bool {
        guard speaker == self.speaker, digits.count + run.count <= most, parts.count < Self.mostParts else {
            return false
        }
        return (parts.last.map { turn - $0.turn } ?? 0) <= Self.longestGap
    }

    /// What of the run goes on with the number: all of it or, `partly`, as much as there is room for.
    func piece(of run: DigitRun, by speaker: Int, turn: Int, partly: Bool) -> DigitRun? {
        if goesOn(with: run, by: speaker, turn: turn) { return run }
        guard partly else { return nil }
        return run.ends.dropLast().reversed().lazy.map { run.beginning(to: $0) }
            .first { $0.count > 1 && goesOn(with: $0, by: speaker, turn: turn) }
    }

    mutating func append(_ run: DigitRun, turn: Int) {
        let start = digits.count
        digits += run.digits
        parts.append(.init(turn: turn, range: run.range, digits: start..<digits.count))
        runs.append(run)
    }

    /// The pieces from `first` on as one run.
    func joined(from first: Int) -> (run: DigitRun, parts: [PersonalFinding.Part]) {
        let skipped = parts[first].digits.lowerBound
        var run = DigitRun(tokens: 0..<0, range: 0..<0)
        run.digits = Array(digits[skipped...])
        run.traits = runs[first].traits.union(.spoken)
        let kept = parts[first...].map { part in
            var part = part
            part.digits = part.digits.lowerBound - skipped..<part.digits.upperBound - skipped
            return part
        }
        return (run, kept)
    }
}
