/// Who is heard on which stream of a recording session, as the recording client says it (RFC 7865).
///
/// Identifiers are opaque text. What a document does not say is empty or nil.
package struct RecordingMetadata: Equatable, Sendable {
    package struct Session: Equatable, Sendable {
        package var id: String
        /// The group of sessions that belong to one contact, as before and after a transfer (RFC 7865 §6.3).
        package var group: String?
        /// What the client calls the recorded call: `sipSessionID` (RFC 7989), or a vendor's universal call id.
        package var callReference: String?
        /// As it stands in the document: `xs:dateTime` or a vendor's form.
        package var start: String?
        package var stop: String?

        package init(
            id: String,
            group: String? = nil,
            callReference: String? = nil,
            start: String? = nil,
            stop: String? = nil
        ) {
            self.id = id
            self.group = group
            self.callReference = callReference
            self.start = start
            self.stop = stop
        }
    }

    package struct Participant: Equatable, Sendable {
        package var id: String
        /// Address of record: a `sip:` or `tel:` URI, or a bare number.
        package var aor: String?
        package var name: String?
        /// Whether this party placed the call, where the client says so.
        package var isCaller: Bool?

        package init(id: String, aor: String? = nil, name: String? = nil, isCaller: Bool? = nil) {
            self.id = id
            self.aor = aor
            self.name = name
            self.isCaller = isCaller
        }
    }

    package struct Stream: Equatable, Sendable {
        package var id: String
        package var session: String?
        /// The label of the media line that carries it.
        package var label: String?
        /// Whether the client says that several parties are mixed on it.
        package var isMixed: Bool

        package init(id: String, session: String? = nil, label: String? = nil, isMixed: Bool = false) {
            self.id = id
            self.session = session
            self.label = label
            self.isMixed = isMixed
        }
    }

    /// Which streams a participant sends and receives.
    package struct StreamAssociation: Equatable, Sendable {
        package var participant: String
        package var sends: [String]
        package var receives: [String]
        /// Set once the participant has left these streams.
        package var end: String?

        package init(participant: String, sends: [String] = [], receives: [String] = [], end: String? = nil) {
            self.participant = participant
            self.sends = sends
            self.receives = receives
            self.end = end
        }
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

extension RecordingMetadata {
    /// Who is heard on the media line with that label: nobody where the document does not say, several on a mixed stream.
    ///
    /// A participant who has left is named only where nobody else sends, and a session that is over only where none runs.
    package func senders(onLabel label: String) -> [Participant] {
        let labelled = streams.filter { $0.label == label }
        let over = Set(sessions.filter { $0.stop != nil }.map(\.id))
        let running = labelled.filter { $0.session.map { !over.contains($0) } ?? true }
        let ids = Set((running.isEmpty ? labelled : running).map(\.id))
        let sending = associations.filter { !ids.isDisjoint(with: $0.sends) }
        let present = sending.filter { $0.end == nil }
        let names = Set((present.isEmpty ? sending : present).map(\.participant))
        return participants.filter { names.contains($0.id) }
    }

    /// What is known after `next`: a complete document replaces this one, a partial one changes it (RFC 7865 §6.1).
    package func merged(with next: RecordingMetadata) -> RecordingMetadata {
        guard next.isPartial else { return next }
        var merged = self
        for session in next.sessions {
            merged.sessions.update(session, by: \.id) { old in
                old.group = session.group ?? old.group
                old.callReference = session.callReference ?? old.callReference
                old.start = session.start ?? old.start
                old.stop = session.stop ?? old.stop
            }
        }
        for participant in next.participants {
            merged.participants.update(participant, by: \.id) { old in
                old.aor = participant.aor ?? old.aor
                old.name = participant.name ?? old.name
                old.isCaller = participant.isCaller ?? old.isCaller
            }
        }
        for stream in next.streams {
            merged.streams.update(stream, by: \.id) { old in
                old.label = stream.label ?? old.label
                old.session = stream.session ?? old.session
            }
        }
        for association in next.associations {
            merged.associations.update(association, by: \.participant) { old in
                if association.sends.isEmpty, association.receives.isEmpty {
                    old.end = association.end ?? old.end
                } else {
                    old = association
                }
            }
        }
        return merged
    }
}

extension Array {
    /// Changes the element with the same `key`, or appends `element` where there is none.
    fileprivate mutating func update(
        _ element: Element,
        by key: KeyPath<Element, String>,
        _ change: (inout Element) -> Void
    ) {
        if let index = firstIndex(where: { $0[keyPath: key] == element[keyPath: key] }) {
            change(&self[index])
        } else {
            append(element)
        }
    }
}
