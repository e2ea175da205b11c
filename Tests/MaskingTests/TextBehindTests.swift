import Foundation
import Masking
import Testing

/// What people say or type behind a value, and what somebody might who wants it to be seen: a blank or a mark first, so
/// that the value's own last word stays the word it is.
private let spaced = [
    " please", ", thanks", "!", "?", "…", " ok", " pm", " am", " o'clock", " times", " kg", " percent", " dollars",
    " pounds", " cents", " million", " thousand", " hundred", " two hundred dollars", " minutes", " days", " people",
    " years old", " is my order number", " is the reference", " tracking", " case number", " is what I paid", " total",
    " flight", " room", " street", " road", ", sorry", " no wait", " or", " and that is it", " and my postcode is",
    " my name is John", " double", " oh", " nine", " 5", " pin", " card", " phone", " at", " dot", "% off", "。", "、",
    "，谢谢",
    "；", "\n", "\n\n", "\u{200B}", "\u{301}", "\0", "\u{FFFD}", "_", "#", "$", "€", "~", "|", ")", "”", " @", ":", "/",
    "*",
    " [CARD]", "😀", " 👍",
]

/// Of those, one for each way in which a detector can be led astray.
private let telling = [
    " dollars", " two hundred dollars", " years old", " is my order number", " street", " oh", " 5", "，谢谢", ".", ":",
    "/", "*",
]

/// What sticks to a number written in numerals or told in characters.
private let stuck = [
    "haha", "x", "th", "dollars", "percent", "[CARD]", "元", "块钱", "年", "个", "万", "百", "分钟", "吗", "楼", "岁", "了", "您好",
    "是我的订单号", "的订单", "是客服热线", "，五",
]

/// Texts that end in personal data, of each kind of number, with what was asked before.
private let beginnings: [(asked: String?, text: String)] = [
    (nil, "my card number is four one one one, one one one one, one one one one, one one one one"),
    (nil, "my card number is 4111 1111 1111 1111"), (nil, "you can reach me on 07700900123"),
    (nil, "call me at 202-555-0143"), (nil, "the number is 305-902-726-4"),
    (nil, "it is four seven eight two one seven one one one oh"), (nil, "my social is 4 0 0 1 7 1 5 7 3"),
    (nil, "is plus four four seven seven four four three seven one nine two five seven"),
    (nil, "the account number is nine five four two zero five one five"),
    (nil, "my nhs number is seven eight triple four six nine seven six five"),
    (nil, "my sort code is five nine nine one three three"), (nil, "卡号是六二一七零零九二一零五零零五九八三二"),
    (nil, "身份证11010519491231002X"), (nil, "手机号是一三八一二三四五六七八"), (nil, "打13812345678"),
    (nil, "信息：李小红/174-1451-4060/320105196805263895"), (nil, "验证码是五八二九五四"), (nil, "座机是010-65362558"),
    ("and the three digits on the back?", "yes two two two"),
    ("what is the card number?", "then nine eight eight four"),
    ("what is the card number?", "and oh three oh two"), ("when does it expire?", "january twenty thirty two"),
    ("could you read out the code?", "yes five eight one five two four"), ("请报一下卡号", "然后二三零三"),
    ("背面后三位数是多少", "是九九八"), ("your nhs number please", "it is 906 one one six 136 three"),
]

/// Texts that end in a value whose last word letters can stick to, so that it is no word any more, and an address or a
/// name that a mark or a word behind it must not lay bare.
private let words = [
    "i live at 2928 park road", "my postcode is ls11 7ej", "my name is m-u-r-p-h-y",
    "i was born on fourth of january nineteen fifty seven", "he said that Kevin", "I moved to Estonia",
    "my email is siobhan eleven at hotmail dot co dot uk", "My address is 12 Elm Road Apt. 595",
    "my iban is golf bravo five nine bravo alpha romeo charlie five four three eight nine three six two seven four eight",
    "cvv is eight double seven", "违章车辆渝KAHVVZ", "车牌沪JT593O", "我叫李娜", "13800138000是李娜", "I just turned 47",
]

/// Of the text's end alone: what is behind them makes no label, measure or hot-line of them.
private let open = [
    "Rebecca Hides", "Sven Hedlund\n\n85199 Avda. Rio Nalon 58\n Apt. 461", "Meet me at 526 Rua Cyro 1213 Apt. 204",
    "He lives on the north side of Rua Diadema 1903", "Directed by: Leena O Sasi",
    "> 040 Snellmaninkatu 55\n> Apt. 022\n> ESPOO\n> Finland 23221",
]

/// The scalars of the last turn that are found in it, in a conversation of one question and its answer.
private func found(_ asked: String?, _ text: String) throws -> Set<Int> {
    let lines = [asked.map { MarkedConversation.line("A", $0) }, MarkedConversation.line("C", text)].compactMap { $0 }
    return Set(try scan(MarkedConversation(lines: lines)).last?.flatMap(\.range) ?? [])
}

/// A value is a span that the text gives when it ends with it.
///
/// More text may lengthen the span or make it another type.
@Suite struct `Text behind a number` {
    @Test(arguments: beginnings.indices)
    func `does not unmask it, whatever it is`(_ index: Int) throws {
        let (asked, text) = beginnings[index]
        let before = try found(asked, text)
        try #require(!before.isEmpty)
        for ending in spaced + stuck {
            let shown = before.subtracting(try found(asked, text + ending))
            #expect(shown.isEmpty, "\(text) + \(ending.debugDescription) uncovers \(shown.count) characters")
        }
    }

    @Test(arguments: words)
    func `does not unmask a word that letters stick to`(_ text: String) throws {
        let before = try found(nil, text)
        try #require(!before.isEmpty)
        for ending in ["haha", "x", "th", "dollars", "percent", "块钱", "分钟", "个", "岁"] + spaced {
            let shown = before.subtracting(try found(nil, text + ending))
            #expect(shown.isEmpty, "\(text) + \(ending.debugDescription) uncovers \(shown.count) characters")
        }
    }

    @Test(arguments: open)
    func `does not unmask an address or a name that is closed by nothing`(_ text: String) throws {
        let before = try found(nil, text)
        try #require(!before.isEmpty)
        for ending in spaced {
            let shown = before.subtracting(try found(nil, text + ending))
            #expect(shown.isEmpty, "\(text) + \(ending.debugDescription) uncovers \(shown.count) characters")
        }
    }

    @Test func `takes 952 two hundred dollars for a code where one was asked for`() throws {
        let before = try found("请说一下背面的三位安全码", "952")
        try #require(!before.isEmpty)
        #expect(before.isSubset(of: try found("请说一下背面的三位安全码", "952 two hundred dollars")))
    }

    @Test(arguments: MarkedConversation.all("english") + MarkedConversation.all("chinese"))
    func `does not unmask it where it was told in a conversation`(_ conversation: MarkedConversation) throws {
        for (turn, line) in conversation.lines.enumerated() {
            // 1 2 3 4 with 5 behind it is counting.
            for datum in line.data where datum.type != "URL" && datum.text != "1234" {
                let text = String(String.UnicodeScalarView(line.text.unicodeScalars.prefix(datum.range.upperBound)))
                let before = try covered(conversation, turn, text)
                for ending in telling {
                    let shown = before.subtracting(try covered(conversation, turn, text + ending))
                    #expect(shown.isEmpty, "\(text) + \(ending.debugDescription) uncovers \(shown.count) characters")
                }
            }
        }
    }

    /// The scalars found in `turn` where the conversation ends with it and it is `text`.
    private func covered(_ conversation: MarkedConversation, _ turn: Int, _ text: String) throws -> Set<Int> {
        var lines = Array(conversation.lines[...turn])
        lines[turn].text = text
        return Set(try scan(MarkedConversation(lines: lines))[turn].flatMap(\.range))
    }
}
