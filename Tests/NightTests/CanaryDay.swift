import Calls
import Foundation
import Testbench

/// Two calls in which more than two hundred pieces of personal data are told, of every type and in every style.
struct CanaryDay {
    /// What is told, as it stands in the transcripts.
    private(set) var values: [String] = []
    private var generator = SplitMix64(seed: 41)

    static let english = "ast-1740963600.3"
    static let chinese = "ast-1740963660.5"
    /// In tags, caller names and file names.
    static let elsewhere = [
        "Wilhelmina Featherstonehaugh", "13900007777", "canary.tag@example.org", "Persephone Underhill",
    ]

    private static let words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    private static let characters = ["零", "幺", "二", "三", "四", "五", "六", "七", "八", "九"]

    mutating func files() throws -> [DroppedFile] {
        let said = (0..<130).map { english(kind: $0) }
        let told = (0..<130).map { chinese(kind: $0) }
        return try call(said, "en", "20250303T010012Z-00000001", Self.english, at: 12)
            + call(told, "zh", "line-13900007777-2", Self.chinese, at: 68)
            + [DroppedFile("Master.csv", text: rows)]
    }

    private var rows: String {
        SampleDay.row(
            "1740963600.3",
            Self.elsewhere[0],
            "13900007777",
            agent: "301",
            at: "09:00:00",
            "09:00:12",
            "09:03:30"
        )
            + SampleDay.row(
                "1740963660.5",
                "sip:13900007777@10.0.0.1",
                "13900007777",
                agent: "302",
                at: "09:01:00",
                "09:01:08",
                "09:04:20"
            )
    }

    private func call(
        _ turns: [String],
        _ language: String,
        _ name: String,
        _ id: String,
        at seconds: Int
    ) throws -> [DroppedFile] {
        let length = turns.count * 1500 + 1000
        let sound = tagged(SpokenWAV(milliseconds: length, [(0, 300, length - 300)]).file())
        let lines = turns.enumerated().map { place, text in
            let start = 400 + place * 1500
            return """
                {"role": "customer", "channel": 0, "text": "\(text)", "start": \(start), "end": \(start + 1400)}
                """
        }
        let words = "{\"version\": 1, \"language\": \"\(language)\", \"turns\": [\n\(lines.joined(separator: ",\n"))]}"
        let recordID = "20250303T0101\(seconds)Z-0000000\(seconds % 10)"
        let record = try SampleDay.record(
            recordID,
            String(id.dropFirst(4)),
            "\(name).wav",
            sound,
            at: seconds,
            lasting: length
        ) {
            $0.channels = [
                .init(role: .customer, number: "13900007777", name: Self.elsewhere[0], codec: "PCMU"),
                .init(role: .agent, number: "301", codec: "PCMU"),
            ]
        }
        return [
            DroppedFile("\(name).wav", sound), DroppedFile("\(name).json", text: words),
            try SampleDay.cdr(record, "\(name).cdr.json"),
        ]
    }

    /// A RIFF list of tags and an ID3 tag behind the sound.
    private func tagged(_ wav: [UInt8]) -> [UInt8] {
        let text = Array(Self.elsewhere[2].utf8) + [0, 0]
        let tag = Array("IART".utf8) + SpokenWAV.bytes(text.count, 4) + text
        let list = Array("LIST".utf8) + SpokenWAV.bytes(tag.count + 4, 4) + Array("INFO".utf8) + tag
        var title: [UInt8] = [1, 0xFF, 0xFE]
        for unit in Self.elsewhere[3].utf16 { title += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let frame: [UInt8] = Array("TIT2".utf8) + [0, 0, 0, UInt8(title.count), 0, 0] + title
        let id3: [UInt8] = Array("ID3".utf8) + [3, 0, 0, 0, 0, 0, UInt8(frame.count)] + frame
        var file = wav + list + Array("id3 ".utf8) + SpokenWAV.bytes(id3.count, 4) + id3
        if id3.count % 2 == 1 { file.append(0) }
        file.replaceSubrange(4..<8, with: SpokenWAV.bytes(file.count - 8, 4))
        return file
    }

    // MARK: What is said

    private mutating func digits(_ count: Int, first: String = "") -> String {
        first + (first.count..<count).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
    }

    private mutating func card(_ prefix: String) -> String {
        let body = digits(15, first: prefix)
        let sum = body.reversed().enumerated().reduce(0) { sum, next in
            let value = (next.element.wholeNumberValue ?? 0) * (next.offset % 2 == 0 ? 2 : 1)
            return sum + value / 10 + value % 10
        }
        return body + String((10 - sum % 10) % 10)
    }

    private func said(_ digits: String) -> String {
        digits.compactMap { $0.wholeNumberValue.map { Self.words[$0] } }.joined(separator: " ")
    }

    private func told(_ digits: String) -> String {
        digits.compactMap { $0.wholeNumberValue.map { Self.characters[$0] } }.joined()
    }

    private func grouped(_ digits: String) -> String {
        stride(from: 0, to: digits.count, by: 4).map { String(digits.dropFirst($0).prefix(4)) }.joined(separator: " ")
    }

    private mutating func plant(_ before: String, _ value: String, _ after: String = "") -> String {
        values.append(value)
        return before + value + after
    }

    private mutating func english(kind: Int) -> String {
        let names = ["gwendolyn", "bartholomew", "thaddeus", "marguerite", "cornelius"]
        let families = ["pemberton", "vanderbilt", "okonkwo", "szymanski", "castellanos"]
        let name = "\(names[kind / 20 % 5]) \(families[kind / 10 % 5])"
        switch kind % 20 {
        case 0: return plant("my card number is ", card("4"))
        case 1: return plant("my card number is ", grouped(card("52")), " okay")
        case 2: return plant("the card number is ", said(card("4")))
        case 3: return plant("you can reach me on ", "07" + digits(9, first: "7"))
        case 4: return plant("my phone number is ", said("07" + digits(9, first: "7")))
        case 5: return plant("my email is ", "\(names[kind / 20 % 5]).canary\(kind)@example.com")
        case 6:
            return plant("my email is ", "\(names[kind / 20 % 5]) dot \(families[kind / 20 % 5]) at example dot com")
        case 7: return plant("my name is ", name)
        case 8: return plant("my social security number is ", said(digits(9, first: "5")))
        case 9: return plant("my nhs number is ", digits(10, first: "4"))
        case 10: return plant("the security code is ", said(digits(3, first: "7")))
        case 11: return plant("the one time code is ", said(digits(6, first: "3")))
        case 12: return plant("my pin is ", said(digits(4, first: "8")))
        case 13:
            return plant("my date of birth is the ", "fourth of march nineteen seventy \(Self.words[kind / 20 + 1])")
        case 14: return plant("i live at ", "\(digits(4, first: "3")) \(families[kind / 20 % 5]) road")
        case 15: return plant("my passport number is ", "E" + digits(8, first: "5"))
        case 16: return plant("my licence plate is ", "lk6\(kind / 20) bvz")
        case 17: return plant("my account number is ", digits(8, first: "6"))
        case 18: return plant("please use my iban ", "GB82WEST" + digits(14, first: "1"))
        default: return plant("my ip address is ", "10.\(kind).\(kind / 2).\(100 + kind)")
        }
    }

    private mutating func chinese(kind: Int) -> String {
        let names = ["欧阳震华", "龚雪莲", "邹建国", "司徒美玲", "覃晓峰"]
        let group = kind / 20
        switch kind % 20 {
        case 0: return plant("我的卡号是", card("622"))
        case 1: return plant("银行卡号是", told(card("622")))
        case 2: return plant("我的身份证号是", "11010519\(digits(2, first: "7"))0312\(digits(4, first: "2"))")
        case 3: return plant("身份证号码", told("32010619\(digits(2, first: "8"))0521\(digits(4, first: "1"))"))
        case 4: return plant("我的手机号是", "138" + digits(8))
        case 5: return plant("手机号是", told("139" + digits(8)))
        case 6: return plant("家里座机是", "021-6" + digits(7))
        case 7: return plant("我叫", names[group % 5])
        case 8: return plant("邮箱是", "canary\(kind)@example.cn")
        case 9: return plant("邮箱是", "liming\(digits(3, first: "7"))艾特qq点com")
        case 10: return plant("安全码是", told(digits(3, first: "4")) + "")
        case 11: return plant("验证码是", told(digits(6, first: "5")))
        case 12: return plant("取款密码是", told(digits(6, first: "6")))
        case 13: return plant("我的生日是", "一九八\(Self.characters[group + 2])年三月十\(Self.characters[group + 3])号")
        case 14: return plant("我住在", "浙江省杭州市西湖区文三路\(kind + 100)号\(group + 2)栋50\(group)室")
        case 15: return plant("护照号", "E" + digits(8, first: "6"))
        case 16: return plant("车牌号", "京A\(digits(5, first: "8"))")
        case 17: return plant("手机号是", grouped("137" + digits(8)))
        case 18: return plant("卡号", grouped(card("6217")))
        default: return plant("身份证", "44030619\(digits(2, first: "6"))1130\(digits(4, first: "3"))")
        }
    }
}
