internal import COpenSSL

/// Scratch bytes of a fixed capacity, wiped when their owner goes.
///
/// Plaintext chunks live here, because a Swift array cannot promise to be wiped.
@safe struct SecretBuffer: ~Copyable {
    private let memory: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(capacity: Int) {
        unsafe memory = .allocate(capacity: capacity)
        unsafe memory.initialize(repeating: 0)
    }

    deinit {
        unsafe OPENSSL_cleanse(memory.baseAddress, memory.count)
        unsafe memory.deallocate()
    }

    var free: Int { unsafe memory.count - count }

    /// Appends as much of `bytes` as fits; the result says how many that was.
    mutating func append(_ bytes: Span<UInt8>) -> Int {
        let taken = min(free, bytes.count)
        unsafe bytes.withUnsafeBufferPointer { source in
            unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(memory)[count..<count + taken])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(source)[..<taken]))
        }
        count += taken
        return taken
    }

    mutating func removeAll() { count = 0 }

    func withSpan<Result: ~Copyable, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(unsafe UnsafeBufferPointer(rebasing: memory[..<count]).span)
    }

    /// Replaces the content: `body` writes into the whole capacity and returns how many bytes count.
    mutating func refill<Failure: Error>(
        _ body: (inout MutableSpan<UInt8>) throws(Failure) -> Int
    ) throws(Failure) {
        count = 0
        var span = unsafe memory.mutableSpan
        count = min(try body(&span), unsafe memory.count)
    }
}
