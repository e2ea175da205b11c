import Calls
import Foundation
import Report
import Testing

@Suite(.enabled(if: Tool.isHere(Tool.sha256sum), "skipped: sha256sum is not here"))
struct `Auditor's package` {
    private func sha256(_ bytes: [UInt8]) -> String {
        let result = try? Tool.run(Tool.sha256sum, [], on: bytes)
        return String(decoding: (result?.output ?? []).prefix(64), as: UTF8.self)
    }

    private func package(
        _ model: ReportModel = SampleDay.model(),
        forSpreadsheet: Bool = false
    ) throws -> [(name: String, bytes: [UInt8])] {
        let holds = Table(
            "holds",
            columns: [.init("matter"), .init("set", nil, .time)],
            rows: [[.text("=cmd()"), .time(SampleDay.window.start)]]
        )
        return try AuditorPackage(model: model, tables: model.auditorTables + [holds])
            .files(forSpreadsheet: forSpreadsheet, signature: .init(), sha256: sha256)
    }

    @Test func `holds the tables, what they mean, the guide and the sums`() throws {
        #expect(
            try package().map(\.name) == [
                "VERIFY.md", "calls.csv", "datapackage.json", "events.csv", "findings.csv", "holds.csv", "kpis.csv",
                "legs.csv", "masks.csv", "problems.csv", "sources.csv", "surveys.csv", "SHA256SUMS",
            ]
        )
    }

    @Test func `passes sha256sum, and fails it after one changed byte`() throws {
        var files = try package()
        func check() throws -> Int32 {
            try Tool.inFolder(holding: files) {
                try Tool.run(Tool.sha256sum, ["--strict", "--status", "-c", "SHA256SUMS"], in: $0).status
            }
        }
        #expect(try check() == 0)
        files[1].bytes[100] ^= 1
        #expect(try check() == 1)
    }

    @Test func `describes every table as it is`() throws {
        let files = Dictionary(uniqueKeysWithValues: try package().map { ($0.name, $0.bytes) })
        let json = try JSONSerialization.jsonObject(with: Data(try #require(files["datapackage.json"])))
        let resources = try #require((json as? [String: Any])?["resources"] as? [[String: Any]])
        #expect(resources.count == 10)
        for resource in resources {
            let bytes = try #require(files[resource["path"] as? String ?? ""])
            let fields = (resource["schema"] as? [String: Any])?["fields"] as? [[String: Any]]
            let header = String(decoding: bytes.prefix { $0 != 0x0D }, as: UTF8.self)
            #expect(fields?.compactMap { $0["name"] as? String }.joined(separator: ",") == header)
            #expect(resource["bytes"] as? Int == bytes.count)
            #expect(resource["hash"] as? String == "sha256:" + sha256(bytes))
        }
    }

    @Test func `keeps long ids as text where a spreadsheet opens it`() throws {
        var call = CallOutcome(facts: .sample("20261120093000000123", agent: "0042"))
        call.facts.customer = "+8613800000000"
        let model = SampleDay.model(outcomes: [call])
        let sheet = try #require(try package(model, forSpreadsheet: true).first { $0.name == "calls.csv" })
        let plain = try #require(try package(model).first { $0.name == "calls.csv" })
        let sheetText = String(decoding: sheet.bytes, as: UTF8.self)
        #expect(sheetText.contains("'20261120093000000123,") && sheetText.contains(",'+8613800000000,"))
        #expect(sheetText.contains(",'0042,"))
        #expect(!plain.bytes.contains(UInt8(ascii: "'")))
    }

    @Test func `is the same twice, whatever the order of the calls`() throws {
        let turned = try package(SampleDay.model(outcomes: SampleDay.outcomes().reversed()))
        let plain = try package()
        #expect(plain.map(\.name) == turned.map(\.name))
        #expect(plain.map(\.bytes) == turned.map(\.bytes))
    }

    @Test func `tells in both languages how to check it with stock tools`() throws {
        let guide = try #require(try package().first { $0.name == "VERIFY.md" })
        let text = String(decoding: guide.bytes, as: UTF8.self)
        #expect(text.contains("sha256sum --strict -c SHA256SUMS"))
        #expect(
            text.contains(
                "openssl pkeyutl -verify -pubin -inkey signing-key.pem -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig"
            )
        )
        #expect(text.contains("# 如何核验本数据包"))
    }
}
