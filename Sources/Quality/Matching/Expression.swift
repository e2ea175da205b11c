/// A regular expression that is matched in time proportional to the text, whatever the expression.
///
/// Literals, `.`, classes `[a-z]` `[^…]` `\d` `\w` `\s` and their opposites, `\b`, `^`, `$`, groups, `|`, `*`, `+`, `?`,
/// `{m,n}` and their lazy forms. No back-references and no look-around: those are what makes other engines take
/// for ever. It is matched by threads in step (Pike 1987; Thompson, CACM 11:6, 1968).
package struct Expression: Hashable, Sendable {
    enum Instruction: Hashable, Sendable {
        case scalar(Unicode.Scalar)
        case set(ScalarSet)
        /// Goes on at both, the first preferred.
        case split(Int, Int)
        case jump(Int)
        case start, end, boundary, noBoundary
        case match
    }

    /// The most characters that an expression may have.
    static let maximumLength = 500
    /// The most instructions that it may come to, repetitions written out.
    static let maximumSize = 2000

    package let text: String
    let program: [Instruction]

    /// Every match in `text`, leftmost first, not overlapping; an empty one is none.
    ///
    /// The text is folded, as the expression's own letters were. When the work is used up the rest is not looked at.
    func matches(in text: [Unicode.Scalar], work: Work) -> [Range<Int>] {
        var matches: [Range<Int>] = []
        var matcher = ExpressionMatcher(program, text)
        var position = 0
        while position <= text.count, !work.isUsedUp, let match = matcher.next(from: position, work: work) {
            if match.isEmpty {
                position = match.upperBound + 1
            } else {
                matches.append(match)
                position = match.upperBound
            }
        }
        return matches
    }
}

/// Ranges of characters, or all but those.
struct ScalarSet: Hashable, Sendable {
    var ranges: [ClosedRange<UInt32>]
    var isNegated = false

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        ranges.contains { $0.contains(scalar.value) } != isNegated
    }

    static let digits = ScalarSet(ranges: [0x30...0x39])
    static let spaces = ScalarSet(ranges: [0x20...0x20, 0x09...0x0D])
    static let all = ScalarSet(ranges: [], isNegated: true)
    static let ofWord = ScalarSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0x80...0x10FFFF])

    var opposite: ScalarSet { ScalarSet(ranges: ranges, isNegated: !isNegated) }
}

/// The threads of one expression in one text.
private struct ExpressionMatcher {
    private struct Thread {
        var instruction: Int
        var start: Int
    }

    private let program: [Expression.Instruction]
    private let text: [Unicode.Scalar]
    /// The step in which an instruction was last added, so that none is added twice.
    private var added: [Int]
    private var step = 0
    private var threads: [Thread] = []

    init(_ program: [Expression.Instruction], _ text: [Unicode.Scalar]) {
        self.program = program
        self.text = text
        added = [Int](repeating: 0, count: program.count)
    }

    mutating func next(from start: Int, work: Work) -> Range<Int>? {
        var found: Range<Int>?
        threads.removeAll(keepingCapacity: true)
        step += 1
        var position = start
        while true {
            if found == nil { add(Thread(instruction: 0, start: position), at: position) }
            if threads.isEmpty, found != nil { return found }
            work.use(1 + threads.count)
            if work.isUsedUp { return found }
            let current = threads
            threads.removeAll(keepingCapacity: true)
            step += 1
            for thread in current {
                if case .match = program[thread.instruction] {
                    found = thread.start..<position
                    break
                }
                guard position < text.count, accepts(program[thread.instruction], text[position]) else { continue }
                add(Thread(instruction: thread.instruction + 1, start: thread.start), at: position + 1)
            }
            guard position < text.count else { return found }
            position += 1
        }
    }

    private func accepts(_ instruction: Expression.Instruction, _ scalar: Unicode.Scalar) -> Bool {
        switch instruction {
        case .scalar(let wanted): wanted == scalar
        case .set(let set): set.contains(scalar)
        default: false
        }
    }

    /// Follows everything that takes no character, the preferred way first.
    private mutating func add(_ thread: Thread, at position: Int) {
        var waiting = [thread.instruction]
        while let instruction = waiting.popLast() {
            guard added[instruction] != step else { continue }
            added[instruction] = step
            switch program[instruction] {
            case .jump(let target): waiting.append(target)
            case .split(let first, let second): waiting += [second, first]
            case .start: if position == 0 { waiting.append(instruction + 1) }
            case .end: if position == text.count { waiting.append(instruction + 1) }
            case .boundary: if isBoundary(position) { waiting.append(instruction + 1) }
            case .noBoundary: if !isBoundary(position) { waiting.append(instruction + 1) }
            case .scalar, .set, .match: threads.append(Thread(instruction: instruction, start: thread.start))
            }
        }
    }

    private func isBoundary(_ position: Int) -> Bool {
        func isWord(_ index: Int) -> Bool { text.indices.contains(index) && ScalarSet.ofWord.contains(text[index]) }
        return isWord(position - 1) != isWord(position)
    }
}
