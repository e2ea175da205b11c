import CDR
import Calls
import Testing

@Suite struct `Keyed surveys` {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// Keys of the customer a second apart; a space is a minute, and what stands in brackets the agent keys.
        var keys: String
        var survey: Survey?
        var questions: [SurveyQuestion]

        init(
            _ name: String,
            _ keys: String,
            csat: Int? = nil,
            nps: Int? = nil,
            _ questions: [SurveyQuestion] = [.csat, .nps]
        ) {
            testDescription = name
            self.keys = keys
            survey = Survey(csat: csat, nps: nps)
            self.questions = questions
        }
    }

    static let cases = [
        Case("both answers", "4#9#", csat: 4, nps: 9),
        Case("ten is two keys", "5#10#", csat: 5, nps: 10),
        Case("the first only", "3#", csat: 3),
        Case("the other way round", "10#1#", csat: 1, nps: 10, [.nps, .csat]),
        Case("one question", "7#", nps: 7, [.nps]),
        Case("more answers than questions", "4#9#2#", csat: 4, nps: 9),
        Case("no questions", "4#9#", []),
        Case("none", ""),
        Case("keys that nothing closes", "49"),
        Case("only hashes", "###"),
        Case("an empty entry between", "4##9#", csat: 4, nps: 9),
        Case("off the scale of satisfaction", "6#"),
        Case("zero satisfaction", "0#8#", nps: 8),
        Case("eleven of ten", "5#11#", csat: 5),
        Case("a star in it", "*4#"),
        Case("a letter in it", "4A#"),
        Case("three digits", "123#"),
        Case("a card number", "4111111111111111#"),
        Case("a card number, then a survey", "4111111111111111#5#9#", csat: 5, nps: 9),
        Case("a security code, a card number, then a survey", "12#4111111111111111#2#0#", csat: 2, nps: 0),
        Case("a survey, then a card number", "5#9#4111111111111111#", csat: 5, nps: 9),
        Case("a card number without its hash, then a survey", "4111111111111111 5#9#", csat: 5, nps: 9),
        Case("a menu's choice a minute before", "2 4#9#", csat: 4, nps: 9),
        Case("a hash that comes a minute late", "4 #9#"),
        Case("the agent's keys", "[5#9#]"),
        Case("the agent's keys between", "4[1]#[7#]9#", csat: 4, nps: 9),
    ]

    static func recorder(_ keys: String) throws -> RecorderCDR {
        var cdr = try `The recorder's CDR`.cdr()
        var at = 0
        var channel = 0
        for key in keys {
            switch key {
            case " ": at += 60_000
            case "[": channel = 1
            case "]": channel = 0
            default:
                at += 1000
                cdr.keyed.append(.init(channel: channel, digit: String(key), at: Milliseconds(at)))
            }
        }
        return cdr
    }

    @Test(arguments: cases) func `are entries of one or two digits closed by a hash`(_ example: Case) throws {
        let cdr = try Self.recorder(example.keys)
        let settings = CDRSettings(surveyQuestions: example.questions)
        let records = try `The recorder's CDR`.file(cdr).read(settings).records
        #expect(assemble(records, settings: settings).calls.map(\.survey) == [example.survey])
    }

    @Test func `leave no digits in the call`() throws {
        let records = try `The recorder's CDR`.file(try Self.recorder("4111222233334444#5#9#")).read(CDRSettings())
            .records
        let calls = assemble(records, settings: CDRSettings()).calls
        #expect(!"\(calls)".contains("4111222233334444"))
        #expect(!"\(calls)".contains("KeyedDigit"))
    }
}

@Suite struct `Imported surveys` {
    @Test func `find their call by any of its names`() throws {
        var other = Row(channel: "PJSIP/trunk-00000009", uniqueid: "1772413200.9", linkedid: "1772413200.9")
        other.sequence = "2"
        let surveys = "Call_ID;CSAT;comment;NPS\n1772413200.1;4;;\nast-1772413200.9;;;10\n1772413200.7;1;x;1\n1;;;\n"
        var records = try file(Row().text + other.text).read(CDRSettings()).records
        let reading = try file(surveys, hash: "cc").read(CDRSettings())
        #expect(reading.rejections == [])
        #expect(reading.format.name == "survey")
        records += reading.records
        let assembly = assemble(records, settings: CDRSettings())
        #expect(assembly.calls.map(\.survey) == [Survey(csat: 4, nps: nil), Survey(csat: nil, nps: 10)])
        #expect(
            assembly.unclaimedSurveys == [
                SurveyRow(
                    source: SourceLine(file: "cc", line: 4),
                    call: "1772413200.7",
                    survey: try #require(Survey(csat: 1, nps: 1))
                )
            ]
        )
    }

    @Test func `go before keyed answers, and the lower of two counts`() throws {
        let cdr = try `Keyed surveys`.recorder("2#9#")
        var records = try `The recorder's CDR`.file(cdr).read(CDRSettings()).records
        records += try file("call,csat\nrec-1,5\nrec-1,4\n").read(CDRSettings()).records
        #expect(assemble(records, settings: CDRSettings()).calls.map(\.survey) == [Survey(csat: 4, nps: 9)])
    }

    @Test func `are rejected where an answer is off its scale`() throws {
        let reading = try file("linkedid,csat,nps\na,6,9\na,5,11\na,good,\n,5,5\na,5\na,5,9\n").read(CDRSettings())
        #expect(reading.rejections.map(\.line) == [2, 3, 4, 5, 6])
        #expect(
            reading.rejections.map(\.reason) == [
                "column 'csat' is no whole number from 1 to 5", "column 'nps' is no whole number from 0 to 10",
                "column 'csat' is no whole number from 1 to 5", "column 'linkedid' is empty", "2 columns, expected 3",
            ]
        )
        #expect(reading.records.surveys.map(\.call) == ["a"])
    }
}
