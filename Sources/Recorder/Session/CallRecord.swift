internal import Calls
internal import Wire

/// What signalling knows of one call from INVITE to end: becomes its CDR together with what the media say.
struct CallRecord: Sendable {
    let call: CallID
    /// The recorder's clock at the first sample.
    let origin: Duration
    private(set) var plan: MediaPlan
    private(set) var parties: CallParties
    private(set) var metadata: RecordingMetadata?
    private var log = PartyLog()
    /// By channel, what a line was there for last: it may end before the call does.
    private var known: [Int: Known] = [:]

    private struct Known: Equatable, Sendable {
        var role: PartyRole
        var party: RecordedParty?
        var label: String?
    }
    /// The latest description of the peer, which names the media lines' labels.
    private var description: SessionDescription
    private var facts: RecorderCDR
    private var holds: [TimeSpan] = []
    private var heldSince: Duration?
    /// Whether the peer would have heard us, at first.
    private let isTwoWay: Bool
    /// The pauses so far, which the CDR tells of even after a crash.
    var fence = PauseFence()
    /// There was more to record than there are channels.
    private(set) var hasRefusedLine = false

    /// Reads what an INVITE says; the first sample is now.
    ///
    /// `description` is the peer's, from the offer or the answer.
    init(
        _ call: CallID,
        _ invitation: Invitation,
        description: SessionDescription,
        plan: MediaPlan,
        parties: CallParties,
        headers: RecorderConfiguration.HeaderNames,
        metadata: RecordingMetadata?,
        metadataText: String?,
        recording: String,
        at now: RecorderClock.Reading
    ) {
        self.call = call
        self.plan = plan
        self.parties = parties
        origin = now.elapsed
        self.metadata = metadata
        self.description = description
        facts = RecorderCDR(
            call: call,
            switchCallID: invitation.headers.first(of: headers.switchCallID) ?? invitation.switchCallReference,
            sipCallID: invitation.callID,
            direction: invitation.headers.direction(headers),
            queue: invitation.headers.first(of: headers.queue),
            start: now.utc,
            answered: now.utc,
            end: now.utc,
            completeness: .degraded,
            reason: "the recorder stopped during the call",
            recording: recording
        )
        isTwoWay = description.media.indices.allSatisfy { description.direction(ofMedia: $0) == .sendrecv }
        if plan.isHeld { heldSince = now.elapsed }
        note(metadataText)
        noteParties(at: now.elapsed)
    }

    /// The most octets of metadata, as they came, that one CDR keeps.
    private static let metadataLimit = 262_144

    private mutating func note(_ text: String?) {
        guard let text else { return }
        let known = facts.metadata ?? []
        guard known.reduce(text.utf8.count, { $0 + $1.utf8.count }) <= Self.metadataLimit else { return }
        facts.metadata = known + [text]
    }

    private mutating func noteParties(at now: Duration) {
        for line in plan.lines {
            var (role, party) = parties.party(onChannel: line.channel, of: plan)
            // One who is left behind is still who he was beside the other.
            if plan.lines.count == 1, let known = known[line.channel] { role = known.role }
            known[line.channel] = Known(role: role, party: party ?? known[line.channel]?.party, label: line.label)
        }
        let heard = (0..<plan.channels).map { parties.parties(onChannel: $0, of: plan) }
        log.update(heard, at: (now - origin).milliseconds)
        hasRefusedLine = hasRefusedLine || plan.refusedLines > 0
    }

    /// Marks this as a further recording of what `call` has already.
    mutating func mark(duplicateOf call: CallID?) { facts.duplicateOf = call }

    /// Takes a further dialog of the same call into this recording.
    mutating func join(_ callID: String, parties: CallParties) {
        self.parties = parties
        facts.joinedCallIDs = (facts.joinedCallIDs ?? []) + [callID]
    }

    /// The next state after a re-INVITE, UPDATE or the answer in an ACK; nil where its media cannot be recorded.
    func changed(
        offer: SessionDescription?,
        metadata change: RecordingMetadata?,
        text: String? = nil,
        at now: Duration
    ) -> CallRecord? {
        var next = self
        if let offer {
            guard let plan = plan.revised(for: offer) else { return nil }
            next.description = offer
            // A party who only sends where both could is on hold, and maybe hears music (RFC 3264 §8.4).
            let isOneWay = offer.media.indices.contains { offer.direction(ofMedia: $0) == .sendonly }
            next.hold(plan.isHeld || (isTwoWay && parties.isPlainCall && isOneWay), at: now)
            next.plan = plan
        }
        if let change { next.metadata = metadata?.merged(with: change) ?? change }
        next.parties.update(metadata: next.metadata, offer: next.description)
        next.note(text)
        next.noteParties(at: now)
        return next
    }

    private mutating func hold(_ isHeld: Bool, at now: Duration) {
        if isHeld {
            heldSince = heldSince ?? now
        } else if let since = heldSince.take() {
            holds.append(TimeSpan(start: (since - origin).milliseconds, end: (now - origin).milliseconds))
        }
    }

    /// The CDR as it would read if the recorder stopped now.
    var unfinished: RecorderCDR {
        var cdr = facts
        cdr.channels = (0..<plan.channels).map { channel(ChannelCounts(), index: $0) }
        cdr.stays = log.stays(until: Self.day)
        cdr.holds = holds
        cdr.pauses = pauses(fence, within: Self.day)
        return cdr
    }

    /// A pause that lasts is one to the end, wherever that will be.
    private static let day = Milliseconds(24 * 3600 * 1000)

    private func pauses(_ fence: PauseFence, within end: Milliseconds) -> [TimeSpan] {
        fence.ranges(until: end.count * (G711Law.sampleRate / 1000)).compactMap { TimeSpan(samples: $0, within: end) }
    }

    /// The channel whose keys count as orders: the agent's, or the only one on which somebody is heard.
    var keyingChannel: Int {
        plan.lines.count > 1 ? 1 : plan.lines.first?.channel ?? 0
    }

    /// The CDR of the call that ended at `now` with what was recorded of it.
    func finished(_ ending: CallEnding, _ recording: LiveRecording, at now: RecorderClock.Reading) -> RecorderCDR {
        var record = self
        record.hold(false, at: now.elapsed)
        var cdr = record.unfinished
        let timeline = recording.timeline
        cdr.end = now.utc
        cdr.hungUpBy = ending.isByPeer && parties.isPlainCall ? .customer : nil
        cdr.duration = Milliseconds(samples: recording.writer.length)
        cdr.pauses = pauses(timeline.fence, within: cdr.duration)
        cdr.stays = log.stays(until: cdr.duration)
        cdr.channels = timeline.channels.enumerated().map { index, media in
            var channel = channel(media.counts, index: index)
            channel.jitter = media.jitter.map { $0 * 1000 / Double(G711Law.sampleRate) }
            channel.packetsUnauthenticated = media.counts.unauthenticated
            channel.kernelDrops = media.counts.droppedByKernel
            channel.packetsMalformed = media.counts.malformed
            channel.packetsUnexpected = media.counts.unexpected
            channel.clockCorrection = Double(media.clockCorrection) * 1000 / Double(G711Law.sampleRate)
            channel.roundTrip = recording.reporters[index].roundTrip
            channel.mos = media.format.law == nil ? nil : media.score(roundTrip: channel.roundTrip)
            channel.gaps = media.gaps.compactMap { TimeSpan(samples: $0, within: cdr.duration) }
            return channel
        }
        cdr.keyed = timeline.channels.enumerated().flatMap { index, channel in
            channel.keyed.map {
                RecorderCDR.KeyedDigit(channel: index, digit: String($0.key), at: Milliseconds(samples: $0.position))
            }
        }.sorted { ($0.at, $0.channel) < ($1.at, $1.channel) }
        let refused = hasRefusedLine ? ["there were more media lines than a recording has channels"] : []
        let reasons = ending.reasons + refused + recording.reasons
        cdr.completeness = reasons.isEmpty ? .complete : .degraded
        cdr.reason = reasons.isEmpty ? nil : reasons.joined(separator: "; ")
        return cdr
    }

    private func channel(_ counts: ChannelCounts, index: Int) -> RecorderCDR.Channel {
        let none = parties.party(onChannel: index, of: plan)
        let known = known[index] ?? Known(role: none.role, party: none.party)
        return RecorderCDR.Channel(
            role: known.role,
            number: known.party?.number,
            name: known.party?.name,
            label: known.label,
            codec: plan.formats[index].codec.name,
            packetsExpected: counts.expected,
            packetsReceived: counts.received,
            packetsLate: counts.late,
            packetsDuplicate: counts.duplicate,
            packetsRejected: counts.rejected
        )
    }
}

extension SIPHeaders {
    /// The value of the first of `names` that is there, without its parameters; longer ones than any switch writes are cut.
    func first(of names: [String]) -> String? {
        names.lazy.compactMap { self[SIPHeaderName($0)]?.split(separator: ";").first }.first.map {
            String($0.prefix(256))
        }
    }

    func direction(_ names: RecorderConfiguration.HeaderNames) -> Direction? {
        first(of: names.direction).flatMap { Direction(rawValue: $0.lowercased()) }
    }
}

extension Milliseconds {
    init(samples: Int) { self.init(seconds: Double(samples) / Double(G711Law.sampleRate)) }
}

extension TimeSpan {
    /// Nil where nothing of `samples` lies before `end`.
    fileprivate init?(samples: Range<Int>, within end: Milliseconds) {
        self.init(
            start: Milliseconds(samples: samples.lowerBound),
            end: min(end, Milliseconds(samples: samples.upperBound))
        )
        if length == .zero { return nil }
    }
}
