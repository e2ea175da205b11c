/// A session description (RFC 8866), bounded when read.
package struct SessionDescription: Equatable, Sendable {
    /// The `o=` line: who made the description and which version of it this is.
    package struct Origin: Equatable, Sendable {
        package var user: String
        package var sessionID: String
        package var version: UInt64
        package var address: String

        package init(user: String = "-", sessionID: String, version: UInt64, address: String) {
            self.user = user
            self.sessionID = sessionID
            self.version = version
            self.address = address
        }
    }

    /// One `a=` line; nil value for a bare name.
    package struct Attribute: Equatable, Sendable {
        package var name: String
        package var value: String?

        package init(_ name: String, _ value: String? = nil) {
            self.name = name
            self.value = value
        }
    }

    package var origin: Origin
    package var name: String
    /// The address of the session-level `c=` line.
    package var address: String?
    package var attributes: [Attribute]
    package var media: [MediaDescription]

    package init(
        origin: Origin,
        name: String = "-",
        address: String? = nil,
        attributes: [Attribute] = [],
        media: [MediaDescription] = []
    ) {
        self.origin = origin
        self.name = name
        self.address = address
        self.attributes = attributes
        self.media = media
    }

    /// The direction of the media line at `index`, inherited from the session; `sendrecv` where nothing is said.
    package func direction(ofMedia index: Int) -> MediaDirection {
        media[index].attributes.direction ?? attributes.direction ?? .sendrecv
    }

    /// Where the peer of the media line at `index` is: its own `c=`, else the session's.
    package func address(ofMedia index: Int) -> String? { media[index].address ?? address }

    /// Whether the peer sends nothing for now: inactive, recvonly, or the old `c=0.0.0.0` (RFC 3264 §8.4).
    package func isHeld(media index: Int) -> Bool {
        let direction = direction(ofMedia: index)
        let address = address(ofMedia: index)
        return direction == .inactive || direction == .recvonly || address == "0.0.0.0" || address == "::"
    }
}

package enum MediaDirection: String, Sendable, CaseIterable { case sendrecv, sendonly, recvonly, inactive }

/// One `m=` line and what belongs to it.
package struct MediaDescription: Equatable, Sendable {
    /// `audio`, `video` and so on.
    package var kind: String
    /// 0 is a refused or ended stream.
    package var port: UInt16
    /// `RTP/AVP` and so on, as it came.
    package var profile: String
    package var formats: [String]
    /// The address of its own `c=` line, the first where there are several.
    package var address: String?
    package var attributes: [SessionDescription.Attribute]

    package init(
        kind: String = "audio",
        port: UInt16,
        profile: String = "RTP/AVP",
        formats: [String],
        address: String? = nil,
        attributes: [SessionDescription.Attribute] = []
    ) {
        self.kind = kind
        self.port = port
        self.profile = profile
        self.formats = formats
        self.address = address
        self.attributes = attributes
    }

    /// RFC 4574.
    package var label: String? { attributes["label"] }
}

extension [SessionDescription.Attribute] {
    /// The value of the first attribute with that name; empty for a bare one.
    package subscript(name: String) -> String? { first { $0.name == name }.map { $0.value ?? "" } }

    package var direction: MediaDirection? { lazy.compactMap { MediaDirection(rawValue: $0.name) }.first }
}
