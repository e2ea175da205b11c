import Calls
import Night
import Report
import Testing

@Suite struct `A call that was recorded twice` {
    let site: TestSite
    static let other = "20250303T010200Z-0badcaff"

    /// The mono call of the day, and a second recording of its session, which lasted a little longer.
    init() async throws {
        site = try TestSite()
        let sound = SpokenWAV(milliseconds: 6200, channelCount: 1, [(0, 400, 5300)]).file()
        let second = try SampleDay.record(Self.other, nil, "second.wav", sound, at: 120, lasting: 6200) {
            $0.channels = [.init(role: .customer, number: "13711112222", codec: "PCMU")]
            $0.direction = .inbound
            $0.duplicateOf = CallID(SampleDay.mono)
        }
        try site.drop(SampleDay.files())
        try site.drop([DroppedFile("second.wav", sound), try SampleDay.cdr(second, "second.cdr.json")])
        try await site.run()
    }

    @Test func `is kept twice and counted once`() throws {
        let once = try TestSite()
        try once.drop(SampleDay.files())
        _ = try once.command("run")
        let other = try #require(try site.outcome(Self.other))
        #expect(other.facts.duplicateOf?.description == SampleDay.mono)
        #expect(other.recording != nil)
        for kind in ["daily", "agents", "queues", "quality"] {
            let counted = try site.command("report", kind, "--date", SampleDay.date, "--format", "csv").text
            #expect(try once.command("report", kind, "--date", SampleDay.date, "--format", "csv").text == counted)
        }
        let facts = try site.command("export", "--output", "facts.csv", "--csv")
        #expect(facts.status == 0)
        let lines = try site.bytes("../facts.csv").split(separator: UInt8(ascii: "\n"))
        #expect(lines.count == 1 + SampleDay.ids.count)
    }

    @Test func `says so, and its recording is nobody's orphan`() throws {
        let shown = try site.command("calls", "show", Self.other).text
        #expect(shown.contains("another recording of \(SampleDay.mono)"))
        let issues = try site.command("calls", "assurance", "--format", "csv").text
        #expect(!issues.contains(Self.other))
    }
}
