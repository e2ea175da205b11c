import CDR
import Calls
import Testing

@Suite struct `Rejected rows` {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var row: String
        var reason: String

        init(_ name: String, _ row: String, _ reason: String) {
            testDescription = name
            self.row = row
            self.reason = reason
        }
    }

    static let cases = [
        Case("cut short", String(Row().text.dropLast(5)) + "\n", "20 columns, expected 21"),
        Case("too long", "\"x\"," + Row().text, "22 columns, expected 21"),
        Case("open quote", "\"x" + Row().text, "column 1 goes on after its closing quote"),
        Case("no start", Row(start: "").text, "column 'start' is empty"),
        Case("no channel", Row(channel: "").text, "column 'channel' is empty"),
        Case(
            "a day that is not",
            Row(start: "2026-02-29 09:00:00").text,
            "column 'start' is no time of the form yyyy-MM-dd HH:mm:ss"
        ),
        Case(
            "an hour that is not",
            Row(end: "2026-03-02 24:00:30").text,
            "column 'end' is no time of the form yyyy-MM-dd HH:mm:ss"
        ),
        Case(
            "minutes only",
            Row(answer: "2026/3/2 9:00").text,
            "column 'answer' is no time of the form yyyy-MM-dd HH:mm:ss"
        ),
        Case("words for a number", Row(duration: "thirty").text, "column 'duration' is no number of whole seconds"),
        Case("a negative number", Row(billsec: "-1").text, "column 'billsec' is no number of whole seconds"),
        Case(
            "an unknown disposition",
            Row(disposition: "MAYBE").text,
            "column 'disposition' is none of ANSWERED, NO ANSWER, BUSY, FAILED, CONGESTION"
        ),
        Case(
            "answered before it began",
            Row(answer: "2026-03-02 08:59:58", billsec: "32").text,
            "column 'answer' lies more than 1 s before 'start'"
        ),
        Case(
            "ended before it was answered",
            Row(answer: "2026-03-02 09:00:32", billsec: "0").text,
            "column 'end' lies more than 1 s before 'answer'"
        ),
        Case(
            "ended before it began",
            Row(answer: "", end: "2026-03-02 08:59:00", billsec: "0", disposition: "BUSY").text,
            "column 'end' lies more than 1 s before 'start'"
        ),
        Case(
            "a duration of its own",
            Row(duration: "32").text,
            "column 'duration' differs by more than 1 s from 'end' less 'start'"
        ),
        Case(
            "a talk of its own",
            Row(billsec: "22").text,
            "column 'billsec' differs by more than 1 s from 'end' less 'answer'"
        ),
        Case(
            "talk without an answer",
            Row(answer: "").text,
            "column 'billsec' differs by more than 1 s from an empty 'answer'"
        ),
    ]

    @Test(arguments: cases) func `name their line and column, and cost no other row`(_ example: Case) throws {
        let good = Row(sequence: "9").text
        let reading = try file(good + "\n" + example.row + good).read(CDRSettings())
        #expect(reading.rejections.map(\.reason) == [example.reason])
        #expect(reading.rejections.map(\.line) == [3])
        #expect(reading.rejected == 1)
        #expect(reading.records.asterisk.map(\.source.line) == [1, 4])
    }

    static let near = [
        Case("a second's rounding in the duration", Row(duration: "31").text, ""),
        Case("a second's rounding in the talk", Row(billsec: "21").text, ""),
        Case("an answer a second early", Row(answer: "2026-03-02 08:59:59", billsec: "30").text, ""),
        Case(
            "a leap day",
            Row(
                start: "2028-02-29 09:00:00",
                answer: "",
                end: "2028-02-29 09:00:30",
                billsec: "0",
                disposition: "NO ANSWER",
                uniqueid: "1835398800.1"
            ).text,
            ""
        ),
    ]

    @Test(arguments: near) func `are not those that are off by a second or odd but true`(_ example: Case) throws {
        #expect(try file(example.row).read(CDRSettings()).rejections == [])
    }

    @Test func `are counted all but kept only up to a limit`() throws {
        let text = Row().text + String(repeating: "x\n", count: CDRReading.mostRejections + 5)
        let reading = try file(text).read(CDRSettings())
        #expect(reading.rejected == CDRReading.mostRejections + 5)
        #expect(reading.rejections.count == CDRReading.mostRejections)
    }

    @Test func `never repeat what stood in them`() throws {
        let secret = "4111111111111111"
        let rows = [
            Row(start: secret), Row(duration: secret), Row(disposition: secret), Row(answer: secret),
            Row(billsec: secret),
        ].map(\.text)
        let reading = try file(Row().text + rows.joined()).read(CDRSettings())
        #expect(reading.rejected == 5)
        #expect(!"\(reading.rejections)".contains(secret))
    }
}
