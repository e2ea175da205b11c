/// Finds any number of sequences of symbols in one pass (Aho and Corasick, CACM 18:6, 1975).
///
/// The work on a text grows with its length and with what is found in it, not with the number of sequences. Symbols
/// are small numbers that the owner gave to words or syllables; 0 stands for every other.
struct PhraseAutomaton: Sendable {
    /// A sequence that ends at a position of the text.
    struct Found {
        var number: Int32
        var end: Int32
    }

    /// Where the root goes on each symbol; most words of a text begin nothing and stay at the root.
    private var fromRoot: [Int32] = []
    /// The other transitions, by state and symbol.
    private var transitions: [UInt64: Int32] = [:]
    /// The state of the longest proper suffix.
    private var fallbacks: [Int32] = [0]
    /// The nearest state, itself or by fallbacks, at which a sequence ends; -1 for none.
    private var endings: [Int32] = [-1]
    /// Numbers of the sequences that end at a state.
    private var numbers: [Int32: [Int32]] = [:]

    /// Each sequence has its number; none is empty and no symbol is 0.
    init(_ sequences: [(number: Int, symbols: [UInt32])], symbolCount: Int) {
        fromRoot = [Int32](repeating: 0, count: symbolCount + 1)
        var parents: [(state: Int32, symbol: UInt32)] = [(0, 0)]
        for (number, symbols) in sequences {
            var state: Int32 = 0
            for symbol in symbols {
                if let next = next(state, symbol) {
                    state = next
                } else {
                    let new = Int32(fallbacks.count)
                    fallbacks.append(0)
                    endings.append(-1)
                    parents.append((state, symbol))
                    if state == 0 { fromRoot[Int(symbol)] = new } else { transitions[Self.key(state, symbol)] = new }
                    state = new
                }
            }
            numbers[state, default: []].append(Int32(number))
        }
        link(parents)
    }

    private static func key(_ state: Int32, _ symbol: UInt32) -> UInt64 { UInt64(state) << 32 | UInt64(symbol) }

    private func next(_ state: Int32, _ symbol: UInt32) -> Int32? {
        if state == 0 {
            let next = fromRoot[Int(symbol)]
            return next == 0 ? nil : next
        }
        return transitions[Self.key(state, symbol)]
    }

    /// Sets fallbacks and endings breadth first: a state's fallback is always shallower.
    private mutating func link(_ parents: [(state: Int32, symbol: UInt32)]) {
        var depths = [Int32](repeating: 0, count: parents.count)
        for state in parents.indices.dropFirst() { depths[state] = depths[Int(parents[state].state)] + 1 }
        for state in parents.indices.dropFirst().sorted(by: { depths[$0] < depths[$1] }) {
            let (parent, symbol) = parents[state]
            if parent != 0 { fallbacks[state] = step(fallbacks[Int(parent)], symbol) }
            endings[state] = numbers[Int32(state)] != nil ? Int32(state) : endings[Int(fallbacks[state])]
        }
    }

    private func step(_ state: Int32, _ symbol: UInt32) -> Int32 {
        var state = state
        while true {
            if let next = next(state, symbol) { return next }
            if state == 0 { return 0 }
            state = fallbacks[Int(state)]
        }
    }

    /// Appends every sequence that ends in `symbols[range]`, by the position behind its last symbol.
    func find(in symbols: Span<UInt32>, _ range: Range<Int>, into found: inout [Found]) {
        var state: Int32 = 0
        for position in range {
            let symbol = symbols[position]
            if symbol == 0 {
                state = 0
                continue
            }
            state = step(state, symbol)
            var ending = endings[Int(state)]
            while ending >= 0 {
                for number in numbers[ending] ?? [] { found.append(Found(number: number, end: Int32(position + 1))) }
                ending = endings[Int(fallbacks[Int(ending)])]
            }
        }
    }
}
