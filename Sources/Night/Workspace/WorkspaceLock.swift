import Foundation

/// The right to write in a workspace, held by one process at a time and given back when the value ends or the process dies.
package struct WorkspaceLock: ~Copyable {
    private let descriptor: Int32

    /// Does not wait: throws `NightError.busy` where another process holds the lock.
    package init(_ workspace: Workspace) throws(NightError) {
        descriptor = unsafe open(workspace.lock.path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotWrite(path: workspace.lock.path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .busy
        }
    }

    /// Does `work` while the lock is held.
    borrowing func held<Result>(_ work: () throws -> Result) rethrows -> Result { try work() }

    deinit { close(descriptor) }
}
