import ArgumentParser
import Foundation
import Report
import Testing

@testable import aftercall

@Suite struct `Help in Chinese` {
    private static let books = [
        Phrasebook.chineseHelpAbstracts, Phrasebook.chineseHelpDiscussions, Phrasebook.chineseHelpOptions,
    ]

    private let book = Phrasebook(Phrasebook.chineseHelp)

    private static let commands = all(below: Aftercall.self)

    private static func all(below command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
        [command] + command.configuration.subcommands.flatMap(all)
    }

    private static let helps = commands.map { Aftercall.helpMessage(for: $0, columns: HelpText.unbroken) }

    /// What is said, as opposed to labels and what is to be typed.
    private static func prose(_ block: HelpText.Block) -> String? {
        switch block {
        case .overview(let text), .paragraph(let text), .heading(let text), .pointer(let text): text
        case .example(_, let text), .entry(_, let text): text
        case .blank, .usage: nil
        }
    }

    private static func sentences(_ help: String) throws -> [String] {
        try #require(HelpText(unbroken: help)).blocks.compactMap(prose).flatMap(HelpText.sentences)
    }

    @Test func `has a word for all that any command says`() throws {
        #expect(Self.helps.count > 70)
        for sentence in Set(try Self.helps.flatMap(Self.sentences)) {
            let chinese = book.translate(sentence)
            let words = chinese.replacing(#/'[^']*'|\{[^}]*\}|（默认：.*）$/#, with: "")
            #expect(chinese.contains(#/\p{Han}/#) && !words.contains(#/[a-z]{2,} [a-z]{2,}/#), "\(sentence)")
        }
    }

    @Test func `has nothing that is said no more`() throws {
        let said = Set(try Self.helps.flatMap(Self.sentences) + Self.helps).joined(separator: "\n")
        for lines in Self.books.map({ $0.split(separator: "\n") }) {
            for english in stride(from: 0, to: lines.count, by: 2).map({ lines[$0] }) {
                for part in english.split(separator: #/\{\d\}/#) { #expect(said.contains(part), "\(english)") }
            }
        }
    }

    @Test func `says each thing in one way`() {
        let lines = Phrasebook.chineseHelp.flatMap { $0.split(separator: "\n") }
        let english = stride(from: 0, to: lines.count, by: 2).map { lines[$0] }
        #expect(Set(english).count == english.count)
    }

    @Test func `leaves out nothing of the English`() throws {
        let silent = HelpLayout(book: Phrasebook([]), width: HelpText.unbroken)
        for english in Self.helps {
            let again = silent.text(of: try #require(HelpText(unbroken: english)))
            #expect(again.filter(\.isLetter) == english.filter(\.isLetter))
        }
    }

    @Test(arguments: [60, 80])
    func `keeps to the width of the terminal`(width: Int) throws {
        let layout = HelpLayout(book: book, width: width)
        for english in Self.helps {
            let help = try #require(HelpText(unbroken: english))
            let typed = help.blocks.compactMap { if case .example(let text, _) = $0 { text } else { nil } }
            for line in layout.text(of: help).split(separator: "\n") where !typed.contains(where: line.hasPrefix) {
                #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
                #expect(!line.contains(#/^ *[，。；：、）]|（$/#), "\(line)")
            }
        }
    }
}
