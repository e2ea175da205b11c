import Calls
import Masking
import Testing

@Suite struct `A masking operator` {
    struct Case: Sendable, CustomTestStringConvertible {
        var `operator`: MaskingOperator
        var text: String
        var type: EntityType
        var masked: String
        var testDescription: String { "\(`operator`) of \(text)" }
    }

    @Test(arguments: [
        Case(operator: .remove, text: "card 4111111111111111.", type: .card, masked: "card […]."),
        Case(operator: .replace, text: "card 4111111111111111.", type: .card, masked: "card [CARD]."),
        Case(
            operator: .keep(first: 6, last: 4),
            text: "card 4111111111111111.",
            type: .card,
            masked: "card 411111******1111."
        ),
        // More than ten digits, or all but a few, are never left.
        Case(
            operator: .keep(first: 8, last: 4),
            text: "card 4111111111111111.",
            type: .card,
            masked: "card ****************."
        ),
        Case(operator: .keep(first: 3, last: 5), text: "手机13800138000", type: .chineseMobile, masked: "手机***********"),
        Case(
            operator: .keep(first: -1, last: -5),
            text: "手机13800138000",
            type: .chineseMobile,
            masked: "手机***********"
        ),
        Case(
            operator: .pseudonym,
            text: "手机13800138000",
            type: .chineseMobile,
            masked: "手机[CN_MOBILE:PHONE-13800138000]"
        ),
        Case(operator: .pseudonym, text: "to A.B@Example.com", type: .email, masked: "to [EMAIL:EMAIL-abexamplecom]"),
        Case(operator: .keep(first: 1, last: 1), text: "to A.B@Example.com", type: .email, masked: "to [EMAIL]"),
    ])
    func `prints what policy allows`(_ row: Case) {
        let policy = MaskingPolicy(operators: [row.type: row.operator])
        let masker = Masker(policy: policy) { "\($0)-\($1)" }
        #expect(masker.mask(text: row.text).0 == row.masked)
        #expect(masker.mask(text: row.masked).0 == row.masked)
    }

    @Test func `gives one token to one mobile, spoken or written, with or without its country`() {
        let texts = ["手机13800138000", "手机幺三八零零幺三八零零零", "电话+86 138 0013 8000", "call 13800138000"]
        let tokens = texts.map { masker.mask(text: $0).1.map(\.token) }
        #expect(Set(tokens).count == 1)
        #expect(tokens[0].count == 1)
    }
}
