import Calls
import Foundation
import Quality

/// CPU time of judging the calls of `Benchmarks/rules.py` by its packs, and what the memory does meanwhile.
func benchRules(_ folder: URL) throws {
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .filter { $0.pathExtension == "yaml" }
        .sorted { $0.path < $1.path }
    let made = cpuSeconds()
    let set = RuleSet(
        try files.map { try RulePack([UInt8](Data(contentsOf: $0)), file: $0.lastPathComponent) }
    )
    let rules = set.packs.reduce(0) { $0 + $1.rules.count }
    print("reading and indexing \(rules) rules: \(twoDigits(cpuSeconds() - made)) CPU-s")
    guard let id = CallID("bench") else { return }
    let call = Call(id: id, start: UTCTime(milliseconds: 0), outcome: .answered)
    var (seconds, calls, hits) = (0.0, 0, 0)
    for line in try String(contentsOf: folder.appending(path: "calls.txt"), encoding: .utf8).split(separator: "\n") {
        let transcript = transcript(line)
        let start = cpuSeconds()
        let evaluation = set.evaluate(call: call, measures: nil, transcript: transcript)
        seconds += cpuSeconds() - start
        calls += 1
        hits += evaluation.findings.reduce(0) { $0 + $1.evidence.count { $0.turn != nil } }
        if calls == 1000 { print("memory after 1000 calls: \(residentMegabytes()) MB") }
    }
    print("memory after \(calls) calls: \(residentMegabytes()) MB")
    let rate = Int(Double(calls * rules) / seconds)
    let work = "\(twoDigits(seconds)) CPU-s for \(calls) calls by \(rules) rules"
    print("aftercall: \(work), \(rate) a second, \(hits) hits shown")
}

/// Turns, one after the other, of words of 300 ms; the parties take turns.
private func transcript(_ line: Substring) -> Transcript {
    var time = 0
    let turns = line.split(separator: "\t").enumerated().map { index, text in
        let words = text.split(separator: " ").map { text in
            defer { time += 300 }
            return Word(String(text), TimeSpan(start: Milliseconds(time), end: Milliseconds(time + 300)))
        }
        return Turn(role: index.isMultiple(of: 2) ? .agent : .customer, channel: index % 2, words: words)
    }
    return Transcript(language: "en", origin: "bench", turns: turns)
}

/// Of user and system time that this process has taken.
func cpuSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

private func twoDigits(_ number: Double) -> String { String(format: "%.2f", number) }

func residentMegabytes() -> Int {
    // Files below /proc have no size by which they could be read at once.
    guard let file = FileHandle(forReadingAtPath: "/proc/self/statm") else { return 0 }
    let pages = String(decoding: file.readDataToEndOfFile(), as: UTF8.self).split(separator: " ")
    return pages.count > 1 ? (Int(pages[1]) ?? 0) * 4096 >> 20 : 0
}
