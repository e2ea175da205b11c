internal import Glibc

/// How many files and sockets this process may have open.
enum OpenFiles {
    /// Four sockets of RTP and RTCP, the recording, and its CDR while it is written.
    private static let each = 6
    /// Listeners, connections of signalling and the rest of the process.
    private static let others = 128

    /// Asks the system for all that it grants, since a call that finds no descriptor is a call lost; what it granted.
    static func raiseLimit() -> Int {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard unsafe getrlimit(resource, &limit) == 0 else { return 1024 }
        limit.rlim_cur = limit.rlim_max
        if unsafe setrlimit(resource, &limit) != 0 { _ = unsafe getrlimit(resource, &limit) }
        return Int(clamping: limit.rlim_cur)
    }

    /// Calls for which `limit` is enough.
    static func calls(within limit: Int) -> Int { max(1, (limit - others) / each) }
}

extension RecorderConfiguration {
    /// With no more calls at once than there are descriptors for: one more is refused before any running call suffers.
    func bounded(byFiles limit: Int) -> RecorderConfiguration {
        var bounded = self
        bounded.maximumCalls = min(maximumCalls, OpenFiles.calls(within: limit))
        return bounded
    }
}
