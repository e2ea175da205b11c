import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import Testbench

/// A peer's end of a TLS connection; like `Peer`, it never waits for what comes.
final class TLSPeer: SIPEnd {
    let port: UInt16
    private let channel: any Channel
    private let inbox: Inbox

    /// Connects to `port` on loopback, where certificates of the root in `certificates` are believed.
    ///
    /// `name` is whose certificate of theirs is shown, if any; `shown` takes it from another set.
    init(
        to port: UInt16,
        trusting certificates: TestCertificates,
        as name: String? = nil,
        of shown: TestCertificates? = nil,
        atMost version: TLSVersion? = nil
    ) async throws {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .noHostnameVerification
        configuration.trustRoots = .file(certificates.root)
        configuration.minimumTLSVersion = .tlsv1
        configuration.maximumTLSVersion = version
        configuration.shutdownTimeout = .milliseconds(100)
        if let name {
            let shown = shown ?? certificates
            let chain = try NIOSSLCertificate.fromPEMFile(shown.certificate(name))
            configuration.certificateChain = chain.map { .certificate($0) }
            configuration.privateKey = .privateKey(try NIOSSLPrivateKey(file: shown.key(name), format: .pem))
        }
        let context = try NIOSSLContext(configuration: configuration)
        let inbox = Inbox()
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(NIOSSLClientHandler(context: context, serverHostname: nil))
                    try pipeline.addHandler(InboxHandler(inbox))
                }
            }
            .connect(host: "127.0.0.1", port: Int(port)).get()
        self.inbox = inbox
        self.port = UInt16(channel.localAddress?.port ?? 0)
    }

    deinit { channel.close(promise: nil) }

    func send(_ bytes: [UInt8], to port: UInt16) {
        channel.writeAndFlush(channel.allocator.buffer(bytes: bytes), promise: nil)
    }

    func receive() -> [UInt8]? { inbox.take() }

    /// Whether the other side has ended the connection.
    var isClosed: Bool { !channel.isActive }
}

/// What a connection has brought and nobody took yet.
private final class Inbox: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    func add(_ more: [UInt8]) { bytes.withLock { $0 += more } }

    func take() -> [UInt8]? {
        bytes.withLock { bytes in
            defer { bytes = [] }
            return bytes.isEmpty ? nil : bytes
        }
    }
}

private final class InboxHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let inbox: Inbox

    init(_ inbox: Inbox) { self.inbox = inbox }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        inbox.add(Array(unwrapInboundIn(data).readableBytesView))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
