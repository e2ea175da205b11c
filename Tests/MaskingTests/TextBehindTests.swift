import Masking
import Testing

/// What people say or type right behind a number, and what somebody might who wants it to be seen.
private let endings = [
    " please", ", thanks", "!", "?", "…", " ok", " pm", " o'clock", " times", " kg", " percent", " dollars", " pounds",
    " million", " is my order number", " tracking", " reference", ", sorry", " or", " and that is it", "haha", "hhh",
    "x",
    "th", "dollars", "percent", "元", "块钱", "年", "个", "万", "百", "分钟", "吗", "楼", "了", "您好", "是我的订单号", "的订单",
    "，谢谢", "。", "、", "\n", "\n\n", "\u{200B}", "\u{301}", "\0", "😀", "\u{FFFD}", "[CARD]", "_", "#", "$", "€", "~", "|",
    ")", "”", "；", " @", " 👍",
]

/// Texts that end in personal data, of each kind of number.
private let beginnings = [
    "my card number is four one one one, one one one one, one one one one, one one one one",
    "my card number is 4111 1111 1111 1111", "you can reach me on 07700900123", "call me at 202-555-0143",
    "it is four seven eight two one seven one one one oh", "my social is 4 0 0 1 7 1 5 7 3",
    "is plus four four seven seven four four three seven one nine two five seven",
    "the account number is nine five four two zero five one five",
    "my nhs number is seven eight triple four six nine seven six five",
    "卡号是六二一七零零九二一零五零零五九八三二", "身份证11010519491231002X", "手机号是一三八一二三四五六七八", "打13812345678",
    "信息：李小红/174-1451-4060/320105196805263895", "验证码是五八二九五四", "座机是010-65362558",
]

@Suite struct `Text behind a number` {
    @Test(arguments: beginnings)
    func `does not unmask it, whatever it is`(_ beginning: String) throws {
        let found = masker.scan(beginning)
        try #require(!found.isEmpty)
        for ending in endings {
            let then = masker.scan(beginning + ending)
            let shown = found.flatMap(\.range).filter { place in !then.contains { $0.range.contains(place) } }
            #expect(shown.isEmpty, "\(ending.debugDescription) uncovers \(shown.count) characters")
        }
    }
}
