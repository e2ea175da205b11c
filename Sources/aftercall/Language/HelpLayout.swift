import Report

/// What ArgumentParser says, in the words of a phrasebook and for a terminal of some width.
///
/// Its own layout takes every character for one column and breaks lines at spaces alone.
struct HelpLayout {
    var book: Phrasebook
    var width: Int

    func text(of help: HelpText) -> String { help.blocks.map(lines).joined(separator: "\n") }

    private func lines(_ block: HelpText.Block) -> String {
        switch block {
        case .blank: return ""
        case .overview(let text): return filled("\(book.translate("OVERVIEW"))：\(translated(text))")
        case .usage(let text): return usage(text)
        case .heading(let words): return "\(book.translate(words))："
        case .paragraph(let text): return filled(translated(text))
        case .example(let command, let remark): return hung(command, translated(remark))
        case .entry(let label, let text): return entry(label, translated(text))
        case .pointer(let text): return hung("  ", translated(text))
        }
    }

    /// Sentence by sentence; Chinese has no space between them.
    private func translated(_ text: String) -> String { HelpText.sentences(of: text).map(book.translate).joined() }

    private func entry(_ label: String, _ text: String) -> String {
        let label = label.replacing(#/ +$/#, with: "").replacing(" (default)", with: book.translate("(default)"))
        guard !text.isEmpty else { return label }
        guard DisplayWidth.of(label) >= HelpText.textColumn else {
            return hung(DisplayWidth.padded(label, to: HelpText.textColumn), text)
        }
        return "\(label)\n" + hung(String(repeating: " ", count: HelpText.textColumn), text)
    }

    /// An option stays together with its value.
    private func usage(_ text: String) -> String {
        let bound = text.replacing(#/\[[^\]]+\]|--\S+ <[^>]+>/#) { $0.output.replacing(" ", with: "\u{A0}") }
        return hung("\(book.translate("USAGE"))：", bound).replacing("\u{A0}", with: " ")
    }

    private func filled(_ text: String) -> String { hung("", text) }

    /// The text behind what its first line begins with; the others begin at the same column.
    private func hung(_ start: String, _ text: String) -> String {
        let column = DisplayWidth.of(start)
        // Where hardly any room is left, lines that are too long read better than a column of single words.
        let lines = DisplayWidth.wrapped(text, to: max(width - column, 20))
        return start + lines.joined(separator: "\n" + String(repeating: " ", count: column))
    }
}

extension HelpLayout {
    /// What is wrong with a command line, and how it is used.
    func text(ofFault text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard let help = line.wholeMatch(of: #/Help: {2}(.+?) {2}(.+)/#) else {
                return book.translate(String(line))
            }
            return "\(book.translate("Help"))：\(help.1)  \(translated(String(help.2)))"
        }
        .joined(separator: "\n")
    }
}
