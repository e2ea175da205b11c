package import Audio
package import Calls
package import Foundation
package import Vault

/// Everything a site can choose, as `aftercall.yaml` says it; unknown keys are errors.
package struct Settings: Hashable, Sendable {
    package enum Language: String, Sendable, CaseIterable { case en, zh }

    package struct Site: Hashable, Sendable {
        package var name = "Aftercall"
        package var timeZone = TimeZone.gmt
        package var language = Language.en
        /// Country calling code, such as `86`, by which national and international forms of a number are one.
        package var countryCode: String?
    }

    package struct Record: Hashable, Sendable {
        /// PEM files, below the workspace or absolute.
        package struct TLS: Hashable, Sendable {
            package var certificate: String
            package var key: String
            /// Roots of the certificates that peers have to show; nil asks for none.
            package var clients: String?
        }

        /// `udp:127.0.0.1:5060`, `tcp:127.0.0.1:5060`, `tls:127.0.0.1:5061`.
        package var listeners = ["udp:127.0.0.1:5060", "tcp:127.0.0.1:5060"]
        package var rtpPorts = 20_000...29_999
        /// Patterns of the agents' user parts; `*` stands for any run of characters.
        package var agents: [String] = []
        /// What callers are asked who are passed on to the recorder's survey.
        package struct Survey: Hashable, Sendable {
            package enum Question: String, Sendable, CaseIterable { case csat, nps }

            /// User part of the address that the switch passes callers on to.
            package var user: String
            package var question: Question
            /// A WAV file, below the workspace or absolute.
            package var prompt: String
            /// Milliseconds to answer in after the prompt.
            package var patience = 15_000
        }

        /// A WAV file that parties of plain calls hear first, below the workspace or absolute.
        package var announcement: String?
        /// Milliseconds between two warning tones in plain calls.
        package var tone: Int?
        package var survey: Survey?
        /// Which of two parties is the agent where no pattern tells: of the media lines, or of those who speak.
        package enum AgentSide: String, Sendable, CaseIterable { case first, second, caller, called }

        package var agentSide = AgentSide.second
        package var maximumCalls = 500
        /// Calls at once from one address; nil sets no limit.
        package var callsPerPeer: Int?
        /// Addresses and ranges of those who may speak SIP to the recorder; empty lets everybody.
        package var allowed: [String] = []
        /// Whether SRTP keys are taken from SIP that was not encrypted.
        package var allowsKeysInClear = false
        package enum Seal: String, Sendable, CaseIterable {
            /// In the clear until the night has sealed them.
            case night
            /// As they are written, so that no sound is ever on the disk in the clear.
            case live
        }

        /// When recordings are sealed.
        package var seal = Seal.night
        /// What `tls` listeners need.
        package var tls: TLS?
    }

    package struct Records: Hashable, Sendable {
        /// The zone of time stamps that carry none; nil means that of the site.
        package var timeZone: TimeZone?
        /// Numbers of at most this many digits are extensions of the centre.
        package var extensionDigits = 5
        /// The centre's own numbers as they stand in the records: called, they make a call inbound.
        package var serviceNumbers: [String] = []
        /// Mapping files for CSVs of other systems, below the workspace.
        package var mappings: [String] = []
    }

    package struct Speech: Hashable, Sendable {
        package enum Engine: String, Sendable, CaseIterable { case none, local, http, command }

        package var engine = Engine.none
        /// Where `make speech` installed the local engine.
        package var library = ""
        /// A ggml model for the local engine, or the name of the server's.
        package var model: String?
        /// Of the server, such as `https://speech.example/v1/audio/transcriptions`.
        package var url = ""
        /// The file that holds the server's bearer token, below the workspace or absolute.
        package var tokenFile: String?
        /// The environment variable that holds it.
        package var tokenVariable: String?
        /// How often the server is asked before a piece is given up.
        package var attempts = 4
        /// The program and its arguments; `{wav}` and `{language}` stand for the audio and the language.
        package var command: [String] = []
        package var language = "en"
        /// Longest time the program may take for one piece of audio, in milliseconds.
        package var timeLimit = 600_000
    }

    package struct Listening: Hashable, Sendable {
        /// The name of a set of definitions of dead air, talk-over and interruptions.
        package var preset = "default"
        /// How recordings without a header are coded, by the ending of their names in lower case.
        package var headerless: [String: HeaderlessFormat] = [:]
    }

    package struct Report: Hashable, Sendable {
        package var answerRateTarget = 0.85
        package var serviceLevelTarget = 0.80
        /// Seconds.
        package var serviceLevelThreshold = 20
        package var shortAbandon = 5
        /// Days within which another call of the customer to the queue makes a call a repeat.
        package var repeatDays = 7
        /// The team of each agent.
        package var teams: [String: String] = [:]
    }

    /// Who is told how a night went; nobody, where nothing is said.
    package struct Watching: Hashable, Sendable {
        /// For Prometheus' textfile collector, below the workspace or absolute.
        package var metrics: String?
        /// Is asked with `/start` added, and with the exit code when the run ends, as health-check services want it.
        package var ping: String?
        /// OpenLineage events: a file that grows, or the URL they are posted to.
        package var lineage: String?
    }

    package struct Audit: Hashable, Sendable {
        /// URL of a time-stamping authority (RFC 3161) that says when the checkpoint of each night was there.
        package var authority: String?
        /// PEM file of the roots of its certificate, below the workspace or absolute; nil trusts those of the system.
        package var roots: String?
    }

    /// Failures of rules for a ticket system; sent nowhere, where nothing is said.
    package struct Tickets: Hashable, Sendable {
        /// Where they are posted to.
        package var webhook: String?
        /// The key that signs them, below the workspace or absolute.
        package var secretFile = ""
        /// Only rules of at least this severity.
        package var severity = Severity.major
        /// How often a message is tried.
        package var attempts = 4
    }

    /// Sales that have to be recorded in sound and video (双录).
    package struct DualRecording: Hashable, Sendable {
        /// Of whose answered calls that is asked.
        package var queues: [String] = []
        /// Ids of rules that such a call has to pass: what must have been said.
        package var disclosures: [String] = []
    }

    package enum Disposal: String, Sendable, CaseIterable {
        /// The night says what is due; a person applies the plan.
        case manual
        /// The night applies the plan itself.
        case nightly
    }

    package var site = Site()
    /// The folder of the secrets the night needs, below the workspace or absolute.
    package var secrets = "../aftercall-data-secrets"
    /// Where the identities of roles come from that are not files in the folder of the secrets.
    package var identities: [Role: IdentitySource] = [:]
    /// In which format everything is sealed from now on.
    package var sealProfile = SealProfile.age
    package var record = Record()
    package var records = Records()
    package var listening = Listening()
    package var speech = Speech()
    package var rules = ["rules"]
    /// Sections and their weights; nil where the rules' own weights count and each pack is a section.
    package var scorecard: Scorecard?
    /// A preset of the masking policy, or a YAML file below the workspace.
    package var masking = "standard"
    package var report = Report()
    package var watching = Watching()
    package var audit = Audit()
    package var tickets = Tickets()
    package var dualRecording = DualRecording()
    package var disposal = Disposal.manual
    /// How many people have to approve a plan before it is applied.
    package var approvals = 1

    package init() {}
}
