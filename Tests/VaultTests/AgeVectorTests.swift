import Foundation
import Testing
import Vault

/// One vector of C2SP/CCTV: a header of `key: value` lines, an empty line, an age file.
private struct Vector: Sendable, CustomTestStringConvertible {
    enum Expectation: String {
        case success
        case noMatch = "no match"
        case code = "HMAC failure"
        case header = "header failure"
        case payload = "payload failure"
        case armor = "armor failure"
    }

    static let folder = repository.deletingLastPathComponent().appending(path: "shared/vectors/age/testdata")
    static var isHere: Bool { FileManager.default.fileExists(atPath: folder.filePath) }

    /// All but the post-quantum hybrids, which need a libcrypto with ML-KEM.
    static let names: [String] = {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.filePath)) ?? []
        return all.filter { !$0.contains("hybrid") }.sorted()
    }()

    let testDescription: String
    let fields: [(key: String, value: String)]
    let file: [UInt8]

    init(named name: String) throws {
        testDescription = name
        let bytes = try Self.folder.appending(component: name).bytes
        let end = try #require(bytes.indices.dropLast().first { bytes[$0] == 10 && bytes[$0 + 1] == 10 })
        fields = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\n").map { line in
            let parts = line.split(separator: ": ", maxSplits: 1)
            return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
        }
        file = Array(bytes[(end + 2)...])
    }

    func values(_ key: String) -> [String] { fields.filter { $0.key == key }.map(\.value) }

    var expectation: Expectation? { values("expect").first.flatMap(Expectation.init) }

    /// Writes the age file to `url`, unpacked where the vector is packed.
    func unpack(to url: URL) throws {
        guard values("compressed") == ["zlib"] else { return try url.write(file) }
        // A zlib stream is deflate behind two bytes; gzip reads it behind ten, and minds only that its end is another.
        try url.write([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3] + file.dropFirst(2))
        try url.write(try Tool.gzip.run(["-dcq"], input: url).output)
    }

    func identity() throws -> Identity {
        if let passphrase = values("passphrase").first { return Identity(passphrase: Array(passphrase.utf8).span) }
        guard !values("identity").isEmpty else { return try Identity.generate() }
        return try Identity(text: Array(values("identity").joined(separator: "\n").utf8).span)
    }
}

extension Vector.Expectation {
    init?(_ error: VaultError) {
        switch error {
        case .noMatchingIdentity: self = .noMatch
        case .headerCode: self = .code
        case .header: self = .header
        case .payload: self = .payload
        case .armor: self = .armor
        default: return nil
        }
    }
}

@Suite struct `Age test vectors` {
    @Test(.enabled(if: Vector.isHere, "skipped: ../shared is not here"), arguments: Vector.names)
    func `come out as the format's authors say`(name: String) throws {
        let vector = try Vector(named: name)
        let folder = try TemporaryFolder()
        let url = folder.url.appending(component: "vector.age")
        try vector.unpack(to: url)
        var hash = try SHA256()
        var outcome: Vector.Expectation? = .success
        do {
            let isArmored = vector.values("armored") == ["yes"]
            try Sealing.decrypt(fileAt: url, armored: isArmored, with: try vector.identity()) { try hash.update($0) }
        } catch let error as VaultError {
            outcome = Vector.Expectation(error)
        }
        #expect(outcome == vector.expectation)
        if let payload = vector.values("payload").first { #expect(try hash.finish().hex == payload) }
    }
}
