internal import Audio
internal import Glibc

/// A program that runs to its end, or to the end of our patience.
///
/// It gets its own process group, so that what it starts ends with it, and none of our files: those are all opened to
/// be closed in other programs.
struct ChildProcess {
    private let id: pid_t

    /// Runs a program and hands back what it printed.
    ///
    /// - Parameters:
    ///   - arguments: The program, looked for on the `PATH` where it is named without a slash, and its arguments.
    ///   - input: Its standard input; its standard error is thrown away.
    ///   - timeLimit: It is killed when it takes longer.
    ///   - outputLimit: It is killed when it prints more bytes.
    /// - Returns: What it printed, when it ended with status 0.
    /// - Throws: Where it cannot be started or ends in any other way.
    static func run(
        _ arguments: [String],
        input: borrowing MemoryFile,
        timeLimit: Duration,
        outputLimit: Int
    ) throws(RecogniserError) -> [UInt8] {
        let deadline = ContinuousClock.now + timeLimit
        let output = try MemoryFile.holding([])
        let child = try ChildProcess(arguments, input: input, output: output)
        while true {
            if let status = child.status() {
                try check(status)
                guard output.size <= outputLimit else { throw .outputTooLarge(limit: outputLimit) }
                return output.contents()
            }
            guard output.size <= outputLimit else {
                child.kill()
                throw .outputTooLarge(limit: outputLimit)
            }
            guard .now < deadline else {
                child.kill()
                throw .timedOut(after: timeLimit)
            }
            usleep(2000)
        }
    }

    private init(
        _ arguments: [String],
        input: borrowing MemoryFile,
        output: borrowing MemoryFile
    ) throws(RecogniserError) {
        guard !arguments.isEmpty else { throw .cannotStart(code: ENOENT) }
        var id = pid_t()
        let code = spawn(arguments, input: input.descriptor, output: output.descriptor, id: &id)
        guard code == 0 else { throw .cannotStart(code: code) }
        self.id = id
    }

    /// Nil while it runs.
    private func status() -> Int32? {
        var status: Int32 = 0
        return unsafe waitpid(id, &status, WNOHANG) == 0 ? nil : status
    }

    /// Reads a status as `WIFSIGNALED` and `WEXITSTATUS` do.
    private static func check(_ status: Int32) throws(RecogniserError) {
        if status & 0x7F != 0 { throw .killed(signal: status & 0x7F) }
        if status != 0 { throw .failed(status: status >> 8 & 0xFF) }
    }

    /// Ends it and all it started, and takes its status so that no zombie remains.
    private func kill() {
        Glibc.kill(-id, SIGKILL)
        waitpid(id, nil, 0)
    }
}

/// Starts a program in its own process group; returns 0 or an `errno`.
private func spawn(_ arguments: [String], input: Int32, output: Int32, id: inout pid_t) -> Int32 {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)

    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))

    var strings: [UnsafeMutablePointer<CChar>?] = unsafe arguments.map { unsafe strdup($0) } + [nil]
    defer { for index in unsafe strings.indices { unsafe free(strings[index]) } }
    guard let program = unsafe strings[0] else { return ENOMEM }
    return unsafe posix_spawnp(&id, program, &actions, &attributes, &strings, environ)
}
