import ArgumentParser
import Foundation
import Logging
import Night
import Recorder

struct Record: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record calls by SIP, SIPREC and plain, in the foreground.",
        discussion: """
            Each call becomes a two-channel WAV and a CDR in the inbox. SIGTERM takes no new calls, waits for the
            running ones, and ends.

            Examples:
              aftercall record
              aftercall record --sip udp:10.0.0.5:5060 --sip tcp:10.0.0.5:5060 --rtp-ports 20000-29999
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @Option(help: "Listen on transport:address:port; may be given again (default: the settings).") var sip: [String] =
        []
    @Option(help: "UDP ports for media, as in 20000-29999 (default: the settings).") var rtpPorts: String?
    @Option(help: "Seconds to wait for running calls when stopped.") var grace: Int = 3600

    func run() async throws {
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
        configuration.grace = .seconds(max(0, grace))
        try await runRecorder(
            configuration,
            logger: Logger(label: "recorder", factory: { StreamLogHandler.standardError(label: $0) })
        ) { ready in
            Terminal.note("aftercall: listening on \(ready.map(\.description).joined(separator: ", "))")
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
