/// Something that gives out bytes once, in order.
protocol ByteSource: ~Copyable {
    /// Appends up to `count` bytes to `buffer`; fewer only at the end.
    mutating func read(into buffer: inout [UInt8], upTo count: Int) throws(VaultError) -> Int
}

extension File: ByteSource {}

/// Bytes in memory as a source.
struct ByteReader: ByteSource {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func read(into buffer: inout [UInt8], upTo count: Int) -> Int {
        let taken = min(count, bytes.count - position)
        buffer += bytes[position..<position + taken]
        position += taken
        return taken
    }
}
