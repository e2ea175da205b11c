import Archive
import Calls
import Foundation
import Testing

@Suite struct `Shifts in the archive` {
    private let folder: TemporaryFolder
    private let archive: Archive

    init() throws {
        folder = try TemporaryFolder()
        archive = try Archive(path: folder.url.appending(path: "archive.sqlite").path)
    }

    private func event(_ hours: Int, _ act: AgentEvent.Act, agent: String = "301") -> AgentEvent {
        AgentEvent(agent: agent, time: UTCTime(seconds: hours * 3600), act: act)
    }

    private var all: Range<UTCTime> { UTCTime(seconds: 0)..<UTCTime(seconds: 1_000_000) }

    @Test func `begin in one night's log and end in the next one's`() throws {
        #expect(try archive.add([event(22, .loggedOn)]) == [])
        #expect(try archive.staffed(in: all) == [])
        let touched = try archive.add([event(30, .loggedOff)])
        #expect(touched == [UTCTime(seconds: 22 * 3600), UTCTime(milliseconds: 30 * 3_600_000 - 1)])
        let shift = StaffedTime(agent: "301", start: UTCTime(seconds: 22 * 3600), end: UTCTime(seconds: 30 * 3600))
        #expect(try archive.staffed(in: all) == [shift])
        #expect(try archive.staffed(in: UTCTime(seconds: 29 * 3600)..<UTCTime(seconds: 40 * 3600)) == [shift])
        #expect(try archive.staffed(in: UTCTime(seconds: 30 * 3600)..<UTCTime(seconds: 40 * 3600)) == [])
    }

    @Test func `are told once, in whatever order and however often`() throws {
        let events = [event(30, .loggedOff), event(22, .loggedOn), event(25, .resumed), event(24, .paused)]
        for event in events { try archive.add([event]) }
        #expect(try archive.add(events) == [])
        #expect(try archive.staffed(in: all).map { ($0.end - $0.start).count / 3_600_000 } == [2, 5])
    }

    @Test func `go with the calls that they are held against`() throws {
        try archive.add([event(1, .loggedOn), event(9, .loggedOff), event(25, .loggedOn), event(33, .loggedOff)])
        try archive.forgetShifts(before: UTCTime(seconds: 20 * 3600))
        #expect(try archive.staffed(in: all).map(\.start) == [UTCTime(seconds: 25 * 3600)])
        #expect(try archive.add([event(25, .loggedOn)]) == [])
    }
}
