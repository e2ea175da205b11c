import Calls
import Foundation
import Quality

/// Which rules of the packs in `folder` are broken by each line of its `heard.txt`, which an agent says: lines of their names.
func benchPhrases(_ folder: URL) throws {
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .filter { $0.pathExtension == "yaml" }
    let set = RuleSet(
        try files.map { try RulePack([UInt8](Data(contentsOf: $0)), file: $0.lastPathComponent) }
    )
    guard let id = CallID("bench") else { return }
    let call = Call(id: id, start: UTCTime(milliseconds: 0), outcome: .answered)
    let text = try String(contentsOf: folder.appending(path: "heard.txt"), encoding: .utf8)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        let words = line.split(separator: " ").enumerated().map { index, word in
            Word(String(word), TimeSpan(start: Milliseconds(300 * index), end: Milliseconds(300 * index + 300)))
        }
        let transcript = Transcript(
            language: "zh",
            origin: "bench",
            turns: [Turn(role: .agent, channel: 0, words: words)]
        )
        let evaluation = set.evaluate(call: call, measures: nil, transcript: transcript)
        print(evaluation.findings.filter { $0.verdict == .failed }.map(\.rule).joined(separator: " "))
    }
}
