import Calls
import Foundation
import Night
import Testing

@Suite struct `Nothing leaks` {
    @Test(arguments: ["UTF-8", "UTF-16LE", "percent encoding", "Base64"])
    func `a canary would be found`(_ form: String) throws {
        let canary = Canary("Zoë 13812345678")
        let utf8 = Data(canary.value.utf8)
        let hiding = [
            "UTF-8": Data("xx".utf8) + utf8,
            "UTF-16LE": Data([1, 2]) + (canary.value.data(using: .utf16LittleEndian) ?? Data()),
            "percent encoding": Data("?q=Zo%C3%AB%2013812345678&".utf8),
            "Base64": Data((Data("ab".utf8) + utf8 + Data("c".utf8)).base64EncodedString().utf8),
        ]
        #expect(canary.form(in: try #require(hiding[form])) == form)
        #expect(canary.form(in: Data("Zoe 13812345679".utf8)) == nil)
    }

    @Test func `no personal data is in the workspace or on the screen`() throws {
        let site = try TestSite()
        try site.drop(SampleDay.files() + Self.awkward())
        let result = try site.command("run", "--verbose")
        #expect(result.status == 3)
        let screens = try [
            result, site.command("calls"), site.command("calls", "show", SampleDay.english),
            site.command("audit", "show"),
            site.command("export", "--output", site.workspace.home.appending(path: "exports/all").path),
            site.command("report", "--format", "markdown"), site.command("retain", "plan", "--all"),
        ]
        #expect(screens.dropFirst().map(\.status).allSatisfy { $0 == 0 })
        var places = screens.enumerated().map { ("screen \($0)", Data($1.output) + Data($1.errors.utf8)) }
        for path in site.files() { places.append((path, try Data(site.bytes(path)) + Data(path.utf8))) }
        try #require(places.count > 30)

        let canaries = (SampleDay.canaries + Self.canaries).map(Canary.init)
        let leaks = Canaries(canaries).leaks(in: places)
        #expect(leaks == [])
        #expect(places.filter { $0.1.range(of: Data("WAVEfmt".utf8)) != nil }.map(\.0) == [])
    }

    private static let canaries = ["13222223333", "13233334444", "Persephone", "13244445555", "13255556666"]

    /// Inputs that could not be used, or carry data where nobody expects it.
    private static func awkward() throws -> [DroppedFile] {
        [
            DroppedFile("call-13222223333.wav", text: "13222223333 is not a sound"),
            DroppedFile("13233334444.csv", text: "Persephone,13233334444\n"),
            DroppedFile("13244445555.json", text: "{\"version\": 1, \"language\": \"Persephone\"}"),
            DroppedFile("13255556666.wav", SpokenWAV(milliseconds: 4000, [(0, 300, 3500)]).file()),
            DroppedFile(
                "Master-2.csv",
                text: SampleDay.row("1740970000.1", "Persephone", "13244445555", agent: "305", at: "10:46:40", nil, "x")
            ),
        ]
    }
}
