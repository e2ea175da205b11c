import Foundation
import Glibc

/// A raw connection to a recorder's control socket or metrics port, for what no client of ours would send.
enum ControlPeer {
    /// Sends `text` and gives all that comes until the other side closes.
    static func exchange(_ text: String, socket path: String) async throws -> String {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &name.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        let isConnected = unsafe withUnsafePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        guard isConnected else { throw PeerError.refused(errno) }
        let bytes = Array(text.utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        var reply: [UInt8] = []
        return try await eventually {
            var part = [UInt8](repeating: 0, count: 4096)
            let count = unsafe part.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
            reply += part.prefix(max(0, count))
            return count == 0 ? String(decoding: reply, as: UTF8.self) : nil
        }
    }

    /// What `curl` gets.
    static func fetch(_ arguments: [String]) async throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["curl", "-s", "--max-time", "5"] + arguments
        process.standardOutput = output
        try process.run()
        return try await eventually {
            guard !process.isRunning else { return nil }
            return String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        }
    }
}
