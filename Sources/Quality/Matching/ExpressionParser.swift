internal import Calls

extension Expression {
    /// Why a text is no expression, in a few words.
    struct Fault: Error {
        var problem: String
        /// In characters from the start of the expression.
        var offset: Int
    }

    /// Reads an expression; its letters are folded as what is said is: lower case, narrow, simplified.
    init(_ text: String) throws(Fault) {
        self.text = text
        let scalars = Array(text.unicodeScalars)
        guard scalars.count <= Self.maximumLength else {
            throw Fault(problem: "an expression of more than \(Self.maximumLength) characters", offset: 0)
        }
        var parser = ExpressionParser(scalars)
        program = try parser.parse()
    }
}

/// Recursive descent that writes the program as it reads.
private struct ExpressionParser {
    typealias Instruction = Expression.Instruction
    typealias Fault = Expression.Fault

    private static let maximumDepth = 20
    private let text: [Unicode.Scalar]
    private var position = 0

    init(_ text: [Unicode.Scalar]) { self.text = text }

    mutating func parse() throws(Fault) -> [Instruction] {
        let program = try alternatives(depth: 0)
        guard position == text.count else { throw fault("a ')' without its '('") }
        return try bounded(program + [.match])
    }

    private func fault(_ problem: String) -> Fault { Fault(problem: problem, offset: position) }

    private func bounded(_ program: [Instruction]) throws(Fault) -> [Instruction] {
        guard program.count <= Expression.maximumSize else {
            throw fault("an expression of more than \(Expression.maximumSize) steps")
        }
        return program
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard position < text.count, text[position] == scalar else { return false }
        position += 1
        return true
    }

    private mutating func alternatives(depth: Int) throws(Fault) -> [Instruction] {
        guard depth <= Self.maximumDepth else { throw fault("groups more than \(Self.maximumDepth) deep") }
        var program = try sequence(depth: depth)
        while take("|") {
            let other = try sequence(depth: depth)
            program =
                [.split(1, program.count + 2)] + program.moved(by: 1) + [.jump(program.count + 2 + other.count)]
                + other.moved(by: program.count + 2)
            program = try bounded(program)
        }
        return program
    }

    private mutating func sequence(depth: Int) throws(Fault) -> [Instruction] {
        var program: [Instruction] = []
        while position < text.count, text[position] != "|", text[position] != ")" {
            let item = try repeated(try atom(depth: depth))
            program = try bounded(program + item.moved(by: program.count))
        }
        return program
    }

    private mutating func repeated(_ item: [Instruction]) throws(Fault) -> [Instruction] {
        var item = item
        var count = 0
        while let (least, most) = try quantifier() {
            count += 1
            guard count == 1 else { throw fault("two repetitions in a row") }
            let isLazy = take("?")
            item = try repeated(item, least, most, isLazy: isLazy)
        }
        return item
    }

    /// `item` written out `least` times, then optional ones up to `most`, or a loop where there is no most.
    private func repeated(
        _ item: [Instruction],
        _ least: Int,
        _ most: Int?,
        isLazy: Bool
    ) throws(Fault) -> [Instruction] {
        guard item.count * max(least, most ?? 0, 1) <= Expression.maximumSize else {
            throw fault("an expression of more than \(Expression.maximumSize) steps")
        }
        var program: [Instruction] = []
        for _ in 0..<least { program += item.moved(by: program.count) }
        func split(_ into: Int, _ past: Int) -> Instruction { isLazy ? .split(past, into) : .split(into, past) }
        guard let most else {
            let start = program.count
            program.append(split(start + 1, start + item.count + 2))
            program += item.moved(by: start + 1) + [.jump(start)]
            return program
        }
        let end = program.count + (most - least) * (item.count + 1)
        for _ in 0..<(most - least) {
            program.append(split(program.count + 1, end))
            program += item.moved(by: program.count)
        }
        return program
    }

    private mutating func quantifier() throws(Fault) -> (Int, Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        guard take("{") else { return nil }
        guard let least = number() else { throw fault("expected {m}, {m,} or {m,n}") }
        var most: Int? = least
        if take(",") { most = number() }
        guard take("}"), most.map({ $0 >= least && $0 > 0 }) ?? true else {
            throw fault("expected {m}, {m,} or {m,n}")
        }
        return (least, most)
    }

    private mutating func number() -> Int? {
        var digits = ""
        while position < text.count, digits.utf8.count < 4, ("0"..."9").contains(text[position]) {
            digits.unicodeScalars.append(text[position])
            position += 1
        }
        return Int(digits)
    }

    private mutating func atom(depth: Int) throws(Fault) -> [Instruction] {
        let scalar = text[position]
        position += 1
        switch scalar {
        case "(":
            if take("?"), !take(":") { throw fault("look-around and options are not read") }
            let group = try alternatives(depth: depth + 1)
            guard take(")") else { throw fault("a '(' without its ')'") }
            return group
        case "[": return [.set(try set())]
        case ".": return [.set(.all)]
        case "^": return [.start]
        case "$": return [.end]
        case "\\": return try escaped()
        case "*", "+", "?", "{": throw fault("nothing to repeat")
        default: return folded(scalar).map { .scalar($0) }
        }
    }

    private mutating func escaped() throws(Fault) -> [Instruction] {
        if take("b") { return [.boundary] }
        if take("B") { return [.noBoundary] }
        if let set = namedSet() { return [.set(set)] }
        return [.scalar(try escapedScalar())]
    }

    /// The set behind a backslash, such as `\d`.
    private mutating func namedSet() -> ScalarSet? {
        guard position < text.count else { return nil }
        let set: ScalarSet? =
            switch text[position] {
            case "d": .digits
            case "D": ScalarSet.digits.opposite
            case "s": .spaces
            case "S": ScalarSet.spaces.opposite
            case "w": .ofWord
            case "W": ScalarSet.ofWord.opposite
            default: nil
            }
        if set != nil { position += 1 }
        return set
    }

    private mutating func escapedScalar() throws(Fault) -> Unicode.Scalar {
        guard position < text.count else { throw fault("a '\\' at the end") }
        let scalar = text[position]
        guard !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar) else {
            throw fault("'\\\(scalar)' is not read")
        }
        position += 1
        return scalar
    }

    private mutating func set() throws(Fault) -> ScalarSet {
        var set = ScalarSet(ranges: [])
        set.isNegated = take("^")
        repeat {
            guard position < text.count else { throw fault("a '[' without its ']'") }
            if take("\\") {
                if let named = namedSet() {
                    guard !named.isNegated else { throw fault("a set that is all but others cannot be in another") }
                    set.ranges += named.ranges
                    continue
                }
                let scalar = try escapedScalar()
                set.ranges.append(scalar.value...scalar.value)
                continue
            }
            let first = folded(text[position])[0]
            position += 1
            var last = first
            if position + 1 < text.count, text[position] == "-", text[position + 1] != "]" {
                last = folded(text[position + 1])[0]
                position += 2
            }
            guard first <= last else { throw fault("a range from later to earlier") }
            set.ranges.append(first.value...last.value)
        } while !take("]")
        return set
    }

    private func folded(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        let folded = Array(foldedTokens(String(scalar)).joined().unicodeScalars)
        return folded.isEmpty ? [scalar] : folded
    }
}

extension [Expression.Instruction] {
    /// The same instructions, to stand `offset` later.
    fileprivate func moved(by offset: Int) -> Self {
        map { instruction in
            switch instruction {
            case .jump(let target): .jump(target + offset)
            case .split(let first, let second): .split(first + offset, second + offset)
            default: instruction
            }
        }
    }
}
