/// The help of a command, taken apart: ArgumentParser gives it out as lines that are laid out already.
struct HelpText {
    enum Block {
        case blank
        case overview(String)
        case usage(String)
        /// `OPTIONS` and its like.
        case heading(String)
        case paragraph(String)
        /// What to type, with the space behind it, and what is said of it.
        case example(String, remark: String)
        /// An option, an argument or a subcommand, with the space behind it, and what it is for.
        case entry(String, String)
        /// Where more help is.
        case pointer(String)
    }

    private(set) var blocks: [Block] = []

    /// So many columns that ArgumentParser breaks no line.
    static let unbroken = 100_000
    /// Where ArgumentParser begins to say what an entry is for.
    static let textColumn = 26

    /// Nil for what else ArgumentParser prints with success: a version, a completion script, a description in JSON.
    init?(unbroken text: String) {
        guard text.hasPrefix("OVERVIEW: ") else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let usage = lines.firstIndex { $0.hasPrefix("USAGE: ") } ?? lines.endIndex
        for line in lines[..<usage] { addOverview(line) }
        for line in lines[usage...] { addReference(line) }
    }

    private mutating func addOverview(_ line: Substring) {
        if line.isEmpty {
            blocks.append(.blank)
        } else if blocks.isEmpty {
            blocks.append(.overview(String(line.trimmingPrefix("OVERVIEW: "))))
        } else if let found = line.wholeMatch(of: #/( {2}.*?\S {4,})(\S.*)/#) {
            blocks.append(.example(String(found.1), remark: String(found.2)))
        } else if line.hasPrefix("  ") {
            blocks.append(.example(String(line), remark: ""))
        } else if case .paragraph(let start) = blocks.last, !["Example:", "Examples:"].contains(line) {
            blocks[blocks.count - 1] = .paragraph("\(start) \(line)")
        } else {
            blocks.append(.paragraph(String(line)))
        }
    }

    private mutating func addReference(_ line: Substring) {
        let words = line.drop { $0 == " " }
        let indent = line.count - words.count
        if line.isEmpty {
            blocks.append(.blank)
        } else if line.hasPrefix("USAGE: ") {
            blocks.append(.usage(String(line.trimmingPrefix("USAGE: "))))
        } else if indent == 0 {
            blocks.append(.heading(String(line.prefix { $0 != ":" })))
        } else if line.hasPrefix("  See '") {
            blocks.append(.pointer(String(words)))
        } else if indent == Self.textColumn, case .entry(let label, let rest) = blocks.last {
            // A label too long for its column has the line to itself.
            blocks[blocks.count - 1] = .entry(label + rest, String(words))
        } else {
            let label = line.prefix(Self.textColumn)
            blocks.append(.entry(String(label), String(line.dropFirst(label.count))))
        }
    }

    /// One by one, and what ArgumentParser adds to them about values.
    static func sentences(of text: String) -> [String] {
        text.replacing(#/\. (?=[A-Z])/#, with: ".\n")
            .replacing(#/ (?=\((?:values|default): [^)]*\)$)/#, with: "\n")
            .split(separator: "\n").map(String.init)
    }
}
