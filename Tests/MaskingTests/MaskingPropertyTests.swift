import Calls
import Foundation
import Masking
import Testbench
import Testing

/// Words and marks that mean something to the detectors, and some that mean nothing.
private let pieces: [String] = [
    "card", "number", "my", "is", "four", "one", "oh", "double", "twenty", "4111", "1", "13800138000", "@", "at", "dot",
    "com",
    "gmail", "**", "*", "[CARD]", "[…]", "[PHONE:ab]", "，", ",", ".", "-", "/", "+", "(", ")", "\n", "卡号", "我叫", "王",
    "小明", "幺", "八",
    "个", "千", "点", "password", "pin", "x", "X", "cvv", "sorry", "and", "hello", "this", "grace", "\u{200B}", "\u{301}",
    "é",
    "😀", "\u{1D7D8}", "４", "hundred", "thousand", "plus", "iban", "GB82", "\0", "e\u{301}", "👨‍👩‍👧", "order", "ending",
    "in", ":",
]

private func randomText(_ generator: inout SplitMix64) -> String {
    (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        if Int.random(in: 0..<8, using: &generator) == 0,
            let scalar = Unicode.Scalar(UInt32.random(in: 0..<0x20000, using: &generator))
        {
            return String(Character(scalar))
        }
        return pieces.randomElement(using: &generator) ?? ""
    }.joined(separator: Bool.random(using: &generator) ? " " : "")
}

@Suite struct `Masking any text` {
    @Test(arguments: UInt64(1)...20)
    func `keeps offsets within the text and in order`(_ seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<100 {
            let text = randomText(&generator)
            var end = 0
            for datum in masker.scan(text) {
                #expect(datum.range.lowerBound >= end && !datum.range.isEmpty, "seed \(seed)")
                end = datum.range.upperBound
            }
            #expect(end <= text.unicodeScalars.count, "seed \(seed)")
        }
    }

    @Test(arguments: UInt64(1)...20)
    func `twice is once, and nothing is left to find`(_ seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<100 {
            let once = masker.mask(text: randomText(&generator)).0
            #expect(masker.mask(text: once).0 == once, "seed \(seed)")
            #expect(masker.scan(once) == [], "seed \(seed)")
        }
    }

    @Test(arguments: UInt64(1)...20)
    func `keeps a transcript's times in order`(_ seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<20 {
            let turns = (0..<6).map { place in
                turn(place % 2 == 0 ? .agent : .customer, randomText(&generator), from: place * 20_000)
            }
            let masked = masker.mask(Transcript(language: "en", origin: "test", turns: turns))
            for (before, after) in zip(turns, masked.transcript.turns) {
                #expect(after.span == before.span, "seed \(seed)")
                #expect(
                    zip(after.words, after.words.dropFirst()).allSatisfy { $0.span.end <= $1.span.start },
                    "seed \(seed)"
                )
            }
            #expect(masker.leftovers(in: masked.transcript) == 0, "seed \(seed)")
        }
    }

    @Test(arguments: MarkedConversation.all("english") + MarkedConversation.all("chinese"))
    func `leaves no value in an entry, and twice is once`(_ conversation: MarkedConversation) throws {
        let turns = conversation.lines.enumerated().map { place, line in
            turn(line.speaker == "A" ? .agent : .customer, line.text, from: place * 60_000)
        }
        let secret = Masker { _, _ in "token" }
        let masked = secret.mask(Transcript(language: "und", origin: "test", turns: turns))
        let entries = String(decoding: try JSONEncoder().encode(masked.entries), as: UTF8.self)
        // A digit or two stand in an entry's own numbers.
        for found in conversation.lines.flatMap(\.data) where found.text.utf8.count > 2 {
            #expect(!entries.contains(found.text))
        }
        #expect(masked.entries.count >= (conversation.lines.contains { !$0.data.isEmpty } ? 1 : 0))
        #expect(secret.mask(masked.transcript).transcript == masked.transcript)
        #expect(secret.leftovers(in: masked.transcript) == 0)
    }
}
