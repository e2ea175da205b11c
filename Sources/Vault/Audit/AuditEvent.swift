/// What can be done to a call, a key or a workspace that an auditor may ask about.
package enum AuditAct: String, Sendable, Codable, CaseIterable {
    case recorded, ingested, quarantined, analysed, sealed, opened, exported, held, released, destroyed
    case keyGenerated, keyRotated, keyRevoked, keyExported, runStarted, runEnded
    case segmentStarted, segmentExpired, eventErased, approved, clockSet, backedUp, restored
    case reviewed
}

/// One act, as it is handed to the audit log.
///
/// Nothing in it may be personal data: the log outlives the calls. Name people by pseudonym or user id, calls by call
/// id; put hashes, counts and versions into the details, never a number, a name or words that were said.
package struct AuditEntry: Hashable, Sendable {
    package var act: AuditAct
    /// Who did it: a user id or a component; 1 to 256 bytes.
    package var actor: String
    /// What it was done to: a call id, a file or key of the workspace, a run; 1 to 256 bytes.
    package var object: String
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package var time: Int
    /// At most 32; keys of 1 to 64 of `A-Z a-z 0-9 _ . -`, values of at most 1024 bytes.
    package var details: [String: String]

    package init(_ act: AuditAct, _ object: String, by actor: String, at time: Int, details: [String: String] = [:]) {
        self.act = act
        self.actor = actor
        self.object = object
        self.time = time
        self.details = details
    }

    /// Which limit the entry breaks; nil where none.
    var fault: AuditEntryFault? {
        guard (1...256).contains(actor.utf8.count) else { return .actor }
        guard (1...256).contains(object.utf8.count) else { return .object }
        let areSound = details.allSatisfy { key, value in
            (1...64).contains(key.utf8.count) && key.utf8.allSatisfy(Self.isKeyByte) && value.utf8.count <= 1024
        }
        return details.count <= 32 && areSound ? nil : .details
    }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

/// One act, as it stands in the audit log.
package struct AuditEvent: Hashable, Sendable {
    /// Its place in the log, counted from 0.
    package let sequence: Int
    package let entry: AuditEntry
}

/// Which events are asked for; nil asks for all.
package struct AuditFilter: Hashable, Sendable {
    package var acts: Set<AuditAct>?
    package var actor: String?
    package var object: String?
    /// Milliseconds since 1970-01-01T00:00:00Z, half-open.
    package var time: Range<Int>?

    package init(
        acts: Set<AuditAct>? = nil,
        actor: String? = nil,
        object: String? = nil,
        time: Range<Int>? = nil
    ) {
        self.acts = acts
        self.actor = actor
        self.object = object
        self.time = time
    }

    package func matches(_ event: AuditEvent) -> Bool {
        let entry = event.entry
        return acts?.contains(entry.act) != false && (actor == nil || actor == entry.actor)
            && (object == nil || object == entry.object) && time?.contains(entry.time) != false
    }
}
