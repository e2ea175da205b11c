import Foundation
import Masking
import Testing

/// Numbers with a verdict, made by another implementation; three levels up is the repository, beside it the vectors.
private let vectors = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/bench/pii/data/ids.jsonl")

@Suite(.enabled(if: FileManager.default.fileExists(atPath: vectors.path), "skipped: ../shared is not here"))
struct `Check digits` {
    struct Number: Decodable {
        var type: String
        var value: String
        var valid: Bool
        var how: String
    }

    @Test(arguments: [
        ("CN_ID", "cn-id.check"), ("CARD", "card.luhn"), ("CARD_CN", "card.luhn"), ("IBAN", "iban.check"),
    ])
    func `are right where python-stdnum says so, and only there`(_ type: String, _ rule: String) throws {
        let rows = try String(contentsOf: vectors, encoding: .utf8).split(separator: "\n")
        let numbers = try rows.map { try JSONDecoder().decode(Number.self, from: Data($0.utf8)) }.filter {
            $0.type == type
        }
        // A card that lost a digit may pass the check by chance, but no issuer has such a length.
        let wrong = numbers.filter { !$0.valid || $0.how == "made valid" }.filter { number in
            masker.scan(number.value).contains { $0.rule == rule && $0.range == 0..<number.value.count } != number.valid
        }
        #expect(numbers.count > 200)
        #expect(wrong.map(\.value) == [])
    }

    @Test func `agree with all vectors of all ten types`() throws {
        let rows = try String(contentsOf: vectors, encoding: .utf8).split(separator: "\n")
        let numbers = try rows.map { try JSONDecoder().decode(Number.self, from: Data($0.utf8)) }
        let wrong = numbers.filter { IdentityNumber.isValid($0.type, $0.value, today: 2026_01_31) != $0.valid }
        #expect(numbers.count == 3006)
        #expect(wrong.map { "\($0.type) \($0.value)" } == [])
    }
}
