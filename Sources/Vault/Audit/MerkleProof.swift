/// Proofs over the leaves of a tree (RFC 6962 §2.1.1 and §2.1.2), for any size.
package enum MerkleProof {
    /// The hashes beside the way from leaf `index` up to the root of all `leaves`, from below.
    package static func inclusion(
        of index: Int,
        in leaves: ArraySlice<SHA256Digest>
    ) throws(VaultError) -> [SHA256Digest] {
        guard leaves.count > 1 else { return [] }
        let split = leaves.startIndex + largestPowerOfTwo(below: leaves.count)
        let (left, right) = (leaves[..<split], leaves[split...])
        if leaves.startIndex + index < split {
            return try inclusion(of: index, in: left) + [root(of: right)]
        }
        return try inclusion(of: index - left.count, in: right) + [root(of: left)]
    }

    /// The inclusion proofs of several leaves, each node of the tree hashed once.
    package static func paths(
        of indices: [Int],
        in leaves: ArraySlice<SHA256Digest>
    ) throws(VaultError) -> [[SHA256Digest]] {
        guard !indices.isEmpty else { return [] }
        guard leaves.count > 1 else { return indices.map { _ in [] } }
        let split = largestPowerOfTwo(below: leaves.count)
        let (left, right) = (leaves.prefix(split), leaves.dropFirst(split))
        let inLeft = indices.filter { $0 < split }
        let inRight = indices.filter { $0 >= split }.map { $0 - split }
        var lefts = try paths(of: inLeft, in: left)[...]
        var rights = try paths(of: inRight, in: right)[...]
        let leftRoot = inRight.isEmpty ? nil : try root(of: left)
        let rightRoot = inLeft.isEmpty ? nil : try root(of: right)
        return indices.compactMap { index in
            guard let path = index < split ? lefts.popFirst() : rights.popFirst() else { return nil }
            return path + [index < split ? rightRoot : leftRoot].compactMap(\.self)
        }
    }

    /// The hashes that show the first `size` of `leaves` to be the tree that had this root then.
    ///
    /// `size` is from 1 to the number of leaves; for that number itself the proof is empty.
    package static func consistency(
        from size: Int,
        in leaves: ArraySlice<SHA256Digest>
    ) throws(VaultError) -> [SHA256Digest] {
        try consistency(from: size, in: leaves, isWhole: true)
    }

    /// The root of a tree with these leaves.
    package static func root(of leaves: ArraySlice<SHA256Digest>) throws(VaultError) -> SHA256Digest {
        var tree = try MerkleTree()
        for leaf in leaves { try tree.append(leaf) }
        return try tree.root()
    }

    /// `isWhole`: the old tree's root is known to who verifies.
    private static func consistency(
        from size: Int,
        in leaves: ArraySlice<SHA256Digest>,
        isWhole: Bool
    ) throws(VaultError) -> [SHA256Digest] {
        guard size < leaves.count else { return isWhole ? [] : [try root(of: leaves)] }
        let split = leaves.startIndex + largestPowerOfTwo(below: leaves.count)
        let (left, right) = (leaves[..<split], leaves[split...])
        if size <= left.count {
            return try consistency(from: size, in: left, isWhole: isWhole) + [root(of: right)]
        }
        return try consistency(from: size - left.count, in: right, isWhole: false) + [root(of: left)]
    }

    private static func largestPowerOfTwo(below count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}
