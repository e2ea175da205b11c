/// What is read at most; anything beyond is refused before it is looked at.
package enum Limits {
    /// Octets of a message in a datagram: what UDP can carry.
    package static let datagram = 65_535
    /// Octets of a message on a stream.
    package static let streamMessage = 262_144
    package static let headers = 128
    /// Octets of one header after unfolding; longer ones exist only in attacks.
    package static let headerLine = 8_192
    package static let parametersPerHeader = 64
    /// Octets of a session description.
    package static let sdp = 65_536
    /// Octets of an `a=crypto` line: a key, and not a list of them.
    package static let cryptoLine = 512
    package static let sdpLines = 1_024
    package static let mediaLines = 32
    package static let formatsPerMedia = 64
    package static let attributesPerMedia = 128
    /// Octets of one recording metadata document.
    package static let metadata = 65_536
    package static let xmlDepth = 24
    package static let xmlElements = 4_096
    package static let xmlAttributes = 16
    package static let bodyParts = 16
    package static let bodyDepth = 3
}
