import Calls
import Foundation
import Night
import Testing

/// Calls of a switch that recorded them itself, read again when their turn comes.
@Suite struct `Recorded calls in parts` {
    private static let heading =
        "calldate,clid,src,dst,dcontext,channel,dstchannel,lastapp,lastdata,duration,billsec,disposition,amaflags,"
        + "accountcode,uniqueid,userfield,did,recordingfile,cnum,cnam,linkedid\n"

    /// An answered call of six seconds, `number` seconds after the day's opening.
    private static func row(_ number: Int, recording: String) -> String {
        let clock = "09:00:\(number < 10 ? "0" : "")\(number)"
        let id = "\(1_740_963_600 + number).\(number)"
        return "\(SampleDay.date) \(clock),\"\",1381234\(1000 + number),301,sales,PJSIP/trunk-0000000\(number % 10),"
            + "PJSIP/301-0000000\(number % 10),Queue,\"sales,t\",7,6,ANSWERED,3,,\(id),,,\(recording),,,\(id)\n"
    }

    /// No two are alike.
    private static func sound(_ number: Int) -> [UInt8] {
        SpokenWAV(milliseconds: 6000, [(0, 300, 2000), (1, 2400, 4000 + 50 * number)]).file()
    }

    /// Twelve calls; the last two name one recording, and one recording is nobody's.
    private static func files() -> (rows: [String], recordings: [DroppedFile]) {
        let rows = (0..<12).map { row($0, recording: "call-\(min($0, 10)).wav") }
        let sounds = (0..<11).map { DroppedFile("call-\($0).wav", sound($0)) }
        let words = "WEBVTT\n\n00:00.400 --> 00:01.900\n<v Agent>hello, you are through to sales\n"
        return (rows, sounds + [DroppedFile("call-3.vtt", text: words), DroppedFile("nobody.wav", sound(11))])
    }

    @Test func `are what they are at once`() async throws {
        let site = try TestSite()
        let (rows, recordings) = Self.files()
        try site.drop(recordings + [DroppedFile("cdr.csv", text: Self.heading + rows.reversed().joined())])
        let other = try TestSite(copyOf: site)
        // When a recording was last written is all that is known of one without a CDR.
        let written = try site.workspace.inbox.appending(path: "nobody.wav").resourceValues(forKeys: [
            .contentModificationDateKey
        ])
        var copy = other.workspace.inbox.appending(path: "nobody.wav")
        try copy.setResourceValues(written)
        let whole = try await site.run()
        let inParts = try await other.run(callsAtOnce: 1)
        #expect(whole.committed == 13)
        #expect(whole == inParts)
        let calls = try Snapshot(site)
        #expect(try Snapshot(other).differences(from: calls) == [])
        #expect(try site.outcome("ast-1740963603.3")?.transcript != nil)
        #expect(try site.outcome("ast-1740963610.10")?.recording != nil)
        #expect(try site.outcome("ast-1740963611.11")?.recording == nil)
        #expect(other.files(under: other.workspace.inbox) == [])
    }

    @Test func `wait with their recordings where their rows changed`() async throws {
        let site = try TestSite()
        let (rows, recordings) = Self.files()
        let text = Self.heading + rows.joined()
        try site.drop(recordings + [DroppedFile("cdr.csv", text: text)])
        let file = site.workspace.inbox.appending(path: "cdr.csv")
        let summary = try await site.run(callsAtOnce: 1) { event in
            guard case .ended(.intake, _) = event else { return }
            // The same length: only what one call says is another.
            let other = text.replacing(rows[5], with: rows[5].replacing("1381234", with: "1391234"))
            let handle = FileHandle(forWritingAtPath: file.path)
            handle?.write(Data(other.utf8))
            try? handle?.close()
        }
        #expect(summary.committed == 12)
        #expect(site.files(under: site.workspace.inbox).sorted() == ["call-5.wav", "cdr.csv"])
        #expect(summary.mishaps.contains { $0.problem.contains("changed while it was read") })
        #expect(try await site.run().committed == 1)
        #expect(try site.outcome("ast-1740963605.5")?.recording != nil)
        #expect(site.files(under: site.workspace.inbox) == [])
    }
}
