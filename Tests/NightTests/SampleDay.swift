import Calls
import Foundation
import Vault

/// One business day of a small centre, 3 March 2025 in Shanghai: five calls in all the ways calls come in.
///
/// - `ast-1740963600.3`: recorded, with the switch's row, a WebVTT transcript in English and a survey.
/// - `ast-1740963660.5`: recorded in A-law, with the switch's row and a transcript in Chinese.
/// - `20250303T010200Z-0badcafe`: recorded in mono; no switch speaks of it.
/// - `ast-1740963780.7`: answered, but not recorded.
/// - `ast-1740963840.9`: abandoned in the queue.
enum SampleDay {
    static let date = "2025-03-03"
    /// 09:00:00 of the day in Shanghai.
    static let opening = UTCTime(seconds: 1_740_963_600)

    static let english = "ast-1740963600.3"
    static let chinese = "ast-1740963660.5"
    static let mono = "20250303T010200Z-0badcafe"
    static let unrecorded = "ast-1740963780.7"
    static let abandoned = "ast-1740963840.9"
    static let ids = [mono, english, chinese, unrecorded, abandoned]

    /// What must be nowhere in the clear when the night is over.
    static let canaries = [
        "Zephyrine", "Quackenbush", "13812345678", "4111 1111 1111 1111", "4111111111111111",
        "zephyrine.q@canary-mail.example", "canary-mail", "11010519491231002X", "13987654321", "幺三九八七六五四三二一",
        "诸葛不亮", "13711112222", "13611113333", "13511114444", "13411115555", "Archibald",
    ]

    static let englishSound = SpokenWAV(milliseconds: 12_000, [(1, 300, 3000), (0, 3400, 8600), (1, 9000, 11_500)])
        .file()
    static let chineseSound = SpokenWAV(milliseconds: 11_000, [(1, 300, 2800), (0, 3200, 9800)]).file(.aLaw)
    static let monoSound = SpokenWAV(milliseconds: 6000, channelCount: 1, [(0, 400, 5200)]).file()

    static func files() throws -> [DroppedFile] {
        let englishName = "20250303T010012Z-00000001"
        let chineseName = "line-13611113333-2"
        let monoName = "hotline-13711112222"
        return [
            DroppedFile("\(englishName).wav", englishSound),
            DroppedFile("\(englishName).vtt", text: englishWords),
            try cdr(
                english(of: "\(englishName).wav"),
                "\(englishName).cdr.json"
            ),
            DroppedFile("\(chineseName).wav", chineseSound),
            DroppedFile("\(chineseName).json", text: chineseWords),
            try cdr(chinese(of: "\(chineseName).wav"), "\(chineseName).cdr.json"),
            DroppedFile("\(monoName).wav", monoSound),
            try cdr(mono(of: "\(monoName).wav"), "\(monoName).cdr.json"),
            DroppedFile("Master.csv", text: rows.joined()),
            DroppedFile("survey.csv", text: "call_id,csat,nps\n1740963600.3,5,9\n"),
        ]
    }

    static let rows = [
        row(
            "1740963600.3",
            "Zephyrine Quackenbush",
            "13812345678",
            agent: "301",
            at: "09:00:00",
            "09:00:12",
            "09:00:24"
        ),
        row("1740963660.5", "诸葛不亮", "13611113333", agent: "302", at: "09:01:00", "09:01:08", "09:01:19"),
        row("1740963780.7", "Archibald", "13511114444", agent: "301", at: "09:03:00", "09:03:20", "09:05:20"),
        row("1740963840.9", "13411115555", "13411115555", agent: nil, at: "09:04:00", nil, "09:04:40"),
    ]

    /// A line of Asterisk's `Master.csv` with a linked id.
    static func row(
        _ id: String,
        _ name: String,
        _ number: String,
        agent: String?,
        at start: String,
        _ answer: String?,
        _ end: String
    ) -> String {
        let length = seconds(end) - seconds(start)
        let talk = answer.map { seconds(end) - seconds($0) } ?? 0
        let fields = [
            "", number, "02155550100", "in", "\"\"\(name)\"\" <\(number)>", "PJSIP/trunk-\(id.suffix(1))0000001",
            agent.map { "PJSIP/\($0)-\(id.suffix(1))0000002" } ?? "", "Queue", "sales,t,,,60", "\(date) \(start)",
            answer.map { "\(date) \($0)" } ?? "", "\(date) \(end)", "\(length)", "\(talk)",
            answer == nil ? "NO ANSWER" : "ANSWERED", "DOCUMENTATION", id, "", "", id, "1\(id.suffix(1))",
        ]
        return fields.map { "\"\($0)\"" }.joined(separator: ",") + "\n"
    }

    private static func seconds(_ clock: String) -> Int {
        clock.split(separator: ":").reduce(0) { $0 * 60 + (Int($1) ?? 0) }
    }

    static func cdr(_ record: RecorderCDR, _ name: String) throws -> DroppedFile {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return DroppedFile(name, [UInt8](try encoder.encode(record)))
    }

    private static func english(of recording: String) throws -> RecorderCDR {
        try record("20250303T010012Z-00000001", "1740963600.3", recording, englishSound, at: 12, lasting: 12_000) {
            $0.channels = [
                .init(role: .customer, number: "13812345678", name: "Zephyrine Quackenbush", codec: "PCMU"),
                .init(role: .agent, number: "301", codec: "PCMU"),
            ]
            $0.hungUpBy = .customer
        }
    }

    private static func chinese(of recording: String) throws -> RecorderCDR {
        try record("20250303T010108Z-00000002", "1740963660.5", recording, chineseSound, at: 68, lasting: 11_000) {
            $0.channels = [
                .init(role: .customer, number: "13611113333", name: "诸葛不亮", codec: "PCMA"),
                .init(role: .agent, number: "302", codec: "PCMA"),
            ]
        }
    }

    private static func mono(of recording: String) throws -> RecorderCDR {
        try record(mono, nil, recording, monoSound, at: -3480 + 3600, lasting: 6000) {
            $0.channels = [.init(role: .customer, number: "13711112222", codec: "PCMU")]
            $0.direction = .inbound
        }
    }

    static func record(
        _ id: String,
        _ switchID: String?,
        _ recording: String,
        _ sound: [UInt8],
        at seconds: Int,
        lasting length: Int,
        _ fill: (inout RecorderCDR) -> Void
    ) throws -> RecorderCDR {
        guard let id = CallID(id) else { throw CocoaError(.coderInvalidValue) }
        let start = opening + Milliseconds(seconds * 1000)
        var record = RecorderCDR(
            call: id,
            switchCallID: switchID,
            sipCallID: "\(id)@recorder",
            start: start,
            answered: start,
            end: start + Milliseconds(length),
            completeness: .complete,
            recording: recording,
            sha256: try SHA256.hash(sound.span).hex,
            bytes: sound.count,
            duration: Milliseconds(length)
        )
        fill(&record)
        return record
    }

    static let englishWords = """
        WEBVTT

        00:00.300 --> 00:03.000
        <v Agent>Good morning, this call is recorded. How can I help you?

        00:03.400 --> 00:06.500
        <v Customer>My card number is 4111 1111 1111 1111.

        00:06.700 --> 00:08.600
        <v Customer>And write to zephyrine.q@canary-mail.example please, I am Zephyrine Quackenbush.

        00:09.000 --> 00:11.500
        <v Agent>Thank you very much. Is there anything else?

        """

    static let chineseWords = """
        {"version": 1, "language": "zh", "turns": [
        {"role": "agent", "channel": 1, "text": "您好，请问您的身份证号码是多少？", "start": 300, "end": 2800},
        {"role": "customer", "channel": 0, "text": "我的身份证号码是11010519491231002X，", "start": 3200, "end": 6400},
        {"role": "customer", "channel": 0, "text": "手机号是幺三九八七六五四三二一。", "start": 6600, "end": 9800}]}
        """
}
