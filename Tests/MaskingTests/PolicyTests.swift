import Calls
import Foundation
import Masking
import Testing

@Suite struct `A masking policy` {
    private func mask(_ policy: MaskingPolicy, _ texts: [String]) -> [String] {
        let turns = texts.enumerated().map { turn(.customer, $1, from: $0 * 60_000) }
        let masker = Masker(policy: policy) { _, value in "k\(value.hashValue.magnitude % 1000)" }
        let masked = masker.mask(Transcript(language: "en", origin: "test", turns: turns))
        #expect(masker.leftovers(in: masked.transcript) == 0)
        return masked.transcript.turns.map(\.text)
    }

    @Test(arguments: MaskingPolicy.Preset.allCases)
    func `never lets a security code through`(_ preset: MaskingPolicy.Preset) {
        #expect(mask(MaskingPolicy(preset: preset), ["my cvv is 731 thanks"]) == ["my cvv is […] thanks"])
    }

    @Test func `counts the people of one conversation`() {
        let said = [
            "my name is Gwendolyn Pemberton", "my name is Cornelius Vane", "yes my name is Gwendolyn Pemberton",
        ]
        #expect(
            mask(MaskingPolicy(preset: .pipl), said)
                == ["my name is [PERSON_1]", "my name is [PERSON_2]", "yes my name is [PERSON_1]"]
        )
    }

    @Test(arguments: [
        ("i was born on 04/01/1957", "i was born on [DOB:1957]"),
        ("born on the fourth of January nineteen fifty seven", "born on the [DOB:1957]"),
        ("我的生日是一九八四年二月九号", "我的生日是[DOB:1984]"),
    ])
    func `leaves the year of a date`(_ said: String, _ masked: String) {
        #expect(mask(MaskingPolicy(preset: .hipaa), [said]) == [masked])
    }

    @Test func `leaves whole dates alone unless it says otherwise`() {
        let said = "we moved in on 04/01/2021"
        #expect(mask(.default, [said]) == [said])
        #expect(mask(MaskingPolicy(preset: .hipaa), [said]) == ["we moved in on [DATE:2021]"])
    }

    @Test(arguments: ["leave", "remove", "replace", "keep 6 4", "pseudonym", "counter", "year"])
    func `reads an operator as it writes it`(_ text: String) {
        #expect(MaskingOperator(text: text)?.text == text)
    }

    @Test(arguments: ["", "hide", "keep", "keep 4", "keep 4 -1", "keep 99 1", "year 2"])
    func `refuses what is no operator`(_ text: String) {
        #expect(MaskingOperator(text: text) == nil)
    }

    @Test func `has one text for equal policies, and another for others`() {
        #expect(MaskingPolicy(preset: .standard).canonicalText == MaskingPolicy.default.canonicalText)
        #expect(Set(MaskingPolicy.Preset.allCases.map { MaskingPolicy(preset: $0).canonicalText }).count >= 5)
    }
}

@Suite struct `A cell of a table` {
    @Test(arguments: [
        ("customer_name", "Zbigniew Wos", "[PERSON]"), ("姓名", "佘诗曼", "[PERSON]"),
        ("caller", "4479460000", "******0000"),
        ("delivery address", "The Old Forge", "[ADDRESS]"), ("agent_name", "Alice", "Alice"),
        ("queue", "sales", "sales"),
        ("duration", "120", "120"), ("note", "call me on 07700 900123", "call me on *******0123"), ("phone", "", ""),
    ])
    func `is read as its column says`(_ header: String, _ cell: String, _ masked: String) {
        let once = masker.mask(cell: cell, header: header).0
        #expect(once == masked)
        #expect(masker.mask(cell: once, header: header).0 == once)
    }
}

@Suite struct `Text behind what was found` {
    @Test(arguments: MarkedConversation.all("english") + MarkedConversation.all("chinese"))
    func `lays nothing bare`(_ conversation: MarkedConversation) {
        // Han characters change what a number alone can be: ten digits are an American telephone in English only.
        let isChinese = conversation.lines.contains { $0.text.unicodeScalars.contains { $0.value >= 0x4E00 } }
        let additions = [".", " okay thanks", ", and then", " please call me back", "。"]
        for line in conversation.lines {
            let before = masker.scan(line.text)
            for more in additions + (isChinese ? ["，好的", " 谢谢你"] : []) {
                let after = masker.scan(line.text + more)
                for datum in before {
                    #expect(
                        datum.range.allSatisfy { at in after.contains { $0.range.contains(at) } },
                        "\(line.text)\(more)"
                    )
                }
            }
        }
    }
}
