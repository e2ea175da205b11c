extension RecordingMetadata {
    /// Reads an `rs-metadata` document in the form of RFC 7865 or of the drafts before it that vendors still send.
    ///
    /// The drafts name attributes `id` and `session`, put `send` and `aor` straight into the participant, and wrap stream
    /// ids in `id` elements; all of these are understood. Unknown elements are passed over with all they hold.
    package init(_ bytes: [UInt8]) throws(WireError) {
        let root = try XMLReader.read(bytes)
        guard root.name == "recording" || root.name == "recording_metadata" else { throw .malformed(.metadata, at: 0) }
        self.init(isPartial: root.text(of: "datamode")?.asciiLowercased == "partial")
        var departures: [(participant: String, time: String)] = []
        for element in root.children {
            switch element.name {
            case "session": takeSession(element)
            case "participant": takeParticipant(element)
            case "stream": takeStream(element)
            case "participantstreamassoc":
                guard let id = element.attribute("participant_id", "id") else { continue }
                takeAssociation(of: id, element)
            case "participantsessionassoc":
                guard let id = element.attribute("participant_id", "id") else { continue }
                guard let time = element.text(of: "disassociate-time") else { continue }
                departures.append((id, time))
            default: continue
            }
        }
        for departure in departures { takeDeparture(of: departure.participant, at: departure.time) }
    }

    /// Who leaves a session leaves its streams, though many clients do not say so.
    private mutating func takeDeparture(of participant: String, at time: String) {
        let indices = associations.indices.filter { associations[$0].participant == participant }
        for index in indices { associations[index].end = associations[index].end ?? time }
        if indices.isEmpty { associations.append(StreamAssociation(participant: participant, end: time)) }
    }

    private mutating func takeSession(_ element: XMLElement) {
        guard let id = element.attribute("session_id", "id") else { return }
        let vendor = element.first("extensiondata")?.text(of: "ucid")
        sessions.append(
            Session(
                id: id,
                group: element.text(of: "group-ref") ?? element.attribute("group_id", "group"),
                callReference: element.text(of: "sipsessionid") ?? vendor,
                start: element.text(of: "start-time") ?? element.text(of: "associate-time"),
                stop: element.text(of: "stop-time")
            )
        )
    }

    private mutating func takeParticipant(_ element: XMLElement) {
        guard let id = element.attribute("participant_id", "id") else { return }
        let nameID = element.first("nameid")
        let calling = element.first("extensiondata")?.text(of: "callingparty")
        participants.append(
            Participant(
                id: id,
                aor: nameID?.attribute("aor") ?? element.text(of: "aor"),
                name: nameID?.text(of: "name") ?? element.text(of: "name"),
                isCaller: calling.map { $0.asciiLowercased == "true" }
            )
        )
        if element.first("send") != nil || element.first("recv") != nil { takeAssociation(of: id, element) }
    }

    private mutating func takeStream(_ element: XMLElement) {
        guard let id = element.attribute("stream_id", "id") else { return }
        streams.append(
            Stream(
                id: id,
                session: element.attribute("session_id", "session"),
                label: element.text(of: "label"),
                isMixed: element.text(of: "mode")?.asciiLowercased == "mixed"
            )
        )
    }

    private mutating func takeAssociation(of participant: String, _ element: XMLElement) {
        let association = StreamAssociation(
            participant: participant,
            sends: Self.streamIDs(element.all("send")),
            receives: Self.streamIDs(element.all("recv")),
            end: element.text(of: "disassociate-time")
        )
        associations.append(association)
    }

    private static func streamIDs(_ elements: [XMLElement]) -> [String] {
        elements.flatMap { $0.text.isEmpty ? $0.all("id").map(\.text) : [$0.text] }.filter { !$0.isEmpty }
    }
}
