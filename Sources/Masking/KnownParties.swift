/// Numbers and names that a call's CDR gives away, to be hidden wherever they are said or written.
struct KnownParties: Sendable {
    /// ASCII digits, most significant first.
    private var numbers: [[UInt8]] = []
    /// Word keys of names, by their first.
    private var names: [UInt64: [[UInt64]]] = [:]

    /// Shorter numbers are extensions and say nothing.
    private static let shortestNumber = 6
    /// So many last digits tell two numbers apart, however the beginning is written.
    private static let tellingDigits = 9
    private static let mostNames = 64

    static let none = Self(numbers: [], names: [])

    init(numbers: [String], names: [String], lexicon: Lexicon = .shared) {
        for number in numbers.prefix(Self.mostNames) {
            let digits = Array(TelephoneNumber.normalised(number).utf8)
            if digits.count >= Self.shortestNumber { self.numbers.append(digits) }
        }
        for name in names.prefix(Self.mostNames) { add(name, lexicon) }
    }

    private mutating func add(_ name: String, _ lexicon: Lexicon) {
        let words = Prose(String(name.prefix(200)), lexicon: lexicon).tokens.filter {
            $0.kind == .word || $0.kind == .han
        }
        guard words.count > 1 || words.contains(where: { $0.kind == .word && $0.end - $0.start > 2 }) else { return }
        insert(words.map(\.key))
        if words.count > 1, words.allSatisfy({ $0.kind == .word }) {
            insert(words.reversed().map(\.key))
            for word in words where word.end - word.start > 2 && !lexicon.has(.common, word) { insert([word.key]) }
        }
    }

    private mutating func insert(_ keys: [UInt64]) {
        guard let first = keys.first else { return }
        names[first, default: []].append(keys)
        names[first]?.sort { $0.count > $1.count }
    }

    /// True where `digits` hold a known number, however it begins.
    func holdsKnownNumber(_ digits: [UInt8]) -> Bool {
        numbers.contains { digits.contains($0.suffix(Self.tellingDigits)) }
    }

    func find(in prose: Prose) -> [TextHit] {
        guard !names.isEmpty else { return [] }
        var hits: [TextHit] = []
        var index = 0
        while index < prose.tokens.count {
            let keys = names[prose.tokens[index].key]?.first { keys in
                index + keys.count <= prose.tokens.count
                    && keys.indices.allSatisfy { prose.tokens[index + $0].key == keys[$0] }
            }
            if let keys {
                let tokens = index..<index + keys.count
                let words = tokens.map { prose.text(prose.tokens[$0].range) }
                hits.append(
                    TextHit(
                        type: .person,
                        tokens: tokens,
                        value: words.joined(separator: " "),
                        rule: "name.known",
                        confidence: 0.99
                    )
                )
                index = tokens.upperBound
            } else {
                index += 1
            }
        }
        return hits
    }
}
