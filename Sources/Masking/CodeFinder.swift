/// Finds codes of letters and digits: Chinese company codes and plates, plates, licences and tax numbers by their cue.
enum CodeFinder {
    static func find(in prose: Prose, cues: [CueHit], asked: [Cue], _ lexicon: Lexicon = .shared) -> [TextHit] {
        var hits: [TextHit] = []
        if prose.kinds.contains(.numeral) { hits += companyCodes(prose, cues, lexicon) }
        if prose.kinds.contains(.han), prose.has(.province) { hits += chinesePlates(prose, lexicon) }
        for cue in cues {
            guard let wanted = Wanted(cue.cue) else { continue }
            if let hit = wanted.read(prose, from: cue.tokens.upperBound, lexicon) { hits.append(hit) }
        }
        for cue in asked where hits.isEmpty && prose.tokens.count <= 24 {
            let first = prose.tokens.indices.first { isTold(prose, $0, lexicon) }
            if let wanted = Wanted(cue), let first, let hit = wanted.read(prose, from: first, lexicon) {
                hits.append(hit)
            }
        }
        return hits
    }

    /// The cues whose answers are such codes.
    static let cues: [Cue] = [.plate, .driverLicence, .nationalInsurance, .taxAccount, .passport, .creditCode]

    private static func isTold(_ prose: Prose, _ index: Int, _ lexicon: Lexicon) -> Bool {
        let token = prose.tokens[index]
        if token.kind == .numeral { return true }
        guard token.kind == .word else { return false }
        if case .digit = lexicon.atom(token) { return true }
        return lexicon.entry(token).letter > 0 || (prose.length(index) <= 2 && !lexicon.has(.common, token))
    }

    /// 18 letters and digits in one piece or in groups, with a right check character or behind their cue.
    private static func companyCodes(_ prose: Prose, _ cues: [CueHit], _ lexicon: Lexicon) -> [TextHit] {
        var hits: [TextHit] = []
        var index = 0
        while index < prose.tokens.count {
            guard prose.kind(index) == .numeral, !prose.isGlued(index) || prose.kind(index - 1) != .word else {
                index += 1
                continue
            }
            var characters: [UInt8] = []
            var end = index
            while end < prose.tokens.count, characters.count < 18,
                prose.kind(end) == .word || prose.kind(end) == .numeral,
                end == index || prose.isGlued(end) || characters.count % 4 == 0 || characters.count == 2
            {
                guard prose.scalars[prose.tokens[end].range].allSatisfy({ Folding.isLatin($0) || Folding.isDigit($0) })
                else { break }
                characters += prose.scalars[prose.tokens[end].range].map { UInt8(truncatingIfNeeded: $0) & 0xFF }
                end += 1
            }
            // 91500112EY54TYYRPAcom: the first eighteen prove themselves.
            if characters.count > 18, prose.isGlued(end - 1), Checksum.creditCode(Array(characters.prefix(18))) {
                characters.removeLast(characters.count - 18)
            }
            if characters.count == 18, characters.contains(where: { $0 > 0x39 }) || !Checksum.chineseID(characters) {
                let isRight = Checksum.creditCode(characters)
                let isCued = cues.contains { $0.cue == .creditCode && $0.tokens.upperBound <= index }
                let isOdd = characters.dropLast().contains { $0 > 0x39 } || isCued
                if isOdd, isRight || isCued {
                    let range = prose.tokens[index].start..<prose.tokens[end - 1].end
                    hits.append(
                        TextHit(
                            type: .creditCode,
                            tokens: index..<end,
                            value: prose.text(range),
                            rule: isRight ? "cn-uscc.check" : "cn-uscc.cue",
                            confidence: isRight ? 0.97 : 0.8
                        )
                    )
                    index = end
                    continue
                }
            }
            index += 1
        }
        return hits
    }

    /// True for a plate's last characters, in capitals, to which letters stick: 沪JT593Ohaha.
    private static func isStuck(_ token: Token, _ count: Int) -> Bool {
        count < 6 && (token.isUpper || (count > 3 && token.isCapitalised))
    }

    /// 京A12345, 粤B·D12345, 京A幺二三四五: a province, a letter, five or six letters and digits.
    private static func chinesePlates(_ prose: Prose, _ lexicon: Lexicon) -> [TextHit] {
        var hits: [TextHit] = []
        for index in prose.tokens.indices where lexicon.has(.province, prose.tokens[index]) {
            guard prose.kind(index + 1) == .word, Folding.isLatin(prose.scalars[prose.tokens[index + 1].start]) else {
                continue
            }
            var count = 0
            var end = index + 1
            while end < prose.tokens.count, count < 7, end == index + 1 || count < 6 || prose.isGlued(end) {
                let token = prose.tokens[end]
                switch token.kind {
                case .word, .numeral:
                    guard prose.scalars[token.range].allSatisfy({ Folding.isLatin($0) || Folding.isDigit($0) }),
                        count + token.end - token.start <= 9 || isStuck(token, count)
                    else { break }
                    count += token.end - token.start
                    end += 1
                    continue
                case .han:
                    guard case .digit = lexicon.atom(token) else { break }
                    count += 1
                    end += 1
                    continue
                case .mark
                where count == 1
                    && (token.isMark("·") || token.isMark(".") || token.isMark("-")
                        || token.isMark("•") || token.isMark("・")):
                    end += 1
                    continue
                default: break
                }
                break
            }
            // More than seven: something sticks to it.
            guard count > 5 else { continue }
            let range = prose.tokens[index].start..<prose.tokens[end - 1].end
            hits.append(
                TextHit(type: .plate, tokens: index..<end, value: prose.text(range), rule: "cn-plate", confidence: 0.95)
            )
        }
        return hits
    }
}

/// A code that follows a cue: its type and what it must look like.
private struct Wanted {
    var type: EntityType
    var length: ClosedRange<Int>
    var fewestDigits: Int
    var longestWord: Int

    init?(_ cue: Cue) {
        switch cue {
        case .plate: (type, length, fewestDigits, longestWord) = (.plate, 4...8, 1, 4)
        case .driverLicence: (type, length, fewestDigits, longestWord) = (.driverLicence, 6...18, 4, 5)
        case .nationalInsurance: (type, length, fewestDigits, longestWord) = (.nationalInsurance, 8...9, 5, 2)
        case .taxAccount: (type, length, fewestDigits, longestWord) = (.taxAccount, 10...10, 4, 5)
        case .passport: (type, length, fewestDigits, longestWord) = (.passport, 6...11, 5, 2)
        case .creditCode: (type, length, fewestDigits, longestWord) = (.creditCode, 15...20, 6, 6)
        default: return nil
        }
    }

    private func fits(_ read: AlphanumericReader) -> Bool {
        length.contains(read.characters.count) && read.characters.count { $0 < 0x3A } >= fewestDigits
    }

    private static let joints = KeySet("is was number no 's it its the would be as um uh so 是 为 号 码")

    func read(_ prose: Prose, from cueEnd: Int, _ lexicon: Lexicon) -> TextHit? {
        var start = cueEnd
        while start < cueEnd + 4,
            Self.joints.contains(prose, start) || prose.isMark(start, ":") || prose.isMark(start, ",")
        {
            start += 1
        }
        guard start < prose.tokens.count else { return nil }
        var read = AlphanumericReader(prose, from: start, longestWord: longestWord, lexicon)
        if read.characters.count > length.upperBound {
            // E12345678 12 34: what is written in one piece ends with it.
            read = AlphanumericReader(prose, from: start, longestWord: longestWord, isOnePiece: true, lexicon)
        }
        if !fits(read) {
            // qq 12 34 56 c pm: as much as it can be, whatever is said behind it.
            let most = length.upperBound
            read = AlphanumericReader(prose, from: start, longestWord: longestWord, most: most, lexicon)
        }
        guard fits(read) else { return nil }
        return TextHit(
            type: type,
            tokens: read.tokens,
            value: String(decoding: read.characters, as: UTF8.self),
            rule: "\(NumberClassifier.ruleName(type)).cue",
            confidence: 0.85
        )
    }
}
