/// The name of a header field: compact forms spelled out, compared without regard to case.
package struct SIPHeaderName: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// As it is printed.
    package let description: String
    private let key: String

    package init(_ name: String) {
        let lower = name.asciiLowercased
        description = Self.compact[lower] ?? name
        key = description.asciiLowercased
    }

    package init(stringLiteral name: String) { self.init(name) }

    package static func == (a: Self, b: Self) -> Bool { a.key == b.key }
    package func hash(into hasher: inout Hasher) { hasher.combine(key) }

    package static let accept: Self = "Accept"
    package static let acceptEncoding: Self = "Accept-Encoding"
    package static let allow: Self = "Allow"
    package static let callID: Self = "Call-ID"
    package static let contact: Self = "Contact"
    package static let contentDisposition: Self = "Content-Disposition"
    package static let contentEncoding: Self = "Content-Encoding"
    package static let contentLength: Self = "Content-Length"
    package static let contentType: Self = "Content-Type"
    package static let cseq: Self = "CSeq"
    package static let from: Self = "From"
    package static let maxForwards: Self = "Max-Forwards"
    package static let minSE: Self = "Min-SE"
    package static let recordRoute: Self = "Record-Route"
    package static let require: Self = "Require"
    package static let retryAfter: Self = "Retry-After"
    package static let route: Self = "Route"
    package static let server: Self = "Server"
    package static let sessionExpires: Self = "Session-Expires"
    package static let supported: Self = "Supported"
    package static let timestamp: Self = "Timestamp"
    package static let to: Self = "To"
    package static let unsupported: Self = "Unsupported"
    package static let userAgent: Self = "User-Agent"
    package static let via: Self = "Via"
    package static let warning: Self = "Warning"

    /// RFC 3261 §7.3.3 and the later registrations.
    private static let compact: [String: String] = [
        "a": "Accept-Contact", "b": "Referred-By", "c": "Content-Type", "e": "Content-Encoding", "f": "From",
        "i": "Call-ID", "j": "Reject-Contact", "k": "Supported", "l": "Content-Length", "m": "Contact",
        "o": "Event", "r": "Refer-To", "s": "Subject", "t": "To", "u": "Allow-Events", "v": "Via",
        "x": "Session-Expires",
    ]
}
