/// The language a report is written in.
package enum Language: String, Sendable, Codable, CaseIterable {
    case english = "en"
    /// 简体中文.
    case chinese = "zh-CN"

    func text(_ phrase: Phrase) -> String {
        switch self {
        case .english: phrase.english
        case .chinese: phrase.chinese
        }
    }

    /// A sentence with its gaps, `{0}` and `{1}`, filled in; what fills one gap is not searched for another.
    func text(_ phrase: Phrase, _ values: String...) -> String {
        var filled = ""
        var rest = text(phrase)[...]
        while let open = rest.firstIndex(of: "{") {
            filled += rest[..<open]
            let gap = rest[open...].prefix(3)
            if gap.last == "}", let index = Int(gap.dropFirst().dropLast()), values.indices.contains(index) {
                filled += values[index]
            } else {
                filled += gap
            }
            rest = rest[gap.endIndex...]
        }
        return filled + rest
    }

    /// What stands between the parts of a list.
    var listSeparator: String { self == .english ? ", " : "、" }
    /// What stands between two sentences.
    var sentenceSeparator: String { self == .english ? " " : "" }
}
