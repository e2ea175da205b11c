internal import Calls
internal import Wire

/// Who is heard on each channel, as far as signalling says.
struct CallParties: Equatable, Sendable {
    /// By media line.
    private var lines: [[RecordedParty]]
    /// No recording client: the parties are those of the call itself.
    let isPlainCall: Bool
    private let caller: RecordedParty
    private let called: RecordedParty
    private let agents: [AgentRule]

    init(_ invitation: Invitation, agents: [AgentRule]) {
        caller = RecordedParty(invitation.from)
        called = RecordedParty(invitation.to)
        lines = invitation.parties
        isPlainCall = !invitation.isRecordingSession && lines.allSatisfy(\.isEmpty)
        self.agents = agents
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
    func plan(for description: SessionDescription) -> MediaPlan? {
        MediaPlan(description).flatMap { MediaPlan(description, agentLine: agentLine(among: $0.lines.map(\.media))) }
    }

    /// Which of two recorded lines, given by their media index, is the agent's: the one that a rule fits, else the second.
    func agentLine(among media: [Int]) -> Int {
        let fitting = media.indices.filter { index in parties(ofMedia: media[index]).contains(where: isAgent) }
        return fitting.count == 1 ? fitting[0] : 1
    }

    /// The role and party of a channel.
    func party(onChannel channel: Int, of plan: MediaPlan) -> (role: PartyRole, party: RecordedParty?) {
        guard let line = plan.line(onChannel: channel) else {
            // The recorder's own end of a plain call, on which nobody speaks.
            return (.other, isPlainCall ? called : nil)
        }
        let known = parties(ofMedia: line.media)
        if plan.lines.count > 1 {
            let media = plan.lines.map(\.media)
            let isAgent = media[agentLine(among: media)] == line.media
            let fallback = isPlainCall ? (isAgent ? called : caller) : nil
            return (isAgent ? .agent : .customer, known.first ?? fallback)
        }
        if isPlainCall { return (.customer, caller) }
        return known.count > 1 ? (.other, nil) : (known.contains(where: isAgent) ? .agent : .customer, known.first)
    }

    private func parties(ofMedia index: Int) -> [RecordedParty] { index < lines.count ? lines[index] : [] }

    private func isAgent(_ party: RecordedParty) -> Bool { agents.contains { $0.matches(party) } }
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
