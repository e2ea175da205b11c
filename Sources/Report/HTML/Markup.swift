/// HTML that is safe to print: text enters only through interpolation, which escapes it.
///
/// `let cell: Markup = "<td>\(agent)</td>"` cannot be made to hold a tag by an agent's name. It is XHTML-clean: all
/// elements are closed and all attributes quoted.
struct Markup: ExpressibleByStringInterpolation, Sendable {
    private(set) var text: String

    init(stringLiteral value: String) { text = value }
    init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

    static let none: Markup = ""

    static func + (first: Markup, second: Markup) -> Markup {
        var sum = first
        sum.text += second.text
        return sum
    }

    static func += (sum: inout Markup, part: Markup) { sum.text += part.text }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }

        mutating func appendLiteral(_ literal: String) { text += literal }
        mutating func appendInterpolation(_ markup: Markup) { text += markup.text }
        mutating func appendInterpolation(_ parts: [Markup]) { for part in parts { text += part.text } }
        mutating func appendInterpolation(_ number: Int) { text += String(number) }

        mutating func appendInterpolation(_ string: String) {
            for scalar in string.unicodeScalars {
                switch scalar {
                case "&": text += "&amp;"
                case "<": text += "&lt;"
                case ">": text += "&gt;"
                case "\"": text += "&quot;"
                case "'": text += "&#39;"
                case "\t", "\n", "\r": text += " "
                case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": text += "\u{FFFD}"
                default: text.unicodeScalars.append(scalar)
                }
            }
        }
    }
}

extension [Markup] {
    func joined(_ separator: Markup) -> Markup {
        dropFirst().reduce(first ?? .none) { $0 + separator + $1 }
    }
}

extension Language {
    /// A sentence whose gaps, `{0}` and `{1}`, are filled with markup.
    func markup(_ phrase: Phrase, _ values: Markup...) -> Markup {
        var filled: Markup = ""
        var rest = text(phrase)[...]
        while let open = rest.firstIndex(of: "{") {
            let gap = rest[open...].prefix(3)
            guard let index = Int(gap.dropFirst().dropLast()), values.indices.contains(index) else { break }
            filled += "\(String(rest[..<open]))" + values[index]
            rest = rest[gap.endIndex...]
        }
        return filled + "\(String(rest))"
    }
}

extension Sequence {
    /// The markup of all elements, one after the other.
    func markup(_ each: (Element) -> Markup) -> Markup { reduce(into: Markup.none) { $0 += each($1) } }
}
