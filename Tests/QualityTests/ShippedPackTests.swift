import Calls
import Foundation
import Quality
import Testing

/// The packs in `rules/`, by their file names.
let shippedPacks: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: rules.path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted()
}()

private let rules = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "rules")

func shippedPack(_ name: String) throws -> RulePack {
    try RulePack([UInt8](Data(contentsOf: rules.appending(path: name))), file: name)
}

@Suite struct `Packs that ship` {
    @Test func `are there in English and in Chinese`() throws {
        let packs = try shippedPacks.map(shippedPack)
        #expect(packs.map(\.id) == ["compliance-en", "compliance-zh", "conversation", "service-en", "service-zh"])
        #expect(packs.map(\.languages) == [["en"], ["zh"], [], ["en"], ["zh"]])
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
        let pack = try shippedPack(name)
        var unnoticed: [String] = []
        for (index, rule) in pack.rules.enumerated() {
            for (change, mutant) in rule.mutants {
                var changed = pack
                changed.rules = [mutant]
                if changed.runTests().allSatisfy(\.passed) { unnoticed.append("\(rule.id): \(change)") }
            }
            #expect(!rule.mutants.isEmpty, "rule \(index)")
        }
        #expect(unnoticed == [])
    }
}
