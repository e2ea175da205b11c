internal import Glibc

/// An open regular file, read by position only, so that no reader disturbs another.
struct SourceFile: ~Copyable {
    let descriptor: Int32
    /// Bytes in the file when it was opened.
    let size: Int

    /// Opens `path` for reading and refuses what is not a regular file of 1 to `limit` bytes.
    init(path: String, limit: Int) throws(AudioError) {
        // O_NONBLOCK: a pipe planted in the inbox must not hang the night.
        let opened = unsafe path.withCString { unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
        guard opened >= 0 else { throw .unreadable(code: errno) }
        try self.init(owning: opened, limit: limit)
    }

    /// Takes over what is in memory.
    init(_ memory: consuming MemoryFile, limit: Int) throws(AudioError) {
        try self.init(owning: memory.release(), limit: limit)
    }

    private init(owning opened: Int32, limit: Int) throws(AudioError) {
        var status = stat()
        let isKnown = unsafe fstat(opened, &status) == 0
        let bytes = Int(status.st_size)
        let refusal: AudioError? =
            if !isKnown {
                .unreadable(code: errno)
            } else if status.st_mode & S_IFMT != S_IFREG {
                .notRegularFile
            } else if bytes == 0 {
                .empty
            } else if bytes > limit {
                .fileTooLarge(bytes: bytes, limit: limit)
            } else {
                nil
            }
        if let refusal {
            close(opened)
            throw refusal
        }
        descriptor = opened
        size = bytes
    }

    deinit { close(descriptor) }

    /// Reads up to `count` bytes from `offset`; fewer only at the end of the file.
    func read(at offset: Int, count: Int) throws(AudioError) -> [UInt8] {
        var failure: Int32?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count, let base = buffer.baseAddress {
                let got = unsafe pread(descriptor, base + filled, count - filled, off_t(offset + filled))
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                guard got > 0 else { break }
                filled += got
            }
        }
        if let failure { throw .unreadable(code: failure) }
        return bytes
    }
}
