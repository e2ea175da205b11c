import ArgumentParser
import Foundation
import Logging
import Night
import Recorder

/// The recorder itself: what `aftercall record` does by default.
struct RecordRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run the recorder; what 'aftercall record' does without a subcommand."
    )

    @OptionGroup var options: WorkspaceOptions
    @Option(help: "Listen on transport:address:port; may be given again (default: the settings).") var sip: [String] =
        []
    @Option(help: "UDP ports for media, as in 20000-29999 (default: the settings).") var rtpPorts: String?
    @Option(help: "Seconds to wait for running calls when stopped.") var grace: Int = 3600
    @Option(help: "Serve Prometheus metrics at address:port, as in 127.0.0.1:9464 (default: nowhere).")
    var metrics: String?
    @Option(help: "Keys by which an agent pauses the recording, as in '*71' (default: none).") var pauseCode: String?
    @Option(help: "Keys by which an agent resumes it, as in '*72'.") var resumeCode: String?

    func run() async throws {
        let configuration = try recorderConfiguration()
        let logger = Logger(label: "recorder", factory: { StreamLogHandler.standardError(label: $0) })
        try await runRecorder(configuration, logger: logger) {
            do {
                return try recorderConfiguration()
            } catch {
                // Not the error: it may quote the settings.
                logger.error("the settings cannot be read; those of before stay")
                return nil
            }
        } onReady: { ready in
            Terminal.remark("listening on \(ready.map(\.description).joined(separator: ", "))")
        }
    }

    private func recorderConfiguration() throws -> RecorderConfiguration {
        let workspace = options.workspace
        let settings = try Settings(of: workspace)
        let names = sip.isEmpty ? settings.record.listeners : sip
        let listeners = try names.map { name in
            guard let listener = SIPListener(name) else {
                throw ValidationError("'\(name)' is not a listener; write it as in udp:127.0.0.1:5060")
            }
            return listener
        }
        let agents = try settings.record.agents.map { text in
            guard let rule = AgentRule(text) else { throw ValidationError("'\(text)' is no pattern of agents") }
            return rule
        }
        var configuration = RecorderConfiguration(workspace: workspace.home.path, listeners: listeners)
        configuration.rtpPorts = try ports(settings)
        configuration.allowsKeysInClear = settings.record.allowsKeysInClear
        configuration.maximumCalls = settings.record.maximumCalls
        configuration.agents = agents
        configuration.agentSide = AgentSide(rawValue: settings.record.agentSide.rawValue) ?? .second
        configuration.allowed = try settings.record.allowed.map { text in
            guard let range = AddressRange(text) else {
                throw ValidationError("record.allow: '\(text)' is no address; write it as in 10.0.0.0/8 or 192.0.2.7")
            }
            return range
        }
        configuration.limits.callsPerPeer = settings.record.callsPerPeer
        configuration.grace = .seconds(max(0, grace))
        configuration.tls = settings.record.tls.map { tls in
            .init(
                certificates: workspace.path(of: tls.certificate),
                key: workspace.path(of: tls.key),
                clientRoots: tls.clients.map(workspace.path(of:))
            )
        }
        configuration.announcement = settings.record.announcement.map(workspace.path(of:))
        configuration.toneInterval = settings.record.tone.map { .milliseconds($0) }
        configuration.survey = settings.record.survey.flatMap { survey in
            SurveyConfiguration.Question(rawValue: survey.question.rawValue).map { question in
                SurveyConfiguration(
                    user: survey.user,
                    question: question,
                    prompt: workspace.path(of: survey.prompt),
                    patience: .milliseconds(survey.patience)
                )
            }
        }
        configuration.seal = try seal(settings)
        configuration.pauseCode = try keys()
        configuration.metrics = try metricsAddress()
        return configuration
    }

    private func seal(_ settings: Settings) throws -> RecordingSeal? {
        guard settings.record.seal == .live else { return nil }
        let recipients = try options.workspace.liveRecipients(settings)
        return RecordingSeal(recipients: recipients, workspace: options.workspace.home.path)
    }

    private func keys() throws -> PauseCode? {
        guard pauseCode != nil || resumeCode != nil else { return nil }
        guard let code = PauseCode(pause: pauseCode ?? "", resume: resumeCode ?? "") else {
            throw ValidationError(
                "--pause-code and --resume-code go together: 2 to 16 keys each, neither ending the other"
            )
        }
        return code
    }

    private func metricsAddress() throws -> MetricsAddress? {
        try metrics.map { text in
            guard let address = MetricsAddress(text) else {
                throw ValidationError("'\(text)' is not an address and port; write it as in 127.0.0.1:9464")
            }
            return address
        }
    }

    private func ports(_ settings: Settings) throws -> ClosedRange<UInt16> {
        guard let rtpPorts else {
            return UInt16(settings.record.rtpPorts.lowerBound)...UInt16(settings.record.rtpPorts.upperBound)
        }
        let bounds = rtpPorts.split(separator: "-").compactMap { UInt16($0) }
        guard bounds.count == 2, bounds[0] < bounds[1] else {
            throw ValidationError("'\(rtpPorts)' is not a range of ports; write it as in 20000-29999")
        }
        return bounds[0]...bounds[1]
    }
}
