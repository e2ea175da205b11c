/// The call detail record that our own recorder writes: one JSON file a call, `<call id>.cdr.json`, beside `<call id>.wav`.
///
/// Numbers and names are in the clear, as they came over the wire; the night seals the file and removes it.
package struct RecorderCDR: Hashable, Sendable, Codable {
    package static let currentVersion = 1

    /// Whether the recording holds all that was sent.
    package enum Completeness: String, Sendable, Codable { case complete, degraded, failed }

    /// What was received on one channel, counted by RFC 3550.
    package struct Channel: Hashable, Sendable, Codable {
        package var role: PartyRole
        package var number: String?
        package var name: String?
        /// The SDP label (RFC 4574) that joins the stream to its party.
        package var label: String?
        package var codec: String
        package var packetsExpected: Int
        package var packetsReceived: Int
        package var packetsLate: Int
        package var packetsDuplicate: Int
        /// Packets that came from an address nobody announced.
        package var packetsRejected: Int
        /// Packets that were not encrypted with the key that was agreed; nil in a CDR from before they were counted.
        package var packetsUnauthenticated: Int?
        /// Packets that the kernel dropped since they were not taken in time; nil in a CDR from before they were counted.
        package var kernelDrops: Int?
        /// The mean deviation of packet spacing (RFC 3550 A.8) at the end, in milliseconds; nil where too few packets came.
        package var jitter: Double?
        /// Datagrams that are no RTP; nil in a CDR from before they were counted.
        package var packetsMalformed: Int?
        /// Packets of a payload type that was not agreed; nil in a CDR from before they were counted.
        package var packetsUnexpected: Int?
        /// Silence that was added to follow the sender's clock, or, where negative, taken out, in milliseconds; nil in a CDR
        /// from before that was done.
        package var clockCorrection: Double?
        /// The way to the peer and back by RTCP (RFC 3550 §6.4.1, RFC 3611 §4.5), in milliseconds; nil where it did not help.
        package var roundTrip: Double?
        /// Mean opinion score by the E-model (ITU-T G.107: loss and delay, all else at its default), 1 to 4.5; nil where
        /// ITU-T G.113 has no figures for the codec, or nothing came.
        package var mos: Double?
        /// Silence that stands for what was lost.
        package var gaps: [TimeSpan]

        package init(
            role: PartyRole,
            number: String? = nil,
            name: String? = nil,
            label: String? = nil,
            codec: String,
            packetsExpected: Int = 0,
            packetsReceived: Int = 0,
            packetsLate: Int = 0,
            packetsDuplicate: Int = 0,
            packetsRejected: Int = 0,
            packetsUnauthenticated: Int? = nil,
            kernelDrops: Int? = nil,
            jitter: Double? = nil,
            packetsMalformed: Int? = nil,
            packetsUnexpected: Int? = nil,
            clockCorrection: Double? = nil,
            roundTrip: Double? = nil,
            mos: Double? = nil,
            gaps: [TimeSpan] = []
        ) {
            self.role = role
            self.number = number
            self.name = name
            self.label = label
            self.codec = codec
            self.packetsExpected = packetsExpected
            self.packetsReceived = packetsReceived
            self.packetsLate = packetsLate
            self.packetsDuplicate = packetsDuplicate
            self.packetsRejected = packetsRejected
            self.packetsUnauthenticated = packetsUnauthenticated
            self.kernelDrops = kernelDrops
            self.jitter = jitter
            self.packetsMalformed = packetsMalformed
            self.packetsUnexpected = packetsUnexpected
            self.clockCorrection = clockCorrection
            self.roundTrip = roundTrip
            self.mos = mos
            self.gaps = gaps
        }
    }

    /// A key that a party pressed (RFC 4733), by channel and time.
    package struct KeyedDigit: Hashable, Sendable, Codable {
        package var channel: Int
        /// `0`-`9`, `*`, `#`, `A`-`D`.
        package var digit: String
        package var at: Milliseconds

        package init(channel: Int, digit: String, at: Milliseconds) {
            self.channel = channel
            self.digit = digit
            self.at = at
        }
    }

    /// How long one party was heard on a channel, for calls that people join, leave or are passed on in.
    package struct Stay: Hashable, Sendable, Codable {
        package var channel: Int
        package var number: String?
        package var name: String?
        package var span: TimeSpan

        package init(channel: Int, number: String? = nil, name: String? = nil, span: TimeSpan) {
            self.channel = channel
            self.number = number
            self.name = name
            self.span = span
        }
    }

    package var version: Int
    package var call: CallID
    /// The call whose recording session says the same session id: two clients, or one twice, had it recorded.
    package var duplicateOf: CallID?
    /// What the switch calls this call, where a header or the metadata says so: joins the recording to the switch's CDRs.
    package var switchCallID: String?
    package var sipCallID: String
    /// Of the further dialogs that are part of this recording, as of a telephone that sends each end by itself.
    package var joinedCallIDs: [String]?
    package var direction: Direction?
    package var queue: String?
    /// When the INVITE came.
    package var start: UTCTime
    /// When the first sample of the recording was taken.
    package var answered: UTCTime?
    package var end: UTCTime
    package var hungUpBy: PartyRole?
    package var completeness: Completeness
    /// Why it is not complete.
    package var reason: String?
    /// File name of the recording; nil where the call failed before there was any.
    package var recording: String?
    package var sha256: String?
    package var bytes: Int?
    package var duration: Milliseconds
    package var sampleRate: Int
    package var channels: [Channel]
    package var holds: [TimeSpan]
    package var pauses: [TimeSpan]
    package var keyed: [KeyedDigit]
    /// Who was heard when; nil where each channel had one party from beginning to end.
    package var stays: [Stay]?
    /// The recording client's metadata as they came, oldest first, for what vendors put into them; nil where there were none.
    package var metadata: [String]?

    package init(
        call: CallID,
        switchCallID: String? = nil,
        sipCallID: String,
        direction: Direction? = nil,
        queue: String? = nil,
        start: UTCTime,
        answered: UTCTime? = nil,
        end: UTCTime,
        hungUpBy: PartyRole? = nil,
        completeness: Completeness,
        reason: String? = nil,
        recording: String? = nil,
        sha256: String? = nil,
        bytes: Int? = nil,
        duration: Milliseconds = .zero,
        sampleRate: Int = 8000,
        channels: [Channel] = [],
        holds: [TimeSpan] = [],
        pauses: [TimeSpan] = [],
        keyed: [KeyedDigit] = []
    ) {
        version = Self.currentVersion
        self.call = call
        self.switchCallID = switchCallID
        self.sipCallID = sipCallID
        self.direction = direction
        self.queue = queue
        self.start = start
        self.answered = answered
        self.end = end
        self.hungUpBy = hungUpBy
        self.completeness = completeness
        self.reason = reason
        self.recording = recording
        self.sha256 = sha256
        self.bytes = bytes
        self.duration = duration
        self.sampleRate = sampleRate
        self.channels = channels
        self.holds = holds
        self.pauses = pauses
        self.keyed = keyed
    }
}
