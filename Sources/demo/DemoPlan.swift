import Calls
import Foundation

/// How a call reaches the recorder.
struct Route: Codable {
    enum Signalling: String, Codable { case siprec, plain }
    enum Transport: String, Codable { case udp, tcp }

    var signalling: Signalling
    var transport: Transport
    /// One for a plain call that sends only the caller.
    var streams: Int
    var law: UInt8
}

/// One call of the demo, with everything about it that nobody may find in the workspace afterwards.
struct PlannedCall: Codable {
    var number: Int
    var route: Route
    var dialogue: Dialogue
    var customerName: String
    var customerNumber: String
    var agent: String
    var queue: String
    /// The switch's name of the call, Asterisk's uniqueid.
    var switchCallID: String
    var wait: Int
    /// Said in the call, digit by digit.
    var card: String
    var phone: String
    var csat: Int?
    var nps: Int?
    /// A transcript lies beside the recording; otherwise the recogniser hears the call.
    var sidecar: Sidecar?
    /// Packets of the customer's stream that get lost.
    var lost: [Int]

    enum Sidecar: String, Codable, CaseIterable { case json, vtt, amazon }

    /// `03`: names the call's files.
    var label: String { String(format: "%02d", number) }

    /// What must be nowhere in the clear.
    var secrets: [String] { [customerName, customerNumber, card, phone] }
}

/// The whole demo day, made from a seed so that every machine plays the same one.
struct DemoPlan: Codable {
    /// Seconds since 1970 before which no call reaches the recorder.
    var epoch: Int
    var calls: [PlannedCall]

    init(seed: UInt64, epoch: Int) {
        var random = SplitMix64(state: seed)
        let names = [
            "Margaret Holloway", "Zhang Wei", "Tobias Engel", "Li Xiuying", "Priya Raman", "Wang Fang",
            "Oluwaseun Bello",
            "Ingrid Solberg", "Chen Jianguo", "Rosa Quintana", "Hamish Drummond", "Liu Yang",
        ]
        let routes = Self.routes
        self.epoch = epoch
        calls = routes.indices.map { index in
            let isChinese = routes[index].signalling == .siprec && index % 4 == 3
            let dialogues = Dialogue.conversations(inChinese: isChinese)
            let dialogue = routes[index].streams == 1 ? .voicemail : dialogues[index / 4 % dialogues.count]
            let wait = Int.random(in: 2...34, using: &random)
            return PlannedCall(
                number: index + 1,
                route: routes[index],
                dialogue: dialogue,
                customerName: names[index % names.count],
                customerNumber: isChinese ? Self.mobile(&random) : Self.usNumber(&random),
                agent: ["8001", "8002", "8003", "8004"][index % 4],
                queue: ["support", "billing", "sales"][index % 3],
                switchCallID: "\(epoch - wait).\(100 + 2 * index)",
                wait: wait,
                card: Self.card(&random),
                phone: isChinese ? Self.mobile(&random) : Self.usNumber(&random),
                csat: index % 3 == 0 ? Int.random(in: 3...5, using: &random) : nil,
                nps: index % 3 == 0 ? Int.random(in: 4...9, using: &random) : nil,
                sidecar: routes[index].streams == 1
                    ? nil : isChinese ? .json : [nil, .vtt, nil, .amazon, .json][index % 5],
                lost: index == 5 ? Array(200..<215) : []
            )
        }
    }

    private static var routes: [Route] {
        func routes(
            _ count: Int,
            _ signalling: Route.Signalling,
            _ transport: Route.Transport,
            _ streams: Int
        ) -> [Route] {
            (0..<count).map {
                Route(signalling: signalling, transport: transport, streams: streams, law: $0 % 2 == 0 ? 8 : 0)
            }
        }
        return routes(8, .siprec, .udp, 2) + routes(8, .siprec, .tcp, 2) + routes(5, .plain, .udp, 2)
            + routes(3, .plain, .tcp, 2) + routes(2, .plain, .udp, 1)
    }

    private static func digits(_ count: Int, _ random: inout SplitMix64) -> String {
        (0..<count).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
    }

    private static func usNumber(_ random: inout SplitMix64) -> String {
        "\(Int.random(in: 212...989, using: &random))\(Int.random(in: 220...989, using: &random))" + digits(4, &random)
    }

    private static func mobile(_ random: inout SplitMix64) -> String { "138" + digits(8, &random) }

    /// Sixteen digits that start like a card and end in a right check digit (ISO/IEC 7812).
    private static func card(_ random: inout SplitMix64) -> String {
        let body = "4539" + digits(11, &random)
        let sum = body.reversed().enumerated().reduce(0) { sum, place in
            let digit = (place.element.wholeNumberValue ?? 0) * (place.offset % 2 == 0 ? 2 : 1)
            return sum + (digit > 9 ? digit - 9 : digit)
        }
        return body + String((10 - sum % 10) % 10)
    }
}

/// A small generator that gives the same numbers everywhere.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
