internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

/// One request and its answer over a connection of their own (HTTP/1.1, RFC 9112; TLS 1.2 or later).
///
/// A server must prove by its certificate that it is the one that was asked: by the roots that this machine trusts, or by
/// those in the PEM file that `SSL_CERT_FILE` in the environment names. Redirections are not followed, since they could
/// lead out of the building, and no proxy is asked.
package enum HTTPExchange {
    package enum Outcome: Equatable, Sendable {
        case answered(status: Int, [UInt8])
        case tooLarge
        case failed(HTTPFailure)

        /// Trying again may help.
        package var mayPass: Bool {
            switch self {
            case .answered(let status, _): status == 408 || status == 429 || status >= 500
            case .tooLarge: false
            case .failed: true
            }
        }
    }

    /// Has the caller's thread wait for what became of a request; `answerLimit` is the most bytes that are taken.
    package static func wait(for request: HTTPRequest, answerLimit: Int) -> Outcome {
        (try? start(request, answerLimit: answerLimit, roots: trustedRoots).wait()) ?? .failed(.interrupted)
    }

    /// What became of a request; `answerLimit` is the most bytes that are taken, `roots` a PEM file of certificates.
    package static func outcome(
        of request: HTTPRequest,
        answerLimit: Int,
        roots: String? = trustedRoots
    ) async -> Outcome {
        (try? await start(request, answerLimit: answerLimit, roots: roots).get()) ?? .failed(.interrupted)
    }

    /// Nil for those that this machine trusts.
    package static var trustedRoots: String? { ProcessInfo.processInfo.environment["SSL_CERT_FILE"] }

    /// The future never fails: a failure is an outcome.
    private static func start(_ request: HTTPRequest, answerLimit: Int, roots: String?) -> EventLoopFuture<Outcome> {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let outcome = loop.makePromise(of: Outcome.self)
        let timeLimit = TimeAmount.milliseconds(Int64(request.timeLimit))
        ClientBootstrap(group: loop)
            .connectTimeout(timeLimit)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if request.isSecure { try pipeline.addHandler(tls(request.host, roots: roots)) }
                    try pipeline.addHTTPClientHandlers()
                    try pipeline.addHandler(AnswerHandler(request, answerLimit: answerLimit, outcome: outcome))
                }
            }
            .connect(host: request.host, port: request.port)
            .whenFailure { outcome.succeed(.failed(HTTPFailure($0))) }
        let alarm = loop.scheduleTask(in: timeLimit) { outcome.succeed(.failed(.timedOut)) }
        outcome.futureResult.whenComplete { _ in alarm.cancel() }
        return outcome.futureResult
    }

    private static func tls(_ host: String, roots: String?) throws -> NIOSSLClientHandler {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if let roots { configuration.trustRoots = .file(roots) }
        let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        return try NIOSSLClientHandler(
            context: NIOSSLContext(configuration: configuration),
            serverHostname: isAddress ? nil : host
        )
    }
}
