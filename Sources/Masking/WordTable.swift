/// What a word is in the lists of words, names and places.
struct WordKinds: OptionSet {
    let rawValue: UInt8

    static let english = Self(rawValue: 1)
    static let givenName = Self(rawValue: 2)
    static let surname = Self(rawValue: 4)
    /// A city or a country.
    static let place = Self(rawValue: 8)
    /// The first word of a place of several words.
    static let beginsPlace = Self(rawValue: 16)

    static let name: Self = [.givenName, .surname]
}

/// The lists of words, names and places, looked up by the keys of tokens.
///
/// One row of keys with open addressing: some 30,000 words take half a megabyte.
struct WordTable: Sendable {
    static let shared = Self(lists: [
        (.english, englishWordsToL), (.english, englishWordsFromM), (.givenName, givenNamesOfCensus),
        (.surname, surnamesOfCensus), (.place, places),
    ])

    private var keys: [UInt64]
    private var kinds: [WordKinds]
    private let mask: Int

    private init(lists: [(WordKinds, String)]) {
        mask = 1 << 16 - 1
        keys = [UInt64](repeating: 0, count: mask + 1)
        kinds = [WordKinds](repeating: [], count: mask + 1)
        for (kind, list) in lists { read(list, kind) }
    }

    /// Takes in a list as `scripts/masking-lists.py` writes it: a capital tells how many letters are those of the word before.
    private mutating func read(_ list: String, _ kind: WordKinds) {
        var word: [UInt8] = []
        for byte in list.utf8 {
            guard byte &- 0x41 < 26 else {
                word.append(byte)
                continue
            }
            insert(word, kind)
            word.removeLast(max(0, word.count - Int(byte - 0x41)))
        }
        insert(word, kind)
    }

    private mutating func insert(_ word: [UInt8], _ kind: WordKinds) {
        guard !word.isEmpty else { return }
        let parts = word.split(separator: UInt8(ascii: "_"))
        var whole: UInt64 = 0
        for (place, part) in parts.enumerated() {
            let key = Self.key(part)
            whole = place == 0 ? key : Self.join(whole, key)
            if place < parts.count - 1 { add(.beginsPlace, at: whole) }
        }
        add(kind, at: whole)
    }

    private mutating func add(_ kind: WordKinds, at key: UInt64) {
        let slot = slot(key)
        keys[slot] = key
        kinds[slot].formUnion(kind)
    }

    private func slot(_ key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: key ^ key >> 32) & mask
        while keys[slot] != key, keys[slot] != 0 { slot = (slot + 1) & mask }
        return slot
    }

    private static func key(_ word: some Sequence<UInt8>) -> UInt64 {
        var key = WordKey()
        for byte in word { key.add(UInt32(byte)) }
        return key.key
    }

    /// The key of a place of several words.
    static func join(_ first: UInt64, _ second: UInt64) -> UInt64 { (first &* 31 ^ second) | 1 << 63 }

    subscript(key: UInt64) -> WordKinds {
        let slot = slot(key)
        return keys[slot] == key ? kinds[slot] : []
    }

    /// True for a word of English, also in its plural, past and other regular forms.
    func isEnglish(_ scalars: ArraySlice<UInt32>) -> Bool {
        if self[Self.key(of: scalars)].contains(.english) { return true }
        for (ending, others) in Self.endings where scalars.count > ending.count + 2 {
            guard scalars.suffix(ending.count).elementsEqual(ending) else { continue }
            let stem = scalars.dropLast(ending.count)
            if others.contains(where: { self[Self.key(of: stem, $0)].contains(.english) }) { return true }
        }
        return false
    }

    private static func key(of scalars: ArraySlice<UInt32>, _ last: UInt32? = nil) -> UInt64 {
        var key = WordKey()
        for scalar in scalars { key.add(scalar) }
        if let last { key.add(last) }
        return key.key
    }

    private static let endings: [([UInt32], [UInt32?])] = [
        ("s", [nil]), ("es", [nil]), ("ed", [nil, 0x65]), ("ing", [nil, 0x65]), ("ly", [nil]), ("er", [nil, 0x65]),
    ].map { ($0.0.unicodeScalars.map(\.value), $0.1) }
}
