/// Who is heard on which stream of a recording session, as the recording client says it (RFC 7865).
///
/// Identifiers are opaque text. What a document does not say is empty or nil.
package struct RecordingMetadata: Equatable, Sendable {
    package struct Session: Equatable, Sendable {
        package var id: String
        /// The Session-ID (RFC 7989) or Call-ID of the recorded call, as the client names it.
        package var sipSessionID: String?
        /// As it stands in the document: `xs:dateTime` or a vendor's form.
        package var start: String?
        package var stop: String?
    }

    package struct Participant: Equatable, Sendable {
        package var id: String
        /// Address of record: a `sip:` or `tel:` URI.
        package var aor: String?
        package var name: String?
    }

    package struct Stream: Equatable, Sendable {
        package var id: String
        package var session: String?
        /// The label of the media line that carries it.
        package var label: String?
    }

    /// Which streams a participant sends and receives.
    package struct StreamAssociation: Equatable, Sendable {
        package var participant: String
        package var sends: [String]
        package var receives: [String]
        /// Set once the participant has left these streams.
        package var end: String?
    }

    /// True for a partial document, which changes what was said before and deletes nothing by silence.
    package var isPartial: Bool
    package var sessions: [Session]
    package var participants: [Participant]
    package var streams: [Stream]
    package var associations: [StreamAssociation]

    package init(
        isPartial: Bool = false,
        sessions: [Session] = [],
        participants: [Participant] = [],
        streams: [Stream] = [],
        associations: [StreamAssociation] = []
    ) {
        self.isPartial = isPartial
        self.sessions = sessions
        self.participants = participants
        self.streams = streams
        self.associations = associations
    }
}
