internal import Glibc

/// Bytes that another program can read or write like a file although they are on no disk (POSIX shared memory).
///
/// The file has no name from the moment it is made, so nobody else finds it and it ends with its last user. It is
/// closed in every program that is started, unless handed to it.
struct MemoryFile: ~Copyable {
    /// Positioned at the start.
    let descriptor: Int32

    init() throws(RecogniserError) {
        let name = "/aftercall-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
        let opened = unsafe shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0o600)
        guard opened >= 0 else { throw .cannotStart(code: errno) }
        unsafe shm_unlink(name)
        descriptor = opened
    }

    static func holding(_ bytes: [UInt8]) throws(RecogniserError) -> MemoryFile {
        let file = try MemoryFile()
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes[written...].withUnsafeBytes { rest in
                unsafe write(file.descriptor, rest.baseAddress, rest.count)
            }
            guard count > 0 || errno == EINTR else { throw .cannotStart(code: errno) }
            written += max(0, count)
        }
        lseek(file.descriptor, 0, SEEK_SET)
        return file
    }

    deinit { close(descriptor) }

    /// Bytes in it by now.
    var size: Int {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    /// All that is in it, from its start.
    func contents() -> [UInt8] {
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
}
