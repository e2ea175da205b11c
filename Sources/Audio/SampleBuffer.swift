internal import Glibc

/// Samples in memory that are overwritten with zeros before the memory is given back.
@safe struct SampleBuffer: ~Copyable {
    private let storage: UnsafeMutableBufferPointer<Float>

    init(capacity: Int) {
        unsafe storage = .allocate(capacity: capacity)
        unsafe storage.initialize(repeating: 0)
    }

    deinit {
        if let base = unsafe storage.baseAddress {
            unsafe explicit_bzero(base, storage.count * MemoryLayout<Float>.stride)
        }
        unsafe storage.deallocate()
    }

    var capacity: Int { unsafe storage.count }

    /// Lets a C reader fill the memory, then lends the first `body` samples it claims to have written.
    func filled<Result>(
        by fill: (UnsafeMutablePointer<Float>) -> Int,
        _ body: (Span<Float>) throws -> Result
    ) rethrows -> Result {
        var count = 0
        if let base = unsafe storage.baseAddress { count = unsafe min(max(fill(base), 0), storage.count) }
        let span = unsafe Span(_unsafeElements: UnsafeBufferPointer(rebasing: storage[..<count]))
        return try body(span)
    }

    /// Lets a C reader fill the end of the memory with octets, `count` at most, and makes a sample of each.
    ///
    /// - Returns: the samples made.
    func decode(count: Int, by table: [Float], _ read: (UnsafeMutableRawPointer) -> Int) -> Int {
        guard let base = unsafe storage.baseAddress, count <= capacity, table.count == 256 else { return 0 }
        let octets = unsafe UnsafeMutableRawPointer(base) + 3 * count
        let got = unsafe min(max(read(octets), 0), count)
        let values = table.span
        // A sample takes four bytes where an octet takes one, but the octets begin far enough behind.
        for i in 0..<got {
            unsafe storage[i] = values[Int(octets.load(fromByteOffset: i, as: UInt8.self))]
        }
        return got
    }

    /// Replaces what no sound is (NaN, infinities, absurd values of a hostile float file) among the first `count`.
    func sanitise(count: Int) {
        for i in 0..<min(count, capacity) {
            let value = unsafe storage[i]
            if !(abs(value) <= 8) { unsafe storage[i] = value.isNaN ? 0 : min(max(value, -8), 8) }
        }
    }
}

extension [UInt8] {
    /// Overwrites coded sound with zeros, in a way that is not optimised away.
    mutating func wipe() {
        unsafe withUnsafeMutableBytes { bytes in
            if let base = bytes.baseAddress { unsafe explicit_bzero(base, bytes.count) }
        }
    }
}
