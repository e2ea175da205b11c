internal import Calls
internal import Wire

/// Who is heard on each channel, as far as signalling says.
struct CallParties: Equatable, Sendable {
    /// How agents are known.
    struct Agents: Equatable, Sendable {
        var rules: [AgentRule] = []
        var side = AgentSide.second
    }

    /// By media line.
    private(set) var lines: [[RecordedParty]]
    /// No recording client: the parties are those of the call itself.
    let isPlainCall: Bool
    private let caller: RecordedParty
    private let called: RecordedParty
    private let agents: Agents
    /// The media line of the telephone that has the bridge, where one records by itself.
    private var nearLine: Int?

    /// `description` is the peer's, from its offer or its answer.
    init(
        _ invitation: Invitation,
        description: SessionDescription,
        metadata: RecordingMetadata?,
        agents: Agents
    ) {
        caller = RecordedParty(invitation.from)
        called = RecordedParty(invitation.to)
        lines = []
        isPlainCall =
            !invitation.isRecordingSession && invitation.bridgeReference == nil
            && Self.parties(invitation, description, metadata).allSatisfy(\.isEmpty)
        self.agents = agents
        join(invitation, description: description, metadata: metadata)
    }

    /// Adds the lines of a further dialog of the same call, behind those that are known.
    mutating func join(_ invitation: Invitation, description: SessionDescription, metadata: RecordingMetadata? = nil) {
        if invitation.isNearEnd { nearLine = lines.count }
        lines += Self.parties(invitation, description, metadata)
    }

    private static func parties(
        _ invitation: Invitation,
        _ description: SessionDescription,
        _ metadata: RecordingMetadata?
    ) -> [[RecordedParty]] {
        RecordedParty.parties(
            of: description,
            metadata: metadata,
            from: invitation.from,
            headers: invitation.headers
        )
    }

    /// Takes over who is where from later metadata; what they do not say stays.
    mutating func update(metadata: RecordingMetadata?, offer: SessionDescription) {
        guard let metadata else { return }
        for (index, parties) in metadata.parties(of: offer).enumerated() where !parties.isEmpty {
            while lines.count <= index { lines.append([]) }
            lines[index] = parties
        }
    }

    /// What is recorded of a peer's description, with the agent on channel 1; nil where there is nothing.
    ///
    /// One line on which the client says that all parties are mixed is recorded on one channel.
    func plan(for description: SessionDescription) -> MediaPlan? {
        guard let plan = MediaPlan(description) else { return nil }
        let media = plan.lines.map(\.media)
        let isMixed = media.count == 1 && parties(ofMedia: media[0]).count > 1
        return MediaPlan(
            description,
            agentLine: agentLine(among: media),
            isMixed: isMixed,
            isAgentAlone: media.count == 1 && media[0] == nearLine
        )
    }

    /// Which of two recorded lines, given by their media index, is the agent's: the one that a rule fits, else the one
    /// that the telephone or the configured side says.
    func agentLine(among media: [Int]) -> Int {
        let fitting = media.indices.filter { index in parties(ofMedia: media[index]).contains(where: isAgent) }
        if fitting.count == 1 { return fitting[0] }
        if let nearLine, let near = media.firstIndex(of: nearLine) { return near }
        switch agents.side {
        case .first: return 0
        case .second: return 1
        case .caller: return line(ofCaller: true, among: media) ?? 1
        case .called: return line(ofCaller: false, among: media) ?? 1
        }
    }

    private func line(ofCaller isCaller: Bool, among media: [Int]) -> Int? {
        media.firstIndex { index in parties(ofMedia: index).contains { $0.isCaller == isCaller } }
    }

    /// The role and party of a channel.
    func party(onChannel channel: Int, of plan: MediaPlan) -> (role: PartyRole, party: RecordedParty?) {
        guard let line = plan.line(onChannel: channel) else {
            // The recorder's own end of a plain call, on which nobody speaks.
            return (.other, isPlainCall ? called : nil)
        }
        let known = parties(ofMedia: line.media)
        if plan.channels == 1 { return (.other, nil) }
        if plan.lines.count > 1 {
            let media = plan.lines.map(\.media)
            let isAgent = media[agentLine(among: media)] == line.media
            let fallback = isPlainCall ? (isAgent ? called : caller) : nil
            return (isAgent ? .agent : .customer, known.first ?? fallback)
        }
        if isPlainCall { return (.customer, caller) }
        let isAgent = nearLine == line.media || known.contains(where: isAgent)
        return known.count > 1 ? (.other, nil) : (isAgent ? .agent : .customer, known.first)
    }

    /// Everybody who is heard on a channel now, as the recording client says.
    func parties(onChannel channel: Int, of plan: MediaPlan) -> [RecordedParty] {
        plan.line(onChannel: channel).map { parties(ofMedia: $0.media) } ?? []
    }

    private func parties(ofMedia index: Int) -> [RecordedParty] { index < lines.count ? lines[index] : [] }

    private func isAgent(_ party: RecordedParty) -> Bool { agents.rules.contains { $0.matches(party) } }
}

extension RecordedParty {
    fileprivate init(_ address: SIPAddress) {
        self.init(aor: address.uri.addressOfRecord, name: address.displayName)
    }
}

extension RecordingMetadata {
    fileprivate func parties(of offer: SessionDescription) -> [[RecordedParty]] {
        offer.media.map { media in
            senders(onLabel: media.label ?? "").map { RecordedParty(aor: $0.aor, name: $0.name, isCaller: $0.isCaller) }
        }
    }
}
