internal import CSndFile
internal import Glibc

/// A file in memory that has no name and never reaches a disk: sealed recordings are opened into one to be heard.
package struct MemoryFile: ~Copyable {
    private let descriptor: Int32

    package init() throws(AudioError) {
        descriptor = csndfile_memory_file()
        guard descriptor >= 0 else { throw .unreadable(code: errno) }
    }

    deinit { close(descriptor) }

    package func append(_ bytes: Span<UInt8>) throws(AudioError) {
        var rest = bytes
        while rest.count > 0 {
            let put = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
            if put < 0, errno == EINTR { continue }
            guard put > 0 else { throw .unreadable(code: errno) }
            rest = rest.extracting(put..<rest.count)
        }
    }

    /// The open file, which is the caller's to close.
    consuming func release() -> Int32 {
        let released = descriptor
        discard self
        return released
    }
}
