import ArgumentParser
import Calls
import Foundation
import Night
import Recorder

struct RecordPause: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Keep nothing of a running call from now on, as while a card number is told.",
        discussion: """
            Once this returns, nothing that is said reaches the disk: the recording goes on in silence.

            Examples:
              aftercall record status
              aftercall record pause 20261122T193644Z-0badcafe
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @Argument(help: "The call, as 'aftercall record status' names it.") var call: String

    func run() async throws { try await command(call, ControlRequest.pause, options.workspace) }
}

struct RecordResume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Keep again what is said in a paused call.",
        discussion: """
            Examples:
              aftercall record resume 20261122T193644Z-0badcafe
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @Argument(help: "The call, as 'aftercall record status' names it.") var call: String

    func run() async throws { try await command(call, ControlRequest.resume, options.workspace) }
}

private func command(_ call: String, _ request: (CallID) -> ControlRequest, _ workspace: Workspace) async throws {
    guard let id = CallID(call) else { throw ValidationError("'\(call)' is not the id of a call") }
    _ = try await ask(request(id), workspace)
}

/// Asks the recorder of a workspace; throws unless it did what was asked.
private func ask(_ request: ControlRequest, _ workspace: Workspace) async throws -> ControlReply {
    let reply = try await ControlClient.ask(request, workspace: workspace.home.path)
    let complaint: Complaint? =
        switch reply.outcome {
        case .done: nil
        case .noSuchCall:
            Complaint("no such call is running", hint: "see 'aftercall record status'", exitCode: 66)
        case .tooManyPauses:
            Complaint("the call was paused too often; it stays paused to its end", exitCode: 69)
        case .badRequest:
            Complaint("the recorder does not know this command", hint: "is it of another version?", exitCode: 69)
        }
    guard let complaint else { return reply }
    complaint.print()
    throw ExitCode(complaint.exitCode)
}

struct RecordStatus: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say what the running recorder does: calls, packets a second, drops, disk.",
        discussion: """
            Examples:
              aftercall record status
              aftercall record status --format json
            """
    )

    @OptionGroup var options: WorkspaceOptions
    @Option(help: "table or json.") var format: Format = .table

    func run() async throws {
        guard let status = try await ask(.status, options.workspace).status else { throw RecorderError.noAnswer }
        switch format {
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            Terminal.print(String(decoding: try encoder.encode(status), as: UTF8.self))
        case .table: Terminal.say(Self.text(status))
        }
    }

    private static func text(_ status: RecorderStatus) -> String {
        let disk = status.diskFree.map { "\(($0 / 1_000_000_000)) GB free" } ?? "free space unknown"
        let rate = Int(status.packetsPerSecond.rounded())
        let head = """
            calls    \(status.calls.count) of at most \(status.maximumCalls), \(status.accepted) since the start, \(status.refused) refused
            load     \(Int((100 * status.load).rounded())) % of the busiest drain thread
            packets  \(rate) a second, \(status.packets) since the start, \(status.kernelDrops) dropped by the kernel
            disk     \(disk)
            """
        let calls = status.calls.map { "\($0.paused ? "paused   " : "recording")  \($0.call)  \($0.packets) packets" }
        return ([head] + calls).joined(separator: "\n")
    }
}
