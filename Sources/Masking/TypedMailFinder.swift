/// Finds mail addresses that are written as such.
enum TypedMailFinder {
    static func find(in prose: Prose) -> [TextHit] {
        var hits: [TextHit] = []
        for (index, token) in prose.tokens.enumerated() where token.isMark("@") {
            guard let range = address(prose.scalars, around: token.start) else { continue }
            hits.append(
                TextHit(
                    type: .email,
                    tokens: index..<index + 1,
                    value: prose.text(range),
                    rule: "mail.typed",
                    confidence: 0.99,
                    exactRange: range
                )
            )
        }
        return hits
    }

    /// The address around an `@`, or nil where there is none.
    private static func address(_ scalars: [UInt32], around at: Int) -> Range<Int>? {
        var start = at
        while start > 0, isLocal(scalars[start - 1]) { start -= 1 }
        while start < at, isEdge(scalars[start]) { start += 1 }
        var end = at + 1
        while end < scalars.count, isDomain(scalars[end]) { end += 1 }
        while end > at, isEdge(scalars[end - 1]) { end -= 1 }
        guard start < at, end > at + 1, let dot = scalars[at..<end].lastIndex(of: 0x2E) else { return nil }
        let topLevel = scalars[(dot + 1)..<end]
        return topLevel.count >= 2 && topLevel.allSatisfy(Folding.isLetter) && dot > at + 1 ? start..<end : nil
    }

    private static func isEdge(_ scalar: UInt32) -> Bool { scalar == 0x2E || scalar == 0x2D || scalar == 0x27 }

    private static func isLocal(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2E, 0x5F, 0x25, 0x2B, 0x2D, 0x27: true
        default: isDomain(scalar)
        }
    }

    private static func isDomain(_ scalar: UInt32) -> Bool {
        Folding.isDigit(scalar) || Folding.isLetter(scalar) || scalar == 0x2D || scalar == 0x2E
            || scalar == Folding.nothing
    }
}
