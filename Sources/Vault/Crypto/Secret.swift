internal import COpenSSL

/// Key material with one owner, wiped when that owner goes.
///
/// It is not `Sendable`: an owner that several tasks share keeps it behind a `Mutex`.
struct Secret: ~Copyable {
    private let buffer: SecretBuffer
    var count: Int { buffer.count }

    /// No bytes.
    init() { buffer = SecretBuffer(capacity: 0) }

    /// Copies `bytes`; the caller wipes its own copy.
    init(copying bytes: Span<UInt8>) {
        var buffer = SecretBuffer(capacity: bytes.count)
        _ = buffer.append(bytes)
        self.buffer = buffer
    }

    /// Takes the bytes over and wipes the array.
    init(wiping bytes: inout [UInt8]) {
        self.init(copying: bytes.span)
        bytes.wipe()
    }

    func withSpan<Result: ~Copyable, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try buffer.withSpan(body)
    }

    /// A copy of the bytes in `range`, with an owner of its own.
    func part(_ range: Range<Int>) -> Secret {
        withSpan { Secret(copying: $0.extracting(range)) }
    }
}

extension [UInt8] {
    /// Overwrites the bytes so that the compiler cannot leave it out, then empties the array.
    mutating func wipe() {
        unsafe withUnsafeMutableBytes { unsafe OPENSSL_cleanse($0.baseAddress, $0.count) }
        removeAll()
    }

    init(_ span: Span<UInt8>) {
        self = unsafe span.withUnsafeBufferPointer { unsafe Array($0) }
    }

    mutating func append(_ span: Span<UInt8>) {
        unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
