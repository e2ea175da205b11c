import Calls
import Foundation
import Testing

@Suite struct `Call id` {
    @Test(arguments: ["a", "ast-1795377224.100", "20261122T202701Z-86691d1e", String(repeating: "x", count: 64)])
    func `is a safe name`(_ text: String) {
        #expect(CallID(text)?.description == text)
    }

    @Test(arguments: ["", ".hidden", "..", "a/b", "a b", "号码", "a\n", String(repeating: "x", count: 65)])
    func `refuses what could leave its folder`(_ text: String) {
        #expect(CallID(text) == nil)
    }

    @Test func `refuses an unsafe name in JSON`() {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(CallID.self, from: Data(#""../a""#.utf8)) }
    }
}

@Suite struct `Turn of a conversation` {
    private func turn(_ words: [String]) -> Turn {
        Turn(role: .agent, words: words.map { Word($0, TimeSpan(start: .zero, end: Milliseconds(1))) })
    }

    @Test(arguments: [
        (["hello", "there"], "hello there"), (["您", "好", "。"], "您好。"), (["我的", "VISA", "卡"], "我的 VISA 卡"),
        ([], ""), (["…", "well"], "… well"),
    ])
    func `spaces words, but not Han characters`(words: [String], text: String) {
        #expect(turn(words).text == text)
    }

    @Test(arguments: [["my", "card", "is", "4111"], ["卡", "号", "4111", "end"], ["👩‍👩‍👧", "e\u{301}"]])
    func `knows where each word stands in the text`(words: [String]) {
        let (text, ranges) = turn(words).textAndRanges
        let scalars = Array(text.unicodeScalars)
        let found = ranges.map { String(String.UnicodeScalarView(scalars[$0])) }
        #expect(found == words)
    }
}

@Suite struct `Score of an evaluation` {
    private func finding(_ verdict: Verdict, weight: Double, isFatal: Bool = false) -> Finding {
        Finding(
            rule: "r",
            version: 1,
            title: "t",
            severity: .minor,
            weight: weight,
            isFatal: isFatal,
            verdict: verdict
        )
    }

    @Test func `is the weight passed over the weight applicable`() {
        let findings = [finding(.passed, weight: 3), finding(.failed, weight: 1), finding(.notApplicable, weight: 9)]
        #expect(Evaluation(findings: findings).score == 75)
    }

    @Test func `is zero where a fatal rule failed, and only then`() {
        #expect(
            Evaluation(findings: [finding(.passed, weight: 9), finding(.failed, weight: 1, isFatal: true)]).score == 0
        )
        #expect(
            Evaluation(findings: [finding(.passed, weight: 9), finding(.notApplicable, weight: 1, isFatal: true)]).score
                == 100
        )
    }

    @Test func `has no score where no rule applies`() {
        #expect(Evaluation(findings: [finding(.notApplicable, weight: 1)]).score == nil)
        #expect(Evaluation(findings: []).score == nil)
    }
}

@Suite struct `Survey answers` {
    @Test(arguments: [(0, nil), (6, nil), (nil, -1), (nil, 11), (3, 11), (nil, nil)] as [(Int?, Int?)])
    func `are refused off their scales`(csat: Int?, nps: Int?) {
        #expect(Survey(csat: csat, nps: nps) == nil)
    }
}

@Suite struct `Legal hold` {
    @Test func `covers calls that meet every condition given`() throws {
        let id = try #require(CallID("c"))
        let start = UTCTime(seconds: 100)
        let call = CallFacts(of: Call(id: id, start: start, outcome: .answered, queue: "q", agent: "a"), customer: "P")
        #expect(LegalHold.Scope().covers(call))
        #expect(LegalHold.Scope(calls: [id], customer: "P", queue: "q", agent: "a", since: start).covers(call))
        #expect(!LegalHold.Scope(customer: "P", queue: "other").covers(call))
        #expect(!LegalHold.Scope(until: start).covers(call))
    }
}
