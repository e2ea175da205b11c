import Calls
import Foundation
import Quality
import Testing

/// The packs in `rules/`, by their paths in it.
let shippedPacks: [String] = {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: rulesFolder.path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted()
}()

let rulesFolder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "rules")

func shippedPack(_ name: String) throws -> RulePack {
    try RulePack([UInt8](Data(contentsOf: rulesFolder.appending(path: name))), file: name)
}

@Suite struct `Packs that ship` {
    @Test func `are there in English and in Chinese`() throws {
        let packs = try shippedPacks.map(shippedPack)
        #expect(
            packs.map(\.id) == [
                "compliance-en", "compliance-zh", "conversation", "payment-en", "payment-zh",
                "collections-en", "collections-zh", "finance-en", "finance-zh", "health-en", "insurance-zh",
                "privacy-zh", "telemarketing-en", "telemarketing-zh",
                "service-en", "service-zh", "signals-en", "signals-zh",
            ]
        )
        #expect(packs.allSatisfy { $0.id == "conversation" || $0.languages == [String($0.id.suffix(2))] })
        #expect(packs.flatMap(\.rules).allSatisfy { $0.title.zh != nil && $0.reason.text.zh != nil })
    }

    @Test(arguments: shippedPacks) func `pass their own tests`(name: String) throws {
        let results = try shippedPack(name).runTests()
        #expect(results.filter { !$0.passed } == [])
        #expect(results.count > 10)
    }

    @Test(arguments: shippedPacks) func `have nothing to lint`(name: String) throws {
        #expect(try shippedPack(name).lint() == [])
    }

    @Test(arguments: shippedPacks) func `have tests that notice any change of a rule`(name: String) throws {
        #expect(try shippedPack(name).unnoticedMutations() == [])
    }
}
