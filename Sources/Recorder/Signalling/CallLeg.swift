internal import Wire

/// One SIP dialog of a call, with the media lines that it brings.
struct CallLeg {
    let dialog: DialogID
    let invitation: Invitation
    var answerer: SessionAnswerer
    /// The peer's latest description; nil until it has given one.
    private(set) var description: SessionDescription?
    /// Our own offer has one line, and an answer to it may have no more.
    private let isOffered: Bool
    /// The peer or we have hung up.
    private(set) var isOver = false

    init(_ invitation: Invitation, address: String) {
        dialog = invitation.dialog
        self.invitation = invitation
        answerer = SessionAnswerer(sessionID: .random(in: 1...UInt64(Int64.max)), address: address)
        isOffered = invitation.offer == nil
    }

    mutating func take(_ next: SessionDescription) {
        description = next
        // Lines are known by their place in the call: what was there once stays, even where a peer leaves it out.
        if isOffered, description?.media.count != 1 { description?.media = next.media.first.map { [$0] } ?? [.absent] }
    }

    /// Ends all lines; they keep their place, so that the other leg's keep theirs.
    mutating func end() {
        isOver = true
        guard var ended = description else { return }
        for index in ended.media.indices { ended.media[index].port = 0 }
        description = ended
    }

    /// The media lines, each with the address and direction that the session gives it.
    var media: [MediaDescription] {
        guard let description else { return [.absent] }
        return description.media.indices.map { index in
            var line = description.media[index]
            line.address = description.address(ofMedia: index)
            if line.attributes.direction == nil {
                line.attributes.append(.init(description.direction(ofMedia: index).rawValue))
            }
            return line
        }
    }
}

extension MediaDescription {
    /// A line of which nothing is known yet.
    fileprivate static let absent = MediaDescription(port: 0, formats: ["0"])
}
