internal import Glibc

/// A file that is being written; closed with its last reference.
final class OutputFile: Sendable {
    private let descriptor: CInt
    let path: String

    /// Makes a new file that only its owner may read; one of that name must not exist.
    init(creating path: String) throws(RecorderError) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, errno: errno) }
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// Writes all of `bytes` at `offset`.
    func write(_ bytes: [UInt8], at offset: Int) throws(RecorderError) {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes[done...].withUnsafeBytes {
                unsafe pwrite(descriptor, $0.baseAddress, $0.count, offset + done)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .cannotWrite(path: path, errno: errno) }
            done += count
        }
    }

    /// Returns once the file is on the disk.
    func sync() throws(RecorderError) {
        guard fsync(descriptor) == 0 else { throw .cannotWrite(path: path, errno: errno) }
    }

    /// Makes the names in a folder as durable as the files behind them.
    static func sync(folder path: String) throws(RecorderError) {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, errno: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .cannotWrite(path: path, errno: errno) }
    }
}
