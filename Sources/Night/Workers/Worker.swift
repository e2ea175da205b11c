import Foundation
import Synchronization

/// A child process of this program that works on one call at a time: what crashes on a file is the child, not the night.
///
/// They talk over one socket pair, a line each way (`MapInput`, `MapOutput`). The child ends when the socket does, so
/// none outlives its night.
final class Worker: Sendable {
    /// How a worker answered a line.
    enum Answer {
        case line([UInt8])
        case ended(End)
    }

    /// Why a worker gave no answer.
    enum End: Hashable {
        case signal(Int32)
        case status(Int32)
        case timedOut
        case tooLong
    }

    /// The longest answer, in bytes: the spans and words of a call of a day.
    private static let longestAnswer = 256 << 20

    private let id: pid_t
    private let socket: Int32
    private let isReaped = Mutex(false)

    /// Starts `program` and waits until it can work.
    ///
    /// - Throws: `NightError.workerFails` where it ends before that, as with settings that cannot be used.
    init(_ program: URL, _ arguments: [String], startWithin limit: Duration = .seconds(120)) throws {
        let (near, far) = try socketPair()
        socket = near
        do {
            id = try spawn([program.path] + arguments, talkingOver: far)
            close(far)
        } catch {
            close(near)
            close(far)
            throw error
        }
        switch read(before: .now + limit) {
        case .line(let line) where line.elementsEqual(Site.workerIsReady.utf8): break
        case .ended(.status(let status)): throw NightError.workerFails(status: status)
        default: throw NightError.workerFails(status: 70)
        }
    }

    deinit {
        _ = reap(killing: true)
        close(socket)
    }

    /// Gives it a line of work and waits for the answer; one that takes longer than `limit` is killed.
    func ask(_ line: [UInt8], within limit: Duration) -> Answer {
        let deadline = ContinuousClock.now + limit
        guard write(line + [UInt8(ascii: "\n")]) else { return .ended(reason()) }
        return read(before: deadline)
    }

    private func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// One line, without its end.
    private func read(before deadline: ContinuousClock.Instant) -> Answer {
        var line: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
            var poll = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            let state = unsafe Glibc.poll(&poll, 1, Int32(min(max(left.rounded(.up), 0), 1e9)))
            if state < 0, errno == EINTR { continue }
            guard state > 0 else { return stop(.timedOut) }
            let count = unsafe piece.withUnsafeMutableBytes { unsafe recv(socket, $0.baseAddress, $0.count, 0) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return .ended(reason()) }
            line += piece[..<count]
            guard line.count <= Self.longestAnswer else { return stop(.tooLong) }
            if line.last == UInt8(ascii: "\n") { return .line(Array(line.dropLast())) }
        }
    }

    private func stop(_ reason: End) -> Answer {
        _ = reap(killing: true)
        return .ended(reason)
    }

    /// Of a worker whose side of the socket is closed: it is ending or has ended by itself.
    private func reason() -> End {
        let status = reap(killing: false) ?? 0
        return status & 0x7F != 0 ? .signal(status & 0x7F) : .status(status >> 8 & 0xFF)
    }

    /// Waits for its end and takes its status so that no zombie remains; nil where that was done before.
    private func reap(killing: Bool) -> Int32? {
        isReaped.withLock { isReaped in
            guard !isReaped else { return nil }
            isReaped = true
            if killing { kill(id, SIGKILL) }
            var status: Int32 = 0
            while unsafe waitpid(id, &status, 0) < 0, errno == EINTR {}
            return status
        }
    }
}

private func socketPair() throws -> (near: Int32, far: Int32) {
    var ends: [Int32] = [0, 0]
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard unsafe Glibc.socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw NightError.system(code: errno) }
    return (ends[0], ends[1])
}

/// Starts a program whose input and output are `socket`; what it would say to a terminal is thrown away, since a crash
/// report may hold what was said on the phone.
private func spawn(_ arguments: [String], talkingOver socket: Int32) throws -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, socket, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, socket, 1)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // Swift's crash reports show memory, and with it what was said.
    let environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    let program = arguments.first ?? ""
    var id = pid_t()
    let code = unsafe withCStrings(arguments) { arguments in
        unsafe withCStrings(environment.map { "\($0)=\($1)" }) { environment in
            unsafe posix_spawn(&id, program, &actions, nil, arguments, environment)
        }
    }
    guard code == 0 else { throw NightError.system(code: code) }
    return id
}

/// Lends strings to C as an array that ends with a null pointer.
private func withCStrings(
    _ strings: [String],
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32
) -> Int32 {
    var copies: [UnsafeMutablePointer<CChar>?] = unsafe strings.map { unsafe strdup($0) } + [nil]
    defer { for index in unsafe copies.indices { unsafe free(copies[index]) } }
    return unsafe copies.withUnsafeMutableBufferPointer { unsafe $0.baseAddress.map { unsafe body($0) } ?? ENOMEM }
}

extension Site {
    /// What a worker says when it is able to work.
    package static var workerIsReady: String { "ready" }
}
