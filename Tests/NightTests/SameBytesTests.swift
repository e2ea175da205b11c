import Foundation
import Night
import Testing

/// One archive, reported by the built command as if on two machines.
@Suite struct `A report elsewhere` {
    @Test func `has the same bytes in another folder, zone, language of the machine and a second time`() async throws {
        let here = try TestSite()
        try here.drop(SampleDay.files())
        try await here.run()
        let there = try TestSite(copyOf: here)
        let other = [
            "TERM": "xterm-256color", "TZ": "America/New_York", "LANG": "zh_CN.UTF-8", "LC_ALL": "tr_TR.UTF-8",
        ]
        for format in ["html", "csv", "json", "md"] {
            let first = try here.command("report", "--format", format, environment: ["TERM": "dumb", "TZ": "UTC"])
            let second = try here.command("report", "--format", format)
            let third = try there.command("report", "--format", format, environment: other)
            #expect(first.status == 0)
            #expect(first.output.count > 500)
            #expect(second.output == first.output, "\(format)")
            #expect(third.output == first.output, "\(format)")
        }
        let written = here.files(under: here.workspace.reports)
        #expect(written.contains { $0.hasSuffix("report.html") })
        for file in written {
            let copy = try Data(contentsOf: there.workspace.reports.appending(path: file))
            #expect(try Data(contentsOf: here.workspace.reports.appending(path: file)) == copy)
        }
    }

    @Test func `of fresh sites is the same, whichever order files came in and whatever the machine's zone`()
        async throws
    {
        var outputs: [[UInt8]] = []
        for (index, zone) in ["UTC", "Asia/Tokyo"].enumerated() {
            let site = try TestSite()
            let files = try SampleDay.files()
            try site.drop(index == 0 ? files : files.reversed())
            let run = try site.command("run", environment: ["TERM": "dumb", "TZ": zone])
            let isDone = [0, 3].contains(run.status)
            #expect(isDone)
            let report = try site.command("report", "--format", "csv", environment: ["TERM": "dumb", "TZ": zone])
            outputs.append(report.output)
        }
        #expect(outputs[0] == outputs[1])
        #expect(outputs[0].count > 500)
    }
}
