/// A status code and its phrase (RFC 3261 §21).
struct SIPStatus: Hashable, Sendable {
    var code: Int
    var reason: String

    init(_ code: Int, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    static let trying = Self(100, "Trying")
    static let ok = Self(200, "OK")
    static let badRequest = Self(400, "Bad Request")
    static let methodNotAllowed = Self(405, "Method Not Allowed")
    static let notAcceptable = Self(406, "Not Acceptable")
    static let unsupportedMediaType = Self(415, "Unsupported Media Type")
    static let unsupportedScheme = Self(416, "Unsupported URI Scheme")
    static let badExtension = Self(420, "Bad Extension")
    static let intervalTooSmall = Self(422, "Session Interval Too Small")
    static let temporarilyUnavailable = Self(480, "Temporarily Unavailable")
    static let noSuchDialog = Self(481, "Call/Transaction Does Not Exist")
    static let loopDetected = Self(482, "Loop Detected")
    static let requestTerminated = Self(487, "Request Terminated")
    static let requestPending = Self(491, "Request Pending")
    static let serverError = Self(500, "Server Internal Error")
    static let serviceUnavailable = Self(503, "Service Unavailable")
    static let versionNotSupported = Self(505, "Version Not Supported")
    static let messageTooLarge = Self(513, "Message Too Large")
}

/// A final answer that needs nobody's decision.
struct Refusal: Equatable, Sendable {
    var status: SIPStatus
    var headers: [SIPHeader]

    init(_ status: SIPStatus, _ headers: [SIPHeader] = []) {
        self.status = status
        self.headers = headers
    }
}
