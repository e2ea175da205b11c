import Foundation
import Testing

@testable import aftercall

@Suite struct `What is wrong with a command line, in Chinese` {
    private let layout = HelpLayout(book: Phrasebook(Phrasebook.chineseHelp), width: 80)

    @Test(arguments: [
        ("Error: Unexpected argument 'bogus'", "错误：多余的参数 'bogus'"),
        ("Error: 2 unexpected arguments: 'x', 'y'", "错误：2 个多余的参数：'x', 'y'"),
        ("Error: Unknown option '--frmat'. Did you mean '--format'?", "错误：未知选项 '--frmat'。是否想用 '--format'？"),
        ("Error: Missing value for '--date <date>'", "错误：'--date <date>' 缺少值"),
        ("Error: Missing expected argument '<files> ...'", "错误：缺少参数 '<files> ...'"),
        (
            "Error: The value 'x' is invalid for '--format <format>'. Please provide one of 'table', 'csv' or 'json'.",
            "错误：'--format <format>' 不接受值 'x'。可用：'table', 'csv' 或 'json'。"
        ),
        (
            "Error: The value 'x' is invalid for '<kind>'. Please provide one of the following:\n  - daily",
            "错误：'<kind>' 不接受值 'x'。可用：\n  - daily"
        ),
        (
            "Error: Value to be set with flag '--parquet' had already been set with flag '--csv'",
            "错误：'--parquet' 与先前的 '--csv' 只能给出一个"
        ),
        ("Help:  <call>  The call's id.", "说明：<call>  通话编号。"),
        (
            "Usage: aftercall hold release <hold>\n  See 'aftercall hold release --help' for more information.",
            "用法：aftercall hold release <hold>\n  详见 'aftercall hold release --help'。"
        ),
    ])
    func `is said in ArgumentParser's places`(_ english: String, _ chinese: String) {
        #expect(layout.text(ofFault: english) == chinese)
    }

    @Test func `has all that commands find wrong`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/aftercall")
        let all = try #require(FileManager.default.enumerator(atPath: folder.path)).compactMap { $0 as? String }
        let complaints = try all.filter { $0.hasSuffix(".swift") }.flatMap { path in
            try String(contentsOf: folder.appending(path: path), encoding: .utf8)
                .matches(of: #/ValidationError\(\s*"((?:\\\([^)]*\)+|[^"])*)"/#)
                .map { String($0.output.1).replacing(#/\\\([^"']*\)/#, with: "7") }
        }
        #expect(complaints.count > 30)
        for complaint in complaints {
            let chinese = layout.text(ofFault: "Error: \(complaint)")
            let words = chinese.replacing(#/--\S+ [a-z0-9]+/#, with: "")
            #expect(words.contains(#/：.*\p{Han}/#) && !words.contains(#/[a-z]{2,} [a-z]{2,}/#), "\(complaint)")
        }
    }
}
