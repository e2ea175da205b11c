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
        let names = try FileManager.default.contentsOfDirectory(atPath: examples.path)
        let name = try #require(names.first { $0.hasPrefix(example.name) })
        let bytes = try Array(Data(contentsOf: examples.appending(path: name)))
        let settings = CDRSettings(timeZone: try zone("America/Chicago"))
        let reading = try CDRFile(name: name, sha256: "00", bytes: bytes).read(settings)
        #expect(reading.rejections.map(\.reason) == example.rejections)
        #expect(assemble(reading.records, settings: settings).calls.map(summary) == example.calls)
    }
}
