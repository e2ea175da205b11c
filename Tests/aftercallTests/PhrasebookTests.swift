import Archive
import Calls
import Foundation
import Testing

@testable import aftercall

@Suite struct `What the program says in Chinese` {
    private let book = Phrasebook(Phrasebook.chinese)

    private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources").standardizedFileURL

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: sources.appending(path: path), encoding: .utf8)
    }

    /// String literals of more than a word, with 7 where something is put in.
    private static func sentences(in source: String) -> [String] {
        source.split(separator: "\n").filter { !$0.contains("///") }.flatMap { line in
            line.matches(of: #/"((?:\\\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\\.|[^"\\])*)"/#).map {
                String($0.output.1).replacing(#/\\\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/#, with: "7")
                    .replacing("\\\"", with: "\"")
            }
        }
        .filter { $0.contains(#/[a-z]{2,} [a-z]/#) }
    }

    private static func escaped(_ words: Substring) -> String { String(words).replacing("\"", with: "\\\"") }

    private static func isChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }

    @Test(arguments: [
        "aftercall/Complaint.swift", "aftercall/Complaint+Recorder.swift", "CDR/CDRError.swift", "CDR/RowFaults.swift",
        "Night/Call/FaultText.swift", "Night/Workspace/Doctor.swift", "Night/Workspace/SettingsReading.swift",
        "Night/Workspace/RetentionFile.swift", "Night/Run/NightPlan.swift", "Night/Call/CallJob.swift",
        "Night/Run/InboxFile.swift",
        "Speech/Formats/TranscriptError.swift", "Quality/Reading/YAMLReading.swift",
        "Quality/Reading/PhraseReader.swift",
    ])
    func `has all that these files may say`(_ path: String) throws {
        let said = try Self.sentences(in: Self.text(path))
        try #require(said.count > 1)
        for sentence in said where !sentence.hasPrefix("aftercall: ") && !Self.keys.contains(sentence) {
            let chinese = book.translate(sentence)
            #expect(Self.isChinese(chinese), "\(path): \(sentence)")
        }
    }

    @Test func `has all that a call's page may say of it`() throws {
        let book = Phrasebook.ofCall
        for direction in Direction.allCases {
            for outcome in Outcome.allCases {
                let chinese = book.translate("\(direction.rawValue), \(outcome.rawValue)")
                #expect(!chinese.contains(#/[a-z]/#), "\(direction) \(outcome): \(chinese)")
            }
        }
        let roles = [PartyRole.agent, .customer, .other].map(\.rawValue)
        for word in roles + SealedKind.allCases.map(\.rawValue) { #expect(Self.isChinese(book.translate(word))) }
        for file in ["Evaluate", "FactJudgement", "MeasureJudgement", "SpeechJudgement", "Judgement", "Subject"] {
            for reason in try Self.sentences(in: Self.text("Quality/Judging/\(file).swift")) {
                #expect(Self.isChinese(book.translate("3 rules: \(reason)")), "\(file): \(reason)")
                #expect(Self.isChinese(book.translate(reason)), "\(file): \(reason)")
            }
        }
        for sentence in try Self.sentences(in: Self.text("Night/Call/DualRecording.swift")) {
            #expect(Self.isChinese(book.translate(sentence)), "\(sentence)")
        }
    }

    /// Words of the rule language, which nobody translates.
    private static let keys: Set<String> = [
        "sounds like", "not within", "in order", "any of", "way to find a phrase", "use two", "first share",
        "last share",
        "first turns", "last turns", "before hold", "after hold", "whole seconds",
    ]

    /// An entry that nothing says any more would only look like a translation.
    @Test func `has nothing that is said no more`() throws {
        let all = try #require(FileManager.default.enumerator(atPath: Self.sources.path)).compactMap { $0 as? String }
        let code = try all.filter { $0.hasSuffix(".swift") && !$0.contains("aftercall/Language") }
            .reduce(into: Data()) { $0 += try Data(contentsOf: Self.sources.appending(path: $1)) }
        for entry in [Phrasebook.chineseRefusals, Phrasebook.chineseReasons, Phrasebook.chineseYAML] {
            let lines = entry.split(separator: "\n")
            for english in stride(from: 0, to: lines.count, by: 2).map({ lines[$0] }) {
                for part in english.split(separator: #/\{\d\}/#) {
                    let words = part.drop { $0 == " " }
                    #expect(words.count < 4 || code.range(of: Data(Self.escaped(words).utf8)) != nil, "\(english)")
                }
            }
        }
    }

    @Test func `says each thing in one way`() {
        let lines = Phrasebook.chinese.flatMap { $0.split(separator: "\n") }
        let english = stride(from: 0, to: lines.count, by: 2).map { lines[$0] }
        #expect(Set(english).count == english.count)
    }

    @Test func `puts what changes where Chinese has it`() {
        #expect(
            book.translate("the plan needs the approval of 2 people and has that of qa, dpo")
                == "计划须经 2 人批准，现有 qa, dpo 的批准"
        )
        #expect(book.translate("stopped as asked, with 12 of 40 calls done") == "已按要求停止，40 通电话完成了 12 通")
        #expect(book.translate("a.csv, line 4: column 'x' is empty") == "a.csv，第 4 行：列“x”为空")
        #expect(book.translate("rules: 3 packs, 40 rules, tests pass") == "规则：3 个规则包，40 条规则，测试通过")
        #expect(book.translate("  2 gaps\n\nno mistakes") == "  2 处缺口\n\n没有错误")
    }

    @Test func `leaves alone what is not in it`() {
        for text in ["", "4f2a · 77: nobody's business", "vault/2026/x.age", "a: b: c"] {
            #expect(book.translate(text) == text)
        }
    }
}
