internal import COpenSSL

/// Scratch bytes, wiped when they are given up.
///
/// Plaintext chunks live here, because a Swift array cannot promise to be wiped.
@safe struct SecretBuffer: ~Copyable {
    private var memory: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(capacity: Int) { unsafe memory = Self.zeros(capacity) }

    deinit { unsafe Self.wipe(memory) }

    var capacity: Int { unsafe memory.count }
    var free: Int { capacity - count }

    /// Makes room for `capacity` bytes and keeps the content.
    ///
    /// Most files are small: a buffer for large ones is a megabyte that is cleared twice for nothing.
    mutating func reserve(_ capacity: Int) {
        guard capacity > self.capacity else { return }
        let old = unsafe memory
        unsafe memory = Self.zeros(capacity)
        unsafe UnsafeMutableRawBufferPointer(memory)
            .copyMemory(from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(old)[..<count]))
        unsafe Self.wipe(old)
    }

    private static func zeros(_ capacity: Int) -> UnsafeMutableBufferPointer<UInt8> {
        let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: capacity)
        unsafe memory.initialize(repeating: 0)
        return unsafe memory
    }

    private static func wipe(_ memory: UnsafeMutableBufferPointer<UInt8>) {
        unsafe OPENSSL_cleanse(memory.baseAddress, memory.count)
        unsafe memory.deallocate()
    }

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
