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

/// Some bytes that were read already, and what comes after them.
struct PrefixedSource<Source: ByteSource & ~Copyable>: ByteSource, ~Copyable {
    private var prefix: [UInt8]
    private var source: Source

    init(_ prefix: [UInt8], _ source: consuming Source) {
        self.prefix = prefix
        self.source = source
    }

    mutating func read(into buffer: inout [UInt8], upTo count: Int) throws(VaultError) -> Int {
        let taken = min(count, prefix.count)
        buffer += prefix[..<taken]
        prefix.removeFirst(taken)
        return taken == count ? taken : try taken + source.read(into: &buffer, upTo: count - taken)
    }
}
