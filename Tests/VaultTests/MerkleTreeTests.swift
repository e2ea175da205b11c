import Testing
import Vault

/// A tree whose leaf number n holds the two bytes n mod 256 and n div 256.
private struct Tree: Sendable, CustomTestStringConvertible {
    var leaves: Int
    var root: String
    var testDescription: String { "\(leaves) leaves" }
}

@Suite struct `Merkle tree` {
    // The empty root is SHA-256 of nothing (RFC 6962 §2.1); the others were computed with pymerkle 7.0.0.
    @Test(arguments: [
        Tree(leaves: 0, root: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        Tree(leaves: 1, root: "709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c"),
        Tree(leaves: 2, root: "33b019d83ad6aa45cfbb815e6106347f7dc75a0f64cd461f0c3150192ec416c0"),
        Tree(leaves: 3, root: "bf8740bcc6a49ec46544b94fcf891631e8dd339af77907fc0cbc4e9e65cf40cd"),
        Tree(leaves: 4, root: "8ef54b76928a3a37b753ea70a25d0eec96e506de35000564432c5d41e1ec0b20"),
        Tree(leaves: 5, root: "85d2d0b0b9514f186070d36c4b3a19aa1315df857f85ecaaaa3470bde6916586"),
        Tree(leaves: 7, root: "ef63c6b77d3d819057b0725726f43e00c577f8dc22529e2f61ddde7173b57021"),
        Tree(leaves: 8, root: "9e313c898cc548d0001631fdb45199167a74893f909908a63af8dc21499e4db1"),
        Tree(leaves: 13, root: "4cafc7602c2e6b4a56382e7c1ab40513e4510e1d4f51b9287ec633033c83099b"),
        Tree(leaves: 31, root: "edbf38c4cd69e2fda5ed31cf90bc9cc0ff67f87e96a210ea888c8a386dc65557"),
        Tree(leaves: 300, root: "04d7dcf29ad8ecfeb8dad4a8cf9d19c3d4de6f292adde9033311dae76b456f63"),
    ])
    private func `has the root that another implementation gives`(_ tree: Tree) throws {
        var merkle = try MerkleTree()
        for leaf in 0..<tree.leaves {
            let bytes = [0, UInt8(leaf % 256), UInt8(leaf / 256)]
            try merkle.append(try SHA256.hash(bytes.span))
        }
        #expect(merkle.count == tree.leaves)
        #expect(try merkle.root().hex == tree.root)
    }
}

@Suite struct `SHA-256` {
    // FIPS 180-4 examples, and what sha256sum says of a million letters a.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `is the standard's`(text: String, hex: String) throws {
        #expect(try SHA256.hash(Array(text.utf8).span).hex == hex)
    }

    @Test func `does not depend on the pieces, and starts anew`() throws {
        var hash = try SHA256()
        for _ in 0..<2 {
            for _ in 0..<1000 { try hash.update([UInt8](repeating: UInt8(ascii: "a"), count: 1000).span) }
            #expect(try hash.finish().hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
        }
    }

    @Test(arguments: ["", "00", String(repeating: "A", count: 64), String(repeating: "0", count: 66)])
    func `in another form than 64 lower-case digits is refused`(hex: String) {
        #expect(SHA256Digest(hex: hex) == nil)
    }
}
