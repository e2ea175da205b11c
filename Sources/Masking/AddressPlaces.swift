/// What stands behind a street: its place, and the postcode.
extension AddressFinder {
    // MARK: Behind the street

    private static let into = KeySet("in near at city town village of is it its that's and the then")

    /// The place and the postcode that follow a street.
    func addPlaces(from start: Int, to hits: inout [TextHit]) -> Int {
        var index = start
        var isIntroduced = false
        while index < start + 4,
            Self.into.contains(prose, index) || prose.isMark(index, ",") || prose.isMark(index, "\n")
        {
            isIntroduced = true
            index += 1
        }
        guard isIntroduced || isKnownPlace(index) != nil || leadsOn(index) else {
            return addPostcode(from: start, to: &hits)
        }
        if let range = place(at: index) {
            hits.append(hit(range, "address.place"))
            // Calgary, Alberta
            let next = prose.isMark(range.upperBound, ",") ? range.upperBound + 1 : range.upperBound
            guard let end = isKnownPlace(next) else { return addPostcode(from: range.upperBound, to: &hits) }
            hits.append(hit(next..<end, "address.place"))
            return addPostcode(from: end, to: &hits)
        }
        return addPostcode(from: start, to: &hits)
    }

    /// True for an unknown place with a known one or a postcode behind it: Springfield Illinois.
    private func leadsOn(_ index: Int) -> Bool {
        guard let range = place(at: index) else { return false }
        return isKnownPlace(range.upperBound) != nil
            || Postcode.end(in: prose, at: range.upperBound, isExpected: true, lexicon) != nil
    }

    func addPostcode(from start: Int, to hits: inout [TextHit]) -> Int {
        var index = start
        while index < start + 4, prose.isMark(index, ",") || Self.skipped.contains(prose, index) || isState(index) {
            index += 1
        }
        guard let end = Postcode.end(in: prose, at: index, isExpected: true, lexicon) else { return start }
        hits.append(hit(index..<end, "postcode.address", type: .postcode))
        return end
    }

    private static let skipped = KeySet("and the post code postcode zip is it it's that's um uh")

    /// Two capitals: CA, NY.
    private func isState(_ index: Int) -> Bool {
        prose.kind(index) == .word && prose.length(index) == 2 && prose.tokens[index].isCapitalised
    }

    /// A known place at `index`, as the end of its words.
    func isKnownPlace(_ index: Int) -> Int? {
        guard prose.kind(index) == .word else { return nil }
        var key = prose.tokens[index].key
        var end: Int? = words[key].contains(.place) ? index + 1 : nil
        var next = index + 1
        while next < index + 4, words[key].contains(.beginsPlace), prose.kind(next) == .word {
            key = WordTable.join(key, prose.tokens[next].key)
            next += 1
            if words[key].contains(.place) { end = next }
        }
        return end
    }

    /// A place: a known one, or up to three words that are no common words.
    func place(at index: Int) -> Range<Int>? {
        if let end = isKnownPlace(index) { return index..<end }
        var end = index
        while end < index + 3, prose.kind(end) == .word, prose.length(end) > 2,
            !lexicon.has(.common, prose.tokens[end]),
            case .none = lexicon.atom(prose.tokens[end]),
            prose.tokens[end].isCapitalised || !words.isEnglish(prose.scalars[prose.tokens[end].range])
        { end += 1 }
        return end > index ? index..<end : nil
    }

    // MARK: Written addresses

    /// What can go on an address in text with capitals, with how much it says.
    func writtenAddress(from start: Int, isCued: Bool) -> Range<Int>? {
        guard prose.kinds.contains(.capital), !(prose.isMark(start - 1, "#")) else { return nil }
        var scan = WrittenAddress(finder: self, start: start)
        scan.read()
        let isAtStart = start == 0 || ["\n", ">", "?", ":"].contains { prose.isMark(start - 1, $0) }
        let before: Double = isCued ? 2 : isAtStart ? 1 : Self.locating.contains(prose, start - 1) ? 0.75 : 0
        return scan.evidence + before >= 2.5 && scan.end > start + 1 ? start..<scan.end : nil
    }

    private static let locating = KeySet("at in to on from of near with is")
}
