internal import Foundation
internal import Glibc
internal import NIOCore
internal import NIOPosix

/// The socket in the workspace through which its owner, and nobody else, commands a running recorder.
enum ControlSocket {
    static func path(workspace: String) -> String {
        URL(filePath: workspace, directoryHint: .isDirectory).appending(component: "record.sock")
            .path(percentEncoded: false)
    }

    /// Listens for one-line requests; a socket that a killed recorder left is replaced, one that is in use is not.
    static func listen(
        on group: any EventLoopGroup,
        path: String,
        answer: @escaping @Sendable (ControlRequest) async -> ControlReply
    ) async throws(RecorderError) -> any Channel {
        if let running = try? await ClientBootstrap(group: group).connect(unixDomainSocketPath: path).get() {
            try? await running.close()
            throw .cannotListen(path, errno: EADDRINUSE)
        }
        do {
            let channel = try await ServerBootstrap(group: group)
                .serverChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(ConnectionLimit())
                    }
                }
                .childChannelInitializer { channel in admit(channel, answer) }
                .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            return channel
        } catch {
            throw .cannotListen(path, errno: (error as? IOError)?.errnoCode ?? 0)
        }
    }

    /// As the kernel has it (`struct ucred`, unix(7)).
    private struct PeerCredential: Sendable {
        var process: Int32 = 0
        var user: UInt32 = .max
        var group: UInt32 = .max
    }

    /// The file's permissions keep others out once they are set; this keeps them out before, and the superuser's
    /// programs that meant another recorder.
    private static func admit(
        _ channel: any Channel,
        _ answer: @escaping @Sendable (ControlRequest) async -> ControlReply
    ) -> EventLoopFuture<Void> {
        guard let options = channel as? any SocketOptionProvider else {
            return channel.eventLoop.makeFailedFuture(ChannelError.operationUnsupported)
        }
        let credential: EventLoopFuture<PeerCredential> = options.unsafeGetSocketOption(
            level: .socket,
            name: NIOBSDSocket.Option(rawValue: SO_PEERCRED)
        )
        return credential.flatMapThrowing { credential in
            guard credential.user == geteuid() else { throw ChannelError.operationUnsupported }
            try channel.pipeline.syncOperations.addHandler(
                LineHandler(endingWith: ["\n"], limit: ControlRequest.limit) { line in
                    guard let request = line.flatMap(ControlRequest.init(line:)) else {
                        return ControlReply(.badRequest).line
                    }
                    return await answer(request).line
                }
            )
        }
    }
}

extension ControlReply {
    /// One line of JSON.
    var line: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: (try? encoder.encode(self)) ?? Data(), as: UTF8.self) + "\n"
    }
}
