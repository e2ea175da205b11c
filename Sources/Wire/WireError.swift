/// Why bytes from the wire are not what they claim to be.
///
/// Positions and limits only: nothing of a message ever enters an error.
package enum WireError: Error, Equatable, Sendable {
    /// What was being read.
    package enum Element: String, Sendable {
        case message, startLine, header, uri, address, parameter, via, cseq, callID, contentLength, contentType
        case maxForwards, sessionExpires, body, multipart, sdp, media, metadata
    }

    /// Larger, longer, deeper or more numerous than `limit`.
    case tooLarge(Element, limit: Int)
    /// Something else than the grammar wants stands at octet `at`, counted from the start of the element.
    case malformed(Element, at: Int)
    /// A mandatory part is not there.
    case missing(Element)
    /// A part that may stand once stands twice.
    case repeated(Element)
    /// A version of SIP other than 2.0.
    case unsupportedVersion
    /// A document type declaration: never read, because of what entities can do.
    case documentType
}
