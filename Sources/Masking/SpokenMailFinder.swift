/// Finds mail addresses said aloud: `mei dot chan at gmail dot com`, `liwei艾特sina点com`, spelled ones too.
struct SpokenMailFinder {
    private let prose: Prose
    private let tokens: [Token]
    private let lexicon: Lexicon
    /// True where mail was asked for or announced.
    private let isExpected: Bool
    /// No address begins before this token: the end of the cue or of the address before.
    private var floor = 0

    private static let longestLocal = 40
    private static let longestLabel = 16

    static func find(in prose: Prose, cues: [CueHit], isExpected: Bool, _ lexicon: Lexicon = .shared) -> [TextHit] {
        var finder = Self(prose: prose, lexicon: lexicon, isExpected: isExpected || cues.contains { $0.cue == .email })
        return finder.find(after: cues.filter { $0.cue == .email }.map(\.tokens.upperBound))
    }

    private init(prose: Prose, lexicon: Lexicon, isExpected: Bool) {
        self.prose = prose
        self.lexicon = lexicon
        self.isExpected = isExpected
        tokens = prose.tokens
    }

    private mutating func find(after cueEnds: [Int]) -> [TextHit] {
        var hits: [TextHit] = []
        var index = 0
        var cue = 0
        while index < tokens.count {
            while cue < cueEnds.count, cueEnds[cue] <= index { cue += 1 }
            guard let (at, domain) = anchor(index) else {
                index += 1
                continue
            }
            let lowest = max(floor, cue > 0 ? cueEnds[cue - 1] : 0)
            guard let end = domainEnd(from: domain), let start = localStart(before: at, lowest: lowest) else {
                index += 1
                continue
            }
            hits.append(
                TextHit(
                    type: .email,
                    tokens: start..<end,
                    value: value(start..<at, domain..<end),
                    rule: "mail.spoken",
                    confidence: isExpected ? 0.95 : 0.85
                )
            )
            floor = end
            index = end
        }
        return hits
    }

    /// Where the local part ends and the domain begins, if the sign between them is said at `index`.
    private func anchor(_ index: Int) -> (local: Int, domain: Int)? {
        let token = tokens[index]
        if lexicon.has(.mailAt, token) {
            if token.kind != .han { return (index, rateEnd(index + 1)) }
            var end = index + 1
            while end < min(tokens.count, index + 3), tokens[end].kind == .han, lexicon.has(.mailAt, tokens[end]) {
                end += 1
            }
            return end > index + 1 ? (index, end) : nil
        }
        // The sign is swallowed now and then: john smith gmail dot com.
        guard isExpected, index > 0, token.kind == .word, lexicon.has(.mailHost, token), isDot(index + 1),
            !lexicon.has(.mailAt, tokens[index - 1])
        else { return nil }
        return (index, index)
    }

    /// `at the rate`, as the sign is called in India.
    private func rateEnd(_ index: Int) -> Int {
        guard Self.the.contains(prose, index), Self.rate.contains(prose, index + 1) else { return index }
        return Self.of.contains(prose, index + 2) ? index + 3 : index + 2
    }

    private static let the = KeySet("the")
    private static let rate = KeySet("rate")
    private static let of = KeySet("of")
    private static let named = KeySet("number digit letter numbers")

    private func isDot(_ index: Int) -> Bool {
        guard index < tokens.count, lexicon.has(.mailMark, tokens[index]) else { return false }
        switch tokens[index].kind {
        case .word: return prose.text(tokens[index].range) == "dot" || prose.text(tokens[index].range) == "point"
        case .han: return prose.scalars[tokens[index].start] == 0x70B9
        default: return tokens[index].isMark(".") && tokens[index].isGlued
        }
    }

    /// The end of `label dot label …` from `start`, or nil where no domain is said.
    private func domainEnd(from start: Int) -> Int? {
        guard var end = labelEnd(from: start) else { return nil }
        guard isDot(end) else {
            let isHost = isExpected && end == start + 1 && lexicon.has(.mailHost, tokens[start])
            return isHost ? end : nil
        }
        let isPlain =
            end == start + 1 || (start..<end).allSatisfy { isCharacter($0) || isNumber($0) || tokens[$0].kind == .mark }
        guard isPlain || isExpected || (end + 1 < tokens.count && lexicon.has(.topLevel, tokens[end + 1])) else {
            return nil
        }
        var labels = 0
        while labels < 4, isDot(end), let next = topLevelEnd(from: end + 1, isFirst: labels == 0) {
            end = next
            labels += 1
        }
        return labels > 0 ? end : nil
    }

    /// One to three words, or letters and digits one by one, up to the dot.
    private func labelEnd(from start: Int) -> Int? {
        var index = start
        while index < min(tokens.count, start + Self.longestLabel), !isDot(index) {
            let token = tokens[index]
            let isWord = index < start + 3 && !lexicon.has(.common, token)
            let isFree =
                index == start || isWord || isCharacter(index) || token.isGlued || lexicon.has(.mailMark, token)
            guard token.kind == .word || isNumber(index) || lexicon.has(.mailMark, token), isFree else { break }
            index += 1
        }
        return index > start ? index : nil
    }

    private func topLevelEnd(from start: Int, isFirst: Bool) -> Int? {
        guard start < tokens.count, tokens[start].kind == .word else { return nil }
        let length = tokens[start].end - tokens[start].start
        if length > 1 {
            let isTopLevel = lexicon.has(.topLevel, tokens[start]) || isStuckTopLevel(start)
            return isFirst || isTopLevel ? start + 1 : nil
        }
        var end = start
        while end < min(tokens.count, start + 4), tokens[end].kind == .word, tokens[end].end - tokens[end].start == 1 {
            end += 1
        }
        return end >= start + 2 ? end : nil
    }

    /// True for the end of `co dot ukhaha`.
    private func isStuckTopLevel(_ index: Int) -> Bool {
        lexicon.beginning(prose, index) { $0.traits.contains(.topLevel) } != nil
    }

    /// Where the local part begins, or nil where the words before the sign are no address.
    private func localStart(before at: Int, lowest: Int) -> Int? {
        var index = at
        var isSolid = false
        while index > max(lowest, at - Self.longestLocal) {
            let token = tokens[index - 1]
            let isWord = token.kind == .word && !lexicon.has(.common, token)
            // John underscore smith the number seven.
            if Self.the.contains(prose, index - 2), Self.named.contains(prose, index - 1), index < at {
                index -= 2
                continue
            }
            guard
                isWord || isNumber(index - 1) || isCharacter(index - 1) || isFiller(index - 1)
                    || lexicon.has(.mailMark, token)
            else { break }
            isSolid = isSolid || isWord || isNumber(index - 1) || isCharacter(index - 1)
            index -= 1
        }
        while index < at, isFiller(index) || (lexicon.has(.mailMark, tokens[index])) { index += 1 }
        if !isSolid || index == at {
            guard isExpected, at > lowest, tokens[at - 1].kind == .word else { return nil }
            return at - 1
        }
        return index
    }

    private func isCharacter(_ index: Int) -> Bool {
        guard index < tokens.count, tokens[index].kind == .word else { return false }
        return tokens[index].end - tokens[index].start == 1 || lexicon.entry(tokens[index]).letter > 0
    }

    private func isNumber(_ index: Int) -> Bool {
        guard index < tokens.count else { return false }
        if tokens[index].kind == .numeral { return true }
        switch lexicon.atom(tokens[index]) {
        case .digit, .oh, .teen, .tens, .times: return true
        case .counter: return index > 0 && isNumber(index - 1)
        default: return false
        }
    }

    private func isFiller(_ index: Int) -> Bool {
        if case .filler = lexicon.atom(tokens[index]), tokens[index].kind == .word {
            return !lexicon.has(.mailMark, tokens[index])
        }
        return false
    }

    /// The address in one form, as near as the words allow.
    private func value(_ local: Range<Int>, _ domain: Range<Int>) -> String {
        "\(written(local))@\(written(domain))"
    }

    private func written(_ range: Range<Int>) -> String {
        var text = ""
        for index in range where !isFiller(index) {
            let token = tokens[index]
            switch lexicon.atom(token) {
            case .digit(let digit): text += String(digit)
            case .teen(let value), .tens(let value): text += String(value)
            default:
                if isDot(index) {
                    text += "."
                } else if lexicon.has(.mailMark, token), token.kind == .word {
                    text += prose.text(token.range) == "underscore" ? "_" : "-"
                } else {
                    text += prose.text(token.range)
                }
            }
        }
        return text
    }
}
