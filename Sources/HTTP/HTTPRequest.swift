package import Foundation

/// What is asked of a server in one exchange.
package struct HTTPRequest: Sendable {
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    private let url: URL
    let method: Method
    /// Beside `Host`, `Content-Length` and `Connection`, which are sent with every request.
    package var headers: [(name: String, value: String)] = []
    package var body: [UInt8] = []
    /// For the whole exchange, in milliseconds.
    let timeLimit: Int
    /// A name or a numeric address, without brackets.
    let host: String

    /// Nil for what is no `http` or `https` URL of a host.
    package init?(_ url: URL, _ method: Method = .get, timeLimit: Int) {
        guard url.isOfServer, let host = url.host(percentEncoded: false) else { return nil }
        self.url = url
        self.method = method
        self.timeLimit = timeLimit
        self.host = host
    }

    var isSecure: Bool { url.scheme?.lowercased() == "https" }

    var port: Int { url.port ?? (isSecure ? 443 : 80) }

    /// What stands in the request line (RFC 9112 §3.2.1).
    var target: String {
        let path = url.path(percentEncoded: true)
        let query = url.query(percentEncoded: true).map { "?\($0)" } ?? ""
        return (path.isEmpty ? "/" : path) + query
    }

    /// The value of `Host` (RFC 9110 §7.2).
    var authority: String {
        let host = host.contains(":") ? "[\(host)]" : host
        return url.port.map { "\(host):\($0)" } ?? host
    }
}

extension URL {
    /// Whether a server can be asked for it: `http` or `https`, and a host.
    package var isOfServer: Bool {
        ["http", "https"].contains(scheme?.lowercased()) && host()?.isEmpty == false
    }
}
