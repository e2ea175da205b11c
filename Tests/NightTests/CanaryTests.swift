import Archive
import Calls
import Foundation
import Night
import Testing

@Suite struct `Two hundred canaries` {
    @Test func `are nowhere when the night is over`() throws {
        var day = CanaryDay()
        let site = try TestSite()
        try site.drop(try day.files())
        #expect(day.values.count == 260)
        let result = try site.command("run", "--verbose")
        #expect([0, 3].contains(result.status))
        let screens = try [
            result, site.command("calls"), site.command("calls", "show", CanaryDay.english),
            site.command("calls", "show", CanaryDay.chinese), site.command("report", "--format", "json"),
        ]
        var places = screens.enumerated().map { ("screen \($0)", Data($1.output) + Data($1.errors.utf8)) }
        for path in site.files() { places.append((path, try Data(site.bytes(path)) + Data(path.utf8))) }
        places += try opened(site)

        for id in [CanaryDay.english, CanaryDay.chinese] {
            let outcome = try #require(try site.outcome(id))
            #expect(outcome.transcript != nil)
            #expect(outcome.masks.filter { $0.place == "transcript" }.count >= 117)
            #expect(outcome.masks.allSatisfy { $0.policy?.count == 64 })
        }
        let canaries = (day.values + CanaryDay.elsewhere).map(Canary.init)
        #expect(canaries.allSatisfy { $0.value.utf8.count >= 8 })
        let leaks = Canaries(canaries).leaks(in: places)
        #expect(leaks == [])
    }

    /// The masked copies, as quality assurance opens them.
    private func opened(_ site: TestSite) throws -> [(String, Data)] {
        let archive = try Site(site.workspace, isReadOnly: true).archive
        return try [CanaryDay.english, CanaryDay.chinese].flatMap { id -> [(String, Data)] in
            let id = try #require(CallID(id))
            return try archive.files(of: id).filter { $0.kind == .masked }.map {
                ("opened \($0.path)", Data(try site.plaintext($0)))
            }
        }
    }
}
