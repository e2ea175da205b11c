/// Where SIP is listened for.
package struct SIPListener: Hashable, Sendable, CustomStringConvertible {
    package enum Transport: String, Sendable { case udp, tcp, tls }

    package var transport: Transport
    /// A numeric address; `0.0.0.0` or `::` for all of this machine's.
    package var address: String
    /// 0 lets the kernel choose.
    package var port: UInt16

    package init(_ transport: Transport, address: String, port: UInt16) {
        self.transport = transport
        self.address = address
        self.port = port
    }

    /// Reads `udp:127.0.0.1:5060`, `tcp:[::1]:5060`, or without a port, which is then 5060, and 5061 for `tls`; nil for
    /// anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let transport = Transport(rawValue: String(parts[0])) else { return nil }
        var (address, port) = (String(parts[1]), Substring(transport == .tls ? "5061" : "5060"))
        if let colon = address.lastIndex(of: ":"), address.hasPrefix("[") ? !address.hasSuffix("]") : true {
            port = Substring(address[address.index(after: colon)...])
            address = String(address[..<colon])
        }
        if address.hasPrefix("["), address.hasSuffix("]") { address = String(address.dropFirst().dropLast()) }
        guard let port = UInt16(port), IPAddress(address) != nil else { return nil }
        self.init(transport, address: address, port: port)
    }

    package var description: String {
        address.contains(":")
            ? "\(transport.rawValue):[\(address)]:\(port)" : "\(transport.rawValue):\(address):\(port)"
    }
}

/// Everything that a recorder is told at its start.
package struct RecorderConfiguration: Sendable {
    /// Which RTP packets are taken.
    package enum SourceCheck: String, Sendable, CaseIterable {
        /// Those from the address that the peer's SDP announces, whatever their port.
        case strict
        /// All that reach the port: for peers behind address translation, on networks where nobody else can send.
        case any
    }

    /// The folder that holds `spool` and `inbox`.
    package var workspace: String
    package var listeners: [SIPListener]
    /// RTP goes to the even ports of this range.
    package var rtpPorts: ClosedRange<UInt16>
    /// Numeric address for RTP; nil takes the one at which the INVITE came.
    package var mediaAddress: String?
    package var sourceCheck: SourceCheck
    /// Takes SRTP keys from SIP that was not encrypted, too: anyone on the way can read such a call, SRTP or not.
    package var allowsKeysInClear = false
    /// Calls at once; one more is answered 503.
    package var maximumCalls: Int
    /// How long running calls may go on once the recorder is told to stop.
    package var grace: Duration
    package var headers: HeaderNames
    /// Who is an agent where a call has two parties.
    package var agents: [AgentRule]
    /// Which of two parties is the agent where no rule or more than one line fits.
    package var agentSide = AgentSide.second
    /// Who may speak SIP to the recorder, with nobody else being answered; empty lets everybody.
    package var allowed: [AddressRange] = []
    package var limits = Limits()
    /// The keys by which an agent pauses and resumes; nil takes none.
    package var pauseCode: PauseCode?
    /// Where metrics are served; nil serves none.
    package var metrics: MetricsAddress?
    /// To whom recordings are sealed as they are written; nil leaves them in the clear until the night.
    package var seal: RecordingSeal?
    /// The files of TLS; nil where no listener is `tls`.
    package var tls: TLSFiles?
    package var connections = Connections()
    /// A WAV file, one channel at 8 kHz, that the party of a plain call hears first; nil plays nothing.
    package var announcement: String?
    /// How often the party of a plain call hears the warning tone; nil plays none.
    package var toneInterval: Duration?
    /// What callers are asked who are passed on to be asked; nil asks nobody.
    package var survey: SurveyConfiguration?

    /// PEM files by which the recorder and its peers prove who they are (RFC 3261 §26.3.1, RFC 7866 §12.1).
    package struct TLSFiles: Equatable, Sendable {
        /// The recorder's certificate first, then those that lead from it to a root.
        package var certificates: String
        package var key: String
        /// Roots of the certificates that peers have to show; nil asks for none.
        package var clientRoots: String?

        package init(certificates: String, key: String, clientRoots: String? = nil) {
            self.certificates = certificates
            self.key = key
            self.clientRoots = clientRoots
        }
    }

    /// When no further call is taken, so that those that run do not suffer.
    package struct Limits: Equatable, Sendable {
        /// Calls at once from one address; nil sets no limit.
        package var callsPerPeer: Int?
        /// Octets that must stay free on the disk.
        package var diskFree = 1 << 30
        /// The share of its time that a drain thread may work.
        package var load = 0.8
        /// How long no call is taken after the kernel has dropped packets.
        package var rest = Duration.seconds(10)

        package init() {}
    }

    /// How much peers may take of TCP and TLS.
    package struct Connections: Equatable, Sendable {
        /// Connections at once; one more is closed.
        package var maximum = 4096
        /// A connection that carries no dialog is closed once nothing was heard on it for so long.
        package var idleTimeOut = Duration.seconds(600)
        /// A TLS handshake may take so long.
        package var handshakeTimeOut = Duration.seconds(10)

        package init() {}
    }

    /// The headers that switches put what they know of a call into; the first that is there counts.
    package struct HeaderNames: Equatable, Sendable {
        package var switchCallID = ["X-Call-ID", "Session-ID", "X-Asterisk-Linkedid"]
        package var queue = ["X-Queue"]
        /// Its value is `inbound`, `outbound` or `internal`.
        package var direction = ["X-Direction"]

        package init() {}
    }

    var agentKnowledge: CallParties.Agents { CallParties.Agents(rules: agents, side: agentSide) }

    /// Whether a peer at that numeric address may speak to the recorder.
    func allows(_ address: String?) -> Bool {
        guard !allowed.isEmpty else { return true }
        guard let address = address.flatMap(IPAddress.init) else { return false }
        return allowed.contains { $0.contains(address) }
    }

    package init(
        workspace: String,
        listeners: [SIPListener] = [SIPListener(.udp, address: "127.0.0.1", port: 5060)],
        rtpPorts: ClosedRange<UInt16> = 20000...29999,
        mediaAddress: String? = nil,
        sourceCheck: SourceCheck = .strict,
        maximumCalls: Int = 2000,
        grace: Duration = .seconds(60),
        headers: HeaderNames = HeaderNames(),
        agents: [AgentRule] = []
    ) {
        self.workspace = workspace
        self.listeners = listeners
        self.rtpPorts = rtpPorts
        self.mediaAddress = mediaAddress
        self.sourceCheck = sourceCheck
        self.maximumCalls = maximumCalls
        self.grace = grace
        self.headers = headers
        self.agents = agents
    }
}
