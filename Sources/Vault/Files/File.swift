internal import Foundation

/// An open file with one owner, closed when that owner goes.
@safe struct File: ~Copyable {
    private let descriptor: Int32
    /// What errors call the file.
    let name: String

    /// Opens an existing file; `name` stands for it in errors where its own name may be a caller's number.
    init(reading url: URL, name: String? = nil) throws(VaultError) {
        try self.init(url, O_RDONLY, name: name)
    }

    /// Creates a file, readable by its owner only, that must not be there yet.
    init(creating url: URL, name: String) throws(VaultError) {
        try self.init(url, O_RDWR | O_CREAT | O_EXCL, name: name)
    }

    /// Opens a file for reading and writing, or creates it where `creating` says so.
    init(updating url: URL, creating: Bool = false) throws(VaultError) {
        try self.init(url, O_RDWR | (creating ? O_CREAT : 0))
    }

    private init(_ url: URL, _ flags: Int32, name: String? = nil) throws(VaultError) {
        self.name = name ?? url.lastPathComponent
        let path = url.path(percentEncoded: false)
        descriptor = unsafe open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .kernel("open", self.name) }
    }

    /// Standard input, through a descriptor of its own.
    static func standardInput() throws(VaultError) -> File { try File(copyOf: STDIN_FILENO, name: "standard input") }

    /// The same open file once more, lock and all.
    func copy() throws(VaultError) -> File { try File(copyOf: descriptor, name: name) }

    private init(copyOf other: Int32, name: String) throws(VaultError) {
        self.name = name
        descriptor = dup(other)
        guard descriptor >= 0 else { throw .kernel("dup", name) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Appends up to `count` bytes to `buffer`; fewer only at the end of the file.
    mutating func read(into buffer: inout [UInt8], upTo count: Int) throws(VaultError) -> Int {
        let start = buffer.count
        var failed = false
        buffer.append(addingCapacity: count) { output in
            unsafe output.withUnsafeMutableBufferPointer { target, filled in
                while filled < count, let address = target.baseAddress {
                    let got = unsafe Foundation.read(descriptor, address + filled, count - filled)
                    if got < 0, errno == EINTR { continue }
                    failed = got < 0
                    guard got > 0 else { break }
                    filled += got
                }
            }
        }
        if failed { throw .kernel("read", name) }
        return buffer.count - start
    }

    func write(_ bytes: Span<UInt8>) throws(VaultError) {
        var rest = bytes
        while rest.count > 0 {
            let put = unsafe rest.withUnsafeBytes { unsafe Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if put < 0, errno == EINTR { continue }
            guard put > 0 else { throw .kernel("write", name) }
            rest = rest.extracting(put..<rest.count)
        }
    }

    var size: Int {
        get throws(VaultError) { Int(try status().st_size) }
    }

    /// The permission bits, and whether it is a regular file.
    func status() throws(VaultError) -> stat {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw .kernel("fstat", name) }
        return status
    }

    /// Whether `url` still names this file.
    func isStill(at url: URL) throws(VaultError) -> Bool {
        var named = stat()
        guard unsafe lstat(url.path(percentEncoded: false), &named) == 0 else { return false }
        let own = try status()
        return own.st_ino == named.st_ino && own.st_dev == named.st_dev
    }

    /// Goes to `offset`, or to the end.
    func seek(to offset: Int?) throws(VaultError) {
        guard lseek(descriptor, off_t(offset ?? 0), offset == nil ? SEEK_END : SEEK_SET) >= 0 else {
            throw .kernel("lseek", name)
        }
    }

    func truncate(to size: Int) throws(VaultError) {
        guard ftruncate(descriptor, off_t(size)) == 0 else { throw .kernel("ftruncate", name) }
    }

    /// Overwrites all of the file with zeros, on the disk when this returns.
    func erase() throws(VaultError) {
        try seek(to: 0)
        try write([UInt8](repeating: 0, count: try size).span)
        try synchronize()
        forgetCachedPages()
    }

    /// Returns when all that was written is on the disk.
    func synchronize() throws(VaultError) {
        guard fsync(descriptor) == 0 else { throw .kernel("fsync", name) }
    }

    /// Lets the next read come from the disk and not from memory; a wish, that a file system may ignore.
    func forgetCachedPages() {
        _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    }

    /// Waits until no other open file holds the lock; it is gone when this one closes.
    func lock(exclusively: Bool) throws(VaultError) {
        while flock(descriptor, exclusively ? LOCK_EX : LOCK_SH) != 0 {
            guard errno == EINTR else { throw .kernel("flock", name) }
        }
    }

    /// False where another open file holds the lock.
    func tryLock() throws(VaultError) -> Bool {
        guard flock(descriptor, LOCK_EX | LOCK_NB) != 0 else { return true }
        guard errno == EWOULDBLOCK else { throw .kernel("flock", name) }
        return false
    }
}

extension VaultError {
    /// What the kernel has just refused.
    static func kernel(_ call: String, _ file: String) -> VaultError {
        switch errno {
        case ENOENT: .notFound(file: file)
        case EEXIST: .alreadyExists(file: file)
        case let code: .system(call: call, file: file, code: code)
        }
    }
}
