/// Finds addresses of machines and pages: IPv4, IPv6, MAC, URLs and host names.
enum NetworkFinder {
    static func find(in prose: Prose, cues: [CueHit], _ lexicon: Lexicon = .shared) -> [TextHit] {
        var hits: [TextHit] = []
        guard prose.kinds.contains(.mark) else { return hits }
        // Version 3.0.1.1 looks like an address.
        let versions = cues.filter { $0.cue == .reference }.map(\.tokens.upperBound)
        var index = 0
        while index < prose.tokens.count {
            guard let hit = hit(prose, at: index, lexicon) else {
                index += 1
                continue
            }
            let first = hit.tokens.lowerBound
            let isVersion = hit.type == .ipAddress && versions.contains { first >= $0 && first - $0 <= 3 }
            if !isVersion { hits.append(hit) }
            let end = hit.range(in: prose).upperBound
            index += 1
            while index < prose.tokens.count, prose.tokens[index].start < end { index += 1 }
        }
        return hits
    }

    private static func hit(_ prose: Prose, at index: Int, _ lexicon: Lexicon) -> TextHit? {
        let token = prose.tokens[index]
        if token.isMark(":") { return url(prose, index) ?? sixGroups(prose, index) }
        guard token.isMark("."), token.isGlued else { return token.isMark("-") ? mac(prose, index, "-") : nil }
        return fourGroups(prose, index) ?? host(prose, index, lexicon)
    }

    private static func make(_ prose: Prose, _ type: EntityType, _ range: Range<Int>, _ rule: String) -> TextHit {
        let first = firstToken(prose, endingBehind: range.lowerBound)
        return TextHit(
            type: type,
            tokens: first..<first + 1,
            value: prose.text(range),
            rule: rule,
            confidence: 0.9,
            exactRange: range
        )
    }

    /// Found by halves: a text may hold as many addresses as there is room for.
    private static func firstToken(_ prose: Prose, endingBehind place: Int) -> Int {
        var (low, high) = (0, prose.tokens.count)
        while low < high {
            let middle = (low + high) / 2
            if prose.tokens[middle].end > place { high = middle } else { low = middle + 1 }
        }
        return min(low, prose.tokens.count - 1)
    }

    /// 192.168.0.1, at its first dot.
    private static func fourGroups(_ prose: Prose, _ dot: Int) -> TextHit? {
        guard dot > 0, prose.number(dot - 1, digits: 3) != nil, !prose.isMark(dot - 2, ".") || !prose.isGlued(dot - 1)
        else { return nil }
        var last = dot - 1
        for group in 0..<4 {
            guard let value = prose.number(dot - 1 + group * 2, digits: 3), value < 256 else { return nil }
            last = dot - 1 + group * 2
            guard group == 3 || (prose.isMark(last + 1, ".") && prose.isGlued(last + 1) && prose.isGlued(last + 2))
            else {
                return nil
            }
        }
        if prose.isMark(last + 1, "."), prose.isGlued(last + 2), prose.kind(last + 2) == .numeral { return nil }
        return make(prose, .ipAddress, prose.tokens[dot - 1].start..<prose.tokens[last].end, "ip.v4")
    }

    private static func isHex(_ scalar: UInt32) -> Bool { Folding.isDigit(scalar) || scalar &- 0x61 < 6 }

    /// The longest an IPv6 address is written.
    private static let longest = 45

    /// IPv6 or a MAC with colons, at its first colon.
    private static func sixGroups(_ prose: Prose, _ index: Int) -> TextHit? {
        let scalars = prose.scalars
        var (start, end) = (prose.tokens[index].start, prose.tokens[index].end)
        let (least, most) = (max(0, start - longest - 1), min(scalars.count, end + longest + 1))
        while start > least, isHex(scalars[start - 1]) || scalars[start - 1] == 0x3A { start -= 1 }
        while end < most, isHex(scalars[end]) || scalars[end] == 0x3A { end += 1 }
        while end > start, scalars[end - 1] == 0x3A { end -= 1 }
        // …:2eb4dollars
        if end < scalars.count, Folding.isLatin(scalars[end]), let colon = scalars[start..<end].lastIndex(of: 0x3A) {
            end = min(end, colon + 5)
        }
        guard end - start <= longest, start == 0 || !Folding.isLetter(scalars[start - 1]) else { return nil }
        let groups = scalars[start..<end].split(separator: 0x3A, omittingEmptySubsequences: false)
        if groups.count == 6, groups.allSatisfy({ $0.count == 2 }) {
            return make(prose, .macAddress, start..<end, "mac")
        }
        let isShort = groups.dropFirst().dropLast().contains { $0.isEmpty }
        guard groups.count == 8 || (isShort && (3..<8).contains(groups.count)), groups.allSatisfy({ $0.count <= 4 }),
            groups.contains(where: { $0.count > 2 })
        else { return nil }
        return make(prose, .ipAddress, start..<end, "ip.v6")
    }

    private static func mac(_ prose: Prose, _ index: Int, _ mark: Unicode.Scalar) -> TextHit? {
        let scalars = prose.scalars
        let start = prose.tokens[index].start - 2
        guard start >= 0, start + 17 <= scalars.count, start == 0 || !isHex(scalars[start - 1]) else { return nil }
        for place in 0..<17 {
            let scalar = scalars[start + place]
            guard place % 3 == 2 ? scalar == mark.value : isHex(scalar) else { return nil }
        }
        // 12-34-56-78-90-12 may be any number: a letter makes it a MAC.
        let isNext = start + 17 < scalars.count && (isHex(scalars[start + 17]) || scalars[start + 17] == mark.value)
        guard !isNext, scalars[start..<start + 17].contains(where: Folding.isLatin) else { return nil }
        return make(prose, .macAddress, start..<start + 17, "mac")
    }

    private static let schemes = KeySet("http https ftp ws wss")

    /// `https://…`, at its colon.
    private static func url(_ prose: Prose, _ index: Int) -> TextHit? {
        guard schemes.contains(prose, index - 1), prose.isMark(index + 1, "/"), prose.isMark(index + 2, "/") else {
            return nil
        }
        return make(prose, .url, prose.tokens[index - 1].start..<pathEnd(prose, prose.tokens[index + 2].end), "url")
    }

    private static func pathEnd(_ prose: Prose, _ start: Int) -> Int {
        var end = start
        while end < prose.scalars.count {
            let scalar = prose.scalars[end]
            guard scalar > 0x20, scalar < 0x7F, scalar != 0x22, scalar != 0x3C, scalar != 0x3E else { break }
            end += 1
        }
        while end > start, [0x2E, 0x2C, 0x29, 0x3F, 0x21, 0x3B, 0x3A, 0x27].contains(prose.scalars[end - 1]) {
            end -= 1
        }
        return end
    }

    private static let www = KeySet("www")

    /// `www.example.com` and `example.com/page`, at its first dot.
    private static func host(_ prose: Prose, _ dot: Int, _ lexicon: Lexicon) -> TextHit? {
        guard dot > 0, prose.kind(dot - 1) == .word || prose.kind(dot - 1) == .numeral else { return nil }
        var start = dot - 1
        while start > 1, prose.isGlued(start), prose.isMark(start - 1, "-"), prose.isGlued(start - 1) { start -= 2 }
        var last = dot + 1
        while prose.isGlued(last), prose.kind(last) == .word || prose.kind(last) == .numeral,
            (prose.isMark(last + 1, ".") || prose.isMark(last + 1, "-")), prose.isGlued(last + 1),
            prose.isGlued(last + 2)
        { last += 2 }
        guard prose.kind(last) == .word, prose.isGlued(last), prose.kind(start) == .word else { return nil }
        if prose.isMark(start - 1, "@"), prose.isGlued(start) { return nil }
        let isSure = www.contains(prose, start) && last > start + 2
        guard isSure || (lexicon.has(.topLevel, prose.tokens[last]) && prose.length(last) > 1) else { return nil }
        // "yes.in" lacks a space after a full stop.
        guard isSure || !lexicon.has(.common, prose.tokens[last]) else { return nil }
        let end =
            prose.isMark(last + 1, "/") && prose.isGlued(last + 1)
            ? pathEnd(prose, prose.tokens[last].end) : prose.tokens[last].end
        return make(prose, .url, prose.tokens[start].start..<end, "url.host")
    }
}
