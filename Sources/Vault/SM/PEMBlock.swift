/// Keys in a text: what stands from a line `-----BEGIN …-----` to its `-----END …-----`.
enum PEMBlock {
    /// Where the blocks of `text` are, with the number of their first lines, from 1.
    static func all(in text: Span<UInt8>) -> [(range: Range<Int>, line: Int)] {
        var blocks: [(Range<Int>, Int)] = []
        var start: (position: Int, line: Int)?
        for (index, line) in Lines.ranges(in: text).enumerated() {
            if begins(text.extracting(line)) { start = (line.lowerBound, index + 1) }
            if let begun = start, text.extracting(line).begins(with: "-----END ") {
                // The line's end, which the last line may lack, is not needed.
                blocks.append((begun.position..<line.upperBound, begun.line))
                start = nil
            }
        }
        return blocks
    }

    static func begins(_ line: Span<UInt8>) -> Bool { line.begins(with: "-----BEGIN ") }

    /// The label of a PKCS#8 key that is sealed to a passphrase.
    static let sealedKey = "-----BEGIN ENCRYPTED PRIVATE KEY-----"
}

extension Span<UInt8> {
    fileprivate func begins(with text: String) -> Bool {
        let wanted = Array(text.utf8)
        return count >= wanted.count && wanted.indices.allSatisfy { self[$0] == wanted[$0] }
    }
}
