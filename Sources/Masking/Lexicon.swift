/// What single words and characters mean to the detectors.
struct WordTraits: OptionSet {
    let rawValue: UInt32

    /// A function word or another common word that is no part of a name.
    static let common = Self(rawValue: 1 << 0)
    static let givenName = Self(rawValue: 1 << 1)
    static let surname = Self(rawValue: 1 << 2)
    /// Something that is counted or measured: dollars, minutes, 元.
    static let unit = Self(rawValue: 1 << 3)
    /// A host that people have mail with: gmail, qq.
    static let mailHost = Self(rawValue: 1 << 4)
    /// The last part of a domain: com, uk.
    static let topLevel = Self(rawValue: 1 << 5)
    /// A mark said aloud within an address: dot, underscore, 点.
    static let mailMark = Self(rawValue: 1 << 6)
    /// `at`, 艾特.
    static let mailAt = Self(rawValue: 1 << 7)
    static let hanSurname = Self(rawValue: 1 << 8)
    /// A character that hardly ever stands in a given name.
    static let hanCommon = Self(rawValue: 1 << 9)
    /// A word said to keep the other party talking: okay, go ahead, 嗯.
    static let backchannel = Self(rawValue: 1 << 10)
    static let month = Self(rawValue: 1 << 11)
    /// Road, avenue, strasse: what a street is called by.
    static let street = Self(rawValue: 1 << 12)
    /// Flat, suite: what is told with a number within a house.
    static let dwelling = Self(rawValue: 1 << 13)
    /// old, 岁: an age stands before it.
    static let ageWord = Self(rawValue: 1 << 14)
    /// 京 沪 粤: what a Chinese plate begins with.
    static let province = Self(rawValue: 1 << 15)
    /// 省 市 区 县: what a Chinese region's name ends with.
    static let region = Self(rawValue: 1 << 16)
    /// 路 街 巷 村 苑: what the name of a Chinese road or estate ends with.
    static let road = Self(rawValue: 1 << 17)
    /// 号 栋 单元 室: what a number within a Chinese address counts.
    static let houseUnit = Self(rawValue: 1 << 18)
    /// A character that given names are often made of.
    static let hanGiven = Self(rawValue: 1 << 19)
}

/// Every word the detectors know, each looked up once per token.
struct Lexicon: Sendable {
    struct Entry: Sendable {
        var atom = Atom.none
        var traits: WordTraits = []
        /// The letter that a word of the spelling alphabet stands for, ASCII; 0 for none.
        var letter: UInt8 = 0
        /// Cue phrases that begin with this word, longest first.
        var phrases = 0..<0
    }

    struct Phrase: Sendable {
        var cue: Cue
        var keys: [UInt64]
    }

    static let shared = Self()

    private(set) var entries: [Entry] = [Entry()]
    private(set) var phrases: [Phrase] = []
    /// Open addressing over the keys, which are hashes already.
    private var keys = [UInt64](repeating: 0, count: slotMask + 1)
    private var indices = [UInt16](repeating: 0, count: slotMask + 1)

    private static let slotMask = 1 << 14 - 1

    func index(of key: UInt64) -> Int {
        let slot = slot(of: key)
        return keys[slot] == key ? Int(indices[slot]) : 0
    }

    private func slot(of key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: key ^ key >> 32) & Self.slotMask
        while keys[slot] != key, keys[slot] != 0 { slot = (slot + 1) & Self.slotMask }
        return slot
    }

    func entry(_ token: Token) -> Entry { entries[token.lexeme] }

    func atom(_ token: Token) -> Atom { entries[token.lexeme].atom }

    func has(_ trait: WordTraits, _ token: Token) -> Bool { entries[token.lexeme].traits.contains(trait) }

    private static let empty = Self(isEmpty: true)

    private init(isEmpty: Bool = false) {
        if isEmpty { return }
        for (words, atom) in EnglishNumbers.atoms + ChineseNumbers.atoms {
            for key in Self.keys(words) { edit(key) { $0.atom = atom } }
        }
        for (letter, word) in SpellingAlphabet.words {
            for key in Self.keys(word) { edit(key) { $0.letter = letter } }
        }
        for (trait, words) in WordLists.traits {
            for key in Self.keys(words) { edit(key) { $0.traits.formUnion(trait) } }
        }
        addPhrases()
    }

    private mutating func addPhrases() {
        var byFirst: [UInt64: [Phrase]] = [:]
        for (cue, texts) in CueWords.english + CueWords.chinese {
            for text in texts.split(separator: ",") {
                let keys = Self.keys(String(text))
                if let first = keys.first { byFirst[first, default: []].append(Phrase(cue: cue, keys: keys)) }
            }
        }
        for (first, group) in byFirst {
            let start = phrases.count
            phrases += group.sorted { $0.keys.count > $1.keys.count }
            let range = start..<phrases.count
            edit(first) { $0.phrases = range }
        }
    }

    private mutating func edit(_ key: UInt64, _ change: (inout Entry) -> Void) {
        let index = index(of: key)
        if index > 0 {
            change(&entries[index])
        } else {
            var entry = Entry()
            change(&entry)
            let slot = slot(of: key)
            keys[slot] = key
            indices[slot] = UInt16(entries.count)
            entries.append(entry)
        }
    }

    /// The keys of the words, characters and marks in `text`, as they are read in any text.
    private static func keys(_ text: String) -> [UInt64] { Prose(text, lexicon: .empty).tokens.map(\.key) }
}
