import Foundation

/// What the program says, in another language, found by its English.
///
/// A phrasebook is text: an English sentence on a line, its translation on the next. `{1}` to `{9}` stand for what changes
/// from one time to the next; the translation may have them in another order. What is not in the book stays English.
struct Phrasebook: Sendable {
    private struct Template: Sendable {
        /// What stands between the places, the first and the last possibly empty.
        var parts: [String]
        /// The number of each place, in the order of the English.
        var places: [Int]
        var translation: String
        var weight: Int { parts.reduce(0) { $0 + $1.count } }
    }

    private var sentences: [String: String] = [:]
    /// Those with the most words of their own first: they say most surely what is meant.
    private var templates: [Template] = []

    init(_ texts: [String]) {
        for text in texts {
            let lines = text.split(separator: "\n").map(String.init)
            for place in stride(from: 0, to: lines.count - 1, by: 2) { add(lines[place], lines[place + 1]) }
        }
        templates.sort { $0.weight > $1.weight }
    }

    private mutating func add(_ english: String, _ translation: String) {
        let places = english.matches(of: #/\{(\d)\}/#)
        guard !places.isEmpty else { return sentences[english] = translation }
        var parts: [String] = []
        var start = english.startIndex
        for place in places {
            parts.append(String(english[start..<place.range.lowerBound]))
            start = place.range.upperBound
        }
        parts.append(String(english[start...]))
        let numbers = places.compactMap { Int($0.output.1) }
        templates.append(Template(parts: parts, places: numbers, translation: translation))
    }

    /// The text line by line; a line that is no sentence of the book is looked up clause by clause.
    func translate(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let body = line.drop { $0 == " " }
            return line.prefix(line.count - body.count) + clause(String(body))
        }
        .joined(separator: "\n")
    }

    private func clause(_ text: String) -> String {
        if let whole = sentence(text) { return whole }
        for (separator, joint) in [(" · ", " · "), (": ", "：")] {
            guard let place = text.firstRange(of: separator) else { continue }
            let halves = [String(text[..<place.lowerBound]), String(text[place.upperBound...])]
            let translated = halves.map(clause)
            return translated == halves ? text : translated.joined(separator: joint)
        }
        return text
    }

    private func sentence(_ text: String) -> String? {
        if let exact = sentences[text] { return exact }
        for template in templates {
            guard let values = Self.match(text, template.parts) else { continue }
            return zip(template.places, values).reduce(template.translation) { sentence, found in
                sentence.replacing("{\(found.0)}", with: self.sentence(found.1) ?? found.1)
            }
        }
        return nil
    }

    /// What stands at the places of a template, within a clause; nil where the text is not of its form.
    private static func match(_ text: String, _ parts: [String]) -> [String]? {
        guard let first = parts.first, let last = parts.last, text.hasPrefix(first), text.hasSuffix(last) else {
            return nil
        }
        guard text.count > first.count + last.count else { return nil }
        var rest = text.dropFirst(first.count).dropLast(last.count)
        var values: [String] = []
        for part in parts.dropFirst().dropLast() {
            guard let place = rest.firstRange(of: part) else { return nil }
            values.append(String(rest[..<place.lowerBound]))
            rest = rest[place.upperBound...]
        }
        values.append(String(rest))
        return values.contains { $0.isEmpty || $0.contains(": ") || $0.contains(" · ") } ? nil : values
    }
}

extension Phrasebook {
    /// That of the language the user's locale asks for; nil for English.
    static let ofUser: Phrasebook? = isChineseAskedFor ? Phrasebook(chinese) : nil

    /// The same for help, and for what is wrong with a command line.
    static var ofHelp: Phrasebook? { isChineseAskedFor ? Phrasebook(chineseHelp) : nil }

    /// As POSIX has it: `LC_ALL` before `LC_MESSAGES` before `LANG`.
    private static var isChineseAskedFor: Bool {
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        return locale.hasPrefix("zh")
    }

    /// The Chinese one for one call, some of whose words mean something else elsewhere.
    static var ofCall: Phrasebook { Phrasebook(chinese + [chineseCall]) }

    static var chinese: [String] {
        [chineseRefusals, chineseReasons, chineseEngines, chineseYAML, chineseResults, chineseTables]
    }

    static var chineseHelp: [String] {
        [chineseHelpAbstracts, chineseHelpDiscussions, chineseHelpOptions, chineseUsage]
    }
}

extension Terminal {
    /// In the user's language.
    static func translate(_ text: String) -> String { Phrasebook.ofUser?.translate(text) ?? text }

    /// Prints sentences of our own, as opposed to data, in the user's language.
    static func say(_ text: String) { print(translate(text)) }

    /// Says something of our own to the person rather than to the pipe, in the user's language.
    static func remark(_ text: String) { note("aftercall: \(translate(text))") }

    /// The same, behind the word for what it is: an error, a warning, a hint.
    static func remark(_ kind: String, _ text: String) { note("aftercall: \(translate(kind)): \(translate(text))") }
}
