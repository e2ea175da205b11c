/// The root of an append-only Merkle tree with SHA-256 (RFC 6962 §2.1), without the tree.
///
/// It keeps the roots of the perfect subtrees that the leaves so far make up, one for each binary digit 1 of their
/// number, the largest first; so memory is logarithmic.
package struct MerkleTree: ~Copyable {
    package private(set) var count = 0
    private var subtrees: [SHA256Digest] = []
    private var hash: SHA256

    package init() throws(VaultError) { hash = try SHA256() }

    /// Adds a leaf, given by its hash.
    package mutating func append(_ leaf: SHA256Digest) throws(VaultError) {
        var node = leaf
        // Each trailing 1 of the count is a subtree as large as the one in hand.
        for _ in 0..<(~count).trailingZeroBitCount { node = try join(subtrees.removeLast(), node) }
        subtrees.append(node)
        count += 1
    }

    /// The hash of nothing where there is no leaf.
    package mutating func root() throws(VaultError) -> SHA256Digest {
        guard var node = subtrees.last else { return try hash.finish() }
        for subtree in subtrees.dropLast().reversed() { node = try join(subtree, node) }
        return node
    }

    private mutating func join(_ left: SHA256Digest, _ right: SHA256Digest) throws(VaultError) -> SHA256Digest {
        try hash.update(([1] + left.bytes + right.bytes).span)
        return try hash.finish()
    }
}
