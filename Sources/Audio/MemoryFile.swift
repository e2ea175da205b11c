internal import CSndFile
internal import Glibc

/// A file in memory that has no name and never reaches a disk: sealed recordings are opened into one to be heard, and
/// programs that recognise speech read from one and print into another.
///
/// It is closed in every program that is started, unless handed to it.
package struct MemoryFile: ~Copyable {
    package let descriptor: Int32

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

    /// Has whoever is handed the descriptor read from the start.
    package func rewind() { lseek(descriptor, 0, SEEK_SET) }

    /// Bytes in it by now.
    package var size: Int {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    /// All that is in it, from its start.
    package func contents() -> [UInt8] {
        let size = size
        return unsafe [UInt8](unsafeUninitializedCapacity: size) { bytes, count in
            while count < size {
                let rest = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(bytes)[count...]
                )
                let got = unsafe pread(descriptor, rest.baseAddress, rest.count, count)
                guard got > 0 else { break }
                count += got
            }
        }
    }

    /// The open file, which is the caller's to close.
    consuming func release() -> Int32 {
        let released = descriptor
        discard self
        return released
    }
}
