/// What belongs to a number beside its digits: the month of an expiry date, the extension of a telephone number.
enum NumberSurroundings {
    /// The range to hide, in the text's Unicode scalars.
    static func range(of run: DigitRun, _ type: EntityType, in prose: Prose, _ lexicon: Lexicon) -> Range<Int> {
        guard !run.tokens.isEmpty else { return run.range }
        switch type {
        case .expiry: return monthStart(before: run, prose, lexicon)..<run.range.upperBound
        case .phone: return run.range.lowerBound..<extensionEnd(after: run, prose)
        case .passport, .driverLicence: return letterStart(before: run, prose)..<run.range.upperBound
        default: return run.range
        }
    }

    /// The month of `June twenty twenty eight`.
    private static func monthStart(before run: DigitRun, _ prose: Prose, _ lexicon: Lexicon) -> Int {
        let first = run.tokens.lowerBound
        for index in stride(from: first - 1, through: max(0, first - 2), by: -1)
        where lexicon.has(.month, prose.tokens[index]) { return prose.tokens[index].start }
        return run.range.lowerBound
    }

    /// The letters right before the digits, as in E12345678.
    private static func letterStart(before run: DigitRun, _ prose: Prose) -> Int {
        let letters = run.tokens.lowerBound - 1
        guard prose.isGlued(run.tokens.lowerBound), prose.kind(letters) == .word, prose.length(letters) <= 2 else {
            return run.range.lowerBound
        }
        return prose.tokens[letters].start
    }

    /// The extension of `555-123-4567x890` and `… ext. 12`.
    private static func extensionEnd(after run: DigitRun, _ prose: Prose) -> Int {
        var index = run.tokens.upperBound
        guard index < prose.tokens.count, prose.tokens[index].kind == .word,
            ["x", "ext", "extn"].contains(prose.text(prose.tokens[index].range))
        else { return run.range.upperBound }
        index += 1
        if index < prose.tokens.count, prose.tokens[index].isMark(".") { index += 1 }
        guard index < prose.tokens.count, prose.tokens[index].kind == .numeral else { return run.range.upperBound }
        return prose.tokens[index].end - prose.tokens[index].start <= 6 ? prose.tokens[index].end : run.range.upperBound
    }
}
