/// Words to which letters stick, as in `roadhaha` and `sevenx`: who reads them still reads the word.
extension Lexicon {
    /// What the longest beginning of an unknown word means, of those that are wanted; nil for any word of English.
    func beginning(_ prose: Prose, _ index: Int, where isWanted: (Entry) -> Bool) -> Entry? {
        guard prose.kind(index) == .word, prose.tokens[index].lexeme == 0, prose.length(index) > 2 else { return nil }
        let range = prose.tokens[index].range
        var found: Entry?
        var key = WordKey()
        for place in range.dropLast() where prose.scalars[place] != Folding.nothing {
            key.add(prose.scalars[place])
            let entry = entries[self.index(of: key.key)]
            if place > range.lowerBound, isWanted(entry) { found = entry }
        }
        guard let found else { return nil }
        return WordTable.shared.isEnglish(prose.scalars[range]) && !isOrdinal(prose.scalars[range], found) ? nil : found
    }

    /// `seventh`, where a number goes on.
    private func isOrdinal(_ word: ArraySlice<UInt32>, _ beginning: Entry) -> Bool {
        if case .digit = beginning.atom { word.suffix(2).elementsEqual([0x74, 0x68]) } else { false }
    }

    /// The part of a number that a word is, or the beginning of an unknown one.
    func number(_ prose: Prose, _ index: Int) -> Atom {
        guard prose.kind(index) == .word else { return .none }
        if prose.tokens[index].lexeme != 0 { return atom(prose.tokens[index]) }
        let entry = beginning(prose, index) {
            switch $0.atom {
            case .digit, .teen, .tens: true
            default: false
            }
        }
        return entry?.atom ?? .none
    }
}

extension WordTable {
    /// The keys of a word's beginnings of four letters and more, the longest first.
    private static func beginnings(_ word: ArraySlice<UInt32>) -> [UInt64] {
        var key = WordKey()
        var keys: [UInt64] = []
        for place in word.indices.dropLast() {
            key.add(word[place])
            if place - word.startIndex >= 3 { keys.append(key.key) }
        }
        return keys.reversed()
    }

    /// What a word is, or the beginning of one that no list has: `Kevinhaha`.
    func kinds(_ prose: Prose, _ index: Int) -> WordKinds {
        let token = prose.tokens[index]
        let kinds = self[token.key]
        guard kinds.isEmpty, token.lexeme == 0, token.end - token.start > 4 else { return kinds }
        let word = prose.scalars[token.range]
        guard !isEnglish(word) else { return kinds }
        let found = Self.beginnings(word).lazy.map { self[$0].intersection([.givenName, .surname, .place]) }
        return found.first { !$0.isEmpty } ?? kinds
    }

    /// True where the words of a row are a place, whatever sticks to the last: `New Zealandhaha`.
    func isPlace(_ prose: Prose, _ row: Range<Int>) -> Bool {
        guard let last = row.last else { return false }
        var before: UInt64?
        for index in row.dropLast() {
            let key = prose.tokens[index].key
            before = before.map { Self.join($0, key) } ?? key
        }
        func isPlace(_ key: UInt64) -> Bool { self[before.map { Self.join($0, key) } ?? key].contains(.place) }
        let token = prose.tokens[last]
        if isPlace(token.key) { return true }
        guard self[token.key].isEmpty, token.lexeme == 0, token.end - token.start > 4 else { return false }
        let word = prose.scalars[token.range]
        return !isEnglish(word) && Self.beginnings(word).contains(where: isPlace)
    }
}
