/// What stands between the digits of a run and around it.
extension DigitReader {
    /// Where the run goes on behind fillers and marks, or nil where it ends.
    mutating func skipPause(from start: Int) -> Int? {
        var index = start
        var traits: DigitRun.Traits = []
        var isCorrected = false
        while index < min(tokens.count, start + Self.longestPause) {
            let token = tokens[index]
            switch atom(index) {
            case .filler: break
            case .counter where index > start: break
            case .correction: isCorrected = true
            default:
                if let behind = doubtEnd(at: index) {
                    index = behind
                    continue
                }
                guard token.kind == .mark else {
                    let isHeard = if case .homophone = atom(index), index == start { true } else { false }
                    guard isHeard || isDigitWord(index) || isCross(index) || stuckDigits(index) != nil else {
                        return nil
                    }
                    run.traits.formUnion(traits)
                    if isCorrected { run.corrections.append(run.count) }
                    return index
                }
                guard let trait = pause(at: index) else { return nil }
                traits.formUnion(trait)
            }
            index += 1
        }
        return nil
    }

    private static let doubts = [
        "you know", "i mean", "i think", "let me see", "hold on", "wait a second", "one second", "one moment",
        "bear with me",
        "i am not sure", "i'm not sure", "not sure", "where is it", "here we go",
    ].map { Prose($0).tokens.map(\.key) }

    /// The end of a phrase of doubt at `index`, which breaks no number.
    private func doubtEnd(at index: Int) -> Int? {
        guard tokens[index].kind == .word else { return nil }
        for keys in Self.doubts where keys[0] == tokens[index].key && index + keys.count < tokens.count {
            if (1..<keys.count).allSatisfy({ tokens[index + $0].key == keys[$0] }) { return index + keys.count }
        }
        return nil
    }

    private func isCross(_ index: Int) -> Bool {
        guard run.count == 17 else { return false }
        if case .cross = atom(index) { return true }
        return tokens[index].kind == .word && prose.scalars[tokens[index].start] == 0x78
    }

    /// What a mark between digits says of them, or nil where it parts two numbers.
    private func pause(at index: Int) -> DigitRun.Traits? {
        switch UInt32(truncatingIfNeeded: tokens[index].key) {
        case 0x2D: .dash
        case 0x2C, 0x3001, 0xFF0C, 0xB7: []
        case 0x2E where index + 1 < tokens.count && tokens[index + 1].isGlued: .dot
        case 0x2026: []
        // 13800138000/622202…: two numbers in a list.
        case 0x2F
        where run.count > 6 && index + 1 < tokens.count && tokens[index + 1].end - tokens[index + 1].start > 4:
            nil
        case 0x2F: .slash
        case 0x28, 0x29: .bracket
        default: nil
        }
    }

    /// Finishes the run: its place in the text and what stands around it.
    mutating func close() {
        let (first, last) = (run.tokens.lowerBound, run.tokens.upperBound - 1)
        guard first <= last else { return }
        run.range = tokens[first].start..<tokens[last].end
        if tokens[first].isGlued, first > 0, tokens[first - 1].kind == .word { run.traits.insert(.afterLetters) }
        if run.traits.contains(.bracket), first > 0, tokens[first - 1].isMark("(") {
            run.range = tokens[first - 1].start..<run.range.upperBound
        }
        if run.count < 10, isPriced(first) || isMinutes(first) || isDecimal { run.traits.insert(.quantity) }
        runs.append(run)
    }

    /// True for 1249.99.
    private var isDecimal: Bool {
        run.traits.contains(.dot) && run.groups.count == 2 && run.groups.allSatisfy(\.isNumeral)
            && run.groups[1].digits.count < 3
    }

    /// True for 45 in 10:45.
    private func isMinutes(_ first: Int) -> Bool {
        first > 1 && tokens[first].isGlued && tokens[first - 1].isMark(":") && tokens[first - 2].kind == .numeral
    }

    /// True behind the sign of a currency.
    private func isPriced(_ first: Int) -> Bool {
        guard first > 0, tokens[first - 1].kind == .mark else { return false }
        switch UInt32(truncatingIfNeeded: tokens[first - 1].key) {
        case 0x24, 0xA3, 0x20AC, 0xA5, 0x20B9: return true
        default: return false
        }
    }
}
