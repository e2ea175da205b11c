import Calls
import Testing

@Suite struct `Shifts of agents` {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// `7 on`, `9 pause`, `9.5 resume sales`: hours, act and queue.
        var log: [String]
        /// Hours of the staffed stretches.
        var staffed: [ClosedRange<Double>]
    }

    private static let acts: [String: AgentEvent.Act] = [
        "on": .loggedOn, "off": .loggedOff, "join": .joined, "leave": .left, "pause": .paused, "resume": .resumed,
    ]

    static func events(_ log: [String], agent: String = "301") throws -> [AgentEvent] {
        try log.map { line in
            let words = line.split(separator: " ")
            let hours = try #require(Double(words[0]))
            return AgentEvent(
                agent: agent,
                time: UTCTime(milliseconds: Int(hours * 3_600_000)),
                act: try #require(acts[String(words[1])]),
                queue: words.count > 2 ? String(words[2]) : nil
            )
        }
    }

    static let cases = [
        Case(testDescription: "from log-in to log-off", log: ["7 on", "12 off"], staffed: [7...12]),
        Case(
            testDescription: "less a break",
            log: ["7 on", "9 pause", "10 resume", "12 off"],
            staffed: [7...9, 10...12]
        ),
        Case(testDescription: "none whose end is not told", log: ["7 on", "9 pause", "10 resume"], staffed: []),
        Case(
            testDescription: "to the start of a break that the log-off ends",
            log: ["7 on", "9 pause", "12 off"],
            staffed: [7...9]
        ),
        Case(
            testDescription: "as long as the agent is in any queue",
            log: ["7 join sales", "8 join support", "9 leave sales", "11 leave support"],
            staffed: [7...11]
        ),
        Case(
            testDescription: "through a pause in one of two queues",
            log: [
                "7 join a", "7 join b", "8 pause a", "9 pause b", "10 resume a", "11 resume b", "12 leave a",
                "12 leave b",
            ],
            staffed: [7...9, 10...12]
        ),
        Case(
            testDescription: "a break that ends in the instant in which it began is none",
            log: ["7 on", "9 pause", "9 resume", "12 off"],
            staffed: [7...12]
        ),
        Case(
            testDescription: "a return in the instant of the log-off",
            log: ["7 on", "9 off", "9 on", "12 off"],
            staffed: [7...9, 9...12]
        ),
        Case(testDescription: "a log-off alone", log: ["9 off"], staffed: []),
        Case(
            testDescription: "a break from before the log-in",
            log: ["6 pause", "7 on", "8 resume", "9 off"],
            staffed: [8...9]
        ),
        Case(
            testDescription: "in stretches of at most a day",
            log: ["7 on", "60 off"],
            staffed: [7...31, 31...55, 55...60]
        ),
        Case(
            testDescription: "two on two days",
            log: ["7 on", "12 off", "31 on", "36 off"],
            staffed: [7...12, 31...36]
        ),
    ]

    @Test(arguments: cases) func `are`(_ one: Case) throws {
        let events = try Self.events(one.log)
        let expected = one.staffed.map {
            StaffedTime(
                agent: "301",
                start: UTCTime(milliseconds: Int($0.lowerBound * 3_600_000)),
                end: UTCTime(milliseconds: Int($0.upperBound * 3_600_000))
            )
        }
        #expect(AgentShift.all(of: events).flatMap(\.staffed) == expected)
        #expect(AgentShift.all(of: events.reversed() + events).flatMap(\.staffed) == expected)
    }

    @Test func `keep agents apart`() throws {
        let both = try Self.events(["7 on", "9 off"], agent: "a") + Self.events(["8 on", "10 off"], agent: "b")
        #expect(AgentShift.all(of: both).map(\.agent) == ["a", "b"])
        #expect(AgentShift.all(of: both).compactMap(\.end?.milliseconds) == [9 * 3_600_000, 10 * 3_600_000])
    }
}
