import Foundation
import Testing
import Vault

/// `make test-pymerkle` names a Python that has pymerkle here.
private let python = ProcessInfo.processInfo.environment["AFTERCALL_PYMERKLE"]

@Suite(.enabled(if: python != nil, "skipped: run 'make test-pymerkle'"))
struct `Pymerkle` {
    /// What another implementation has to say of one random log.
    private struct Claim: Encodable {
        /// Hex of what is hashed behind the 0x00 of a leaf.
        var leaves: [String]
        var root: String
        /// By index.
        var inclusion: [[String]]
        /// By size, from 1.
        var consistency: [[String]]
    }

    private func claim(_ count: Int) throws -> Claim {
        let data = (0..<count).map { index in Array(noise(7 + index * 13).suffix(1 + (index * 31 + count) % 97)) }
        let leaves = try data.map { try SHA256.hash(([0] + $0).span) }
        let paths = try MerkleProof.paths(of: Array(0..<count), in: leaves[...])
        for index in 0..<count { #expect(try MerkleProof.inclusion(of: index, in: leaves[...]) == paths[index]) }
        return Claim(
            leaves: data.map { $0.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() },
            root: try MerkleProof.root(of: leaves[...]).hex,
            inclusion: paths.map { $0.map(\.hex) },
            consistency: try (1..<max(1, count)).map { size in
                try MerkleProof.consistency(from: size, in: leaves[...]).map(\.hex)
            }
        )
    }

    @Test func `gives the same roots and proofs for logs of 0 to 300 events`() throws {
        let folder = try TemporaryFolder()
        let claims = folder.url.appending(component: "claims.jsonl")
        let encoder = JSONEncoder()
        var lines = Data()
        for count in 0...300 { lines += try encoder.encode(claim(count)) + [UInt8(ascii: "\n")] }
        try lines.write(to: claims)
        let script = repository.appending(path: "Tests/VaultTests/pymerkle_check.py")
        let result = try Tool(path: python ?? "").run([script.filePath, claims.filePath])
        #expect(result.status == 0, "\(String(decoding: result.output, as: UTF8.self))")
        #expect(String(decoding: result.output, as: UTF8.self) == "301 logs agree\n")
    }
}
