internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// Why a request was not answered.
package enum HTTPFailure: Hashable, Sendable {
    case timedOut
    case unknownHost
    /// `code` is the system's `errno`.
    case noConnection(code: Int32)
    /// The server's certificate is not signed by one that this machine trusts, or is for another name.
    case untrusted
    /// The file of trusted roots cannot be read.
    case noRoots
    /// The server ended the connection before its answer, or spoke something else than HTTP.
    case interrupted
}

extension HTTPFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .timedOut: "it takes too long"
        case .unknownHost: "nobody knows its name"
        case .noConnection(let code): "errno \(code)"
        case .untrusted: "this machine does not trust its certificate"
        case .noRoots: "the file that SSL_CERT_FILE names cannot be read"
        case .interrupted: "it broke off"
        }
    }
}

extension HTTPFailure {
    init(_ error: any Error) {
        switch error {
        case ChannelError.connectTimeout: self = .timedOut
        case let error as IOError: self = .noConnection(code: error.errnoCode)
        case let error as NIOConnectionError:
            self = error.connectionErrors.first.map { Self($0.error) } ?? .unknownHost
        case NIOSSLError.handshakeFailed(.sslError), is NIOSSLExtraError: self = .untrusted
        case NIOSSLError.noSuchFilesystemObject, NIOSSLError.failedToLoadCertificate: self = .noRoots
        default: self = .interrupted
        }
    }
}
