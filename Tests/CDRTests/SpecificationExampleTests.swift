import CDR
import Calls
import Foundation
import Testing

private let examples = root.appending(path: "../shared/vectors/cdr-spec-examples")
private let areHere = FileManager.default.fileExists(atPath: examples.path)

/// The worked examples of Asterisk's CDR specification, each with the calls that its text describes.
///
/// All parties are extensions there. Some rows of the text contradict themselves and are rejected.
@Suite(.enabled(if: areHere, "skipped: ../shared is not here"))
struct `Asterisk's own examples` {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var calls: [String]
        var rejections: [String] = []

        init(_ name: String, _ calls: String..., rejections: [String] = []) {
            self.name = name
            self.calls = calls
            self.rejections = rejections
        }

        var testDescription: String { name }
    }

    static let cases = [
        Case("02", "internal noAnswer queue - agent - wait - talk - transfers 0"),
        // Nobody is called: the one channel is the person who does not pick up.
        Case("03", "inbound noAnswer queue - agent - wait - talk - transfers 0"),
        Case("04", "internal contained queue - agent - wait - talk - transfers 0"),
        Case("05", "internal answered queue - agent bob wait 8 talk 112 transfers 0"),
        Case("06", "internal noAnswer queue - agent - wait - talk - transfers 0"),
        Case("07", "internal answered queue - agent bob wait 10 talk 60 transfers 0"),
        Case("08", "internal answered queue - agent charlie wait 10 talk 80 transfers 1"),
        // Its third row lasts 35 s and says 45.
        Case(
            "09",
            "internal answered queue - agent bob wait 10 talk 50 transfers 0",
            rejections: ["column 'duration' differs by more than 1 s from 'end' less 'start'"]
        ),
        Case("10", "internal answered queue - agent bob wait 10 talk 50 transfers 0"),
        // Its first row's end is no time; Bob's two channels share no linked id, as the text says.
        Case(
            "11",
            "internal answered queue - agent charlie wait 10 talk 10 transfers 0",
            "internal answered queue - agent charlie wait 0 talk 60 transfers 0",
            rejections: ["column 'end' is no time of the form yyyy-MM-dd HH:mm:ss"]
        ),
        Case("12", "internal answered queue - agent charlie wait 10 talk 62 transfers 1"),
        Case("13", "internal answered queue - agent charlie wait 10 talk 110 transfers 0"),
        Case("14", "internal answered queue - agent charlie wait 10 talk 60 transfers 1"),
        Case("15", "internal answered queue - agent alice wait 10 talk 50 transfers 0"),
        Case("16", "internal answered queue - agent alice wait 10 talk 50 transfers 0"),
        Case("17", "internal answered queue - agent charlie wait 10 talk 70 transfers 1"),
        Case("18", "internal answered queue complaints agent charlie wait 60 talk 120 transfers 0"),
        Case("19", "internal answered queue complaints agent charlie wait 80 talk 100 transfers 0"),
        Case("20", "internal answered queue - agent charlie wait - talk 230 transfers 0"),
        Case("21", "internal answered queue - agent bob wait 5 talk 55 transfers 0"),
        Case("22", "internal answered queue sales agent david wait 65 talk 175 transfers 0"),
        Case("23", "internal answered queue - agent charlie wait 10 talk 120 transfers 0"),
        Case("24", "internal answered queue sales agent ellen wait 0 talk 120 transfers 0"),
        Case(
            "25",
            "internal answered queue sales agent charlie wait 0 talk 100 transfers 0",
            rejections: ["column 'answer' is no time of the form yyyy-MM-dd HH:mm:ss"]
        ),
    ]

    @Test(arguments: cases) func `become the calls that the text describes`(_ example: Case) throws {
        let settings = CDRSettings(timeZone: try zone("America/Chicago"))
        let reading = try Self.reading([example.name], settings)[0]
        #expect(reading.rejections.map(\.reason) == example.rejections)
        #expect(assemble(reading.records, settings: settings).calls.map(summary) == example.calls)
    }

    /// Every party's stay of each call as the text tells it: kind, name, start/answer/end in seconds from the call's start.
    static let legs: [String: [String]] = [
        "02": ["ivr 500 0/-/2"],
        "03": [""],
        "04": ["ivr 8500 0/2/60"],
        "05": ["agent bob 0/8/120"],
        "06": ["agent bob 0/-/10"],
        "07": ["agent bob 0/-/10, agent bob 0/10/70"],
        "08": ["agent bob 0/10/30, transfer charlie 30/35/95"],
        "09": ["agent bob 0/10/60, agent charlie 30/35/60"],
        "10": ["agent bob 0/10/60, ivr 8500 30/31/60, ivr 8500 60/60/120"],
        "11": ["agent charlie 0/10/20", "agent charlie 0/0/60"],
        "12": ["agent bob 0/10/60, agent charlie 30/-/32, transfer charlie 32/37/72"],
        "13": ["agent bob 0/10/120, agent charlie 30/35/50, transfer charlie 50/50/120, agent charlie 50/50/120"],
        "14": ["agent bob 0/10/60, agent charlie 30/35/50, transfer charlie 60/60/70"],
        "15": ["agent alice 0/10/60, ivr - 10/10/60"],
        "16": ["agent alice 0/10/60, agent bob 10/20/60"],
        "17": ["agent bob 0/10/20, transfer charlie 80/80/140"],
        "18": ["queue complaints 0/60/60, agent bob 0/-/180, agent charlie 0/60/180"],
        "19": ["queue complaints 0/80/80, agent bob 0/-/180, agent charlie 0/80/180"],
        "20": ["agent bob 0/10/180, agent charlie 0/60/240, agent charlie 10/60/180"],
        "21": ["agent bob 0/5/60"],
        "22": [
            "queue sales 0/65/65, agent member1 0/-/60, agent david 0/65/240, agent frank 50/-/60, "
                + "agent david 60/65/300"
        ],
        "23": ["agent charlie 0/10/130"],
        "24": ["agent ellen 0/10/30, queue sales 30/30/30, agent ellen 30/30/150, agent ellen 30/30/150"],
        "25": ["queue sales 0/0/0, agent charlie 0/0/100, agent member2 0/0/160"],
    ]

    static func told(_ leg: Leg, since start: UTCTime) -> String {
        func seconds(_ time: UTCTime?) -> String { time.map { "\(($0 - start).count / 1000)" } ?? "-" }
        return [
            leg.kind.rawValue, leg.name ?? "-",
            [seconds(leg.start), seconds(leg.answered), seconds(leg.end)].joined(separator: "/"),
        ].joined(separator: " ")
    }

    static func reading(_ prefixes: [String], _ settings: CDRSettings) throws -> [CDRReading] {
        let names = try FileManager.default.contentsOfDirectory(atPath: examples.path).sorted()
        return try prefixes.map { prefix in
            let name = try #require(names.first { $0.hasPrefix(prefix) })
            let bytes = try Array(Data(contentsOf: examples.appending(path: name)))
            return try CDRFile(name: name, sha256: prefix, bytes: bytes).read(settings)
        }
    }

    @Test(arguments: cases) func `have the parties that the text names, each for its time`(_ example: Case) throws {
        let settings = CDRSettings(timeZone: try zone("America/Chicago"))
        let calls = assemble(try Self.reading([example.name], settings)[0].records, settings: settings).calls
        let found = calls.map { call in call.legs.map { Self.told($0, since: call.start) }.joined(separator: ", ") }
        #expect(found == Self.legs[example.name])
    }

    /// The last five files tell of one afternoon: Alice's call goes from Bob through the sales queue to a conference of four.
    @Test func `are one call through queue, consultation and conference`() throws {
        let settings = CDRSettings(timeZone: try zone("America/Chicago"))
        var records = CDRRecords()
        for reading in try Self.reading(["21", "22", "23", "24", "25"], settings) { records += reading.records }
        let calls = assemble(records, settings: settings).calls
        #expect(
            calls.map(summary) == [
                "internal answered queue sales agent charlie wait 5 talk 230 transfers 1",
                "internal answered queue - agent charlie wait 10 talk 120 transfers 0",
            ]
        )
        #expect(calls[0].id.description == "ast-Asterisk-01-1362424276.2")
        #expect(
            Set(calls[0].legs.compactMap(\.name)).isSuperset(of: ["bob", "sales", "frank", "david", "ellen", "charlie"])
        )
        #expect(calls[0].sources.count == 10)
    }
}
