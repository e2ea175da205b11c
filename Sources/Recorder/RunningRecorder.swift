internal import Foundation
package import Logging
internal import NIOCore
internal import NIOPosix
internal import Vault

/// A recorder that runs: takes calls by SIP, writes what is said and a CDR of each call.
package struct RunningRecorder: Sendable {
    /// Where SIP is listened for, with the ports that the kernel chose where the configuration left them open.
    package let listeners: [SIPListener]
    /// Where metrics are served, with the kernel's choice of port.
    package let metricsPort: UInt16?

    private let switchboard: Switchboard
    private let drains: [Task<Void, Never>]
    private let doors: [any Channel]
    private let groups: [MultiThreadedEventLoopGroup]

    /// Delivers what an earlier run left in the spool, then starts to take calls.
    package static func start(_ configuration: RecorderConfiguration, logger: Logger) async throws -> RunningRecorder {
        let spool = try Spool(workspace: configuration.workspace)
        let repaired = try spool.repair(shelf: configuration.seal?.shelf)
        if !repaired.delivered.isEmpty || repaired.failed > 0 {
            logger.notice(
                "calls of an earlier run",
                metadata: ["delivered": "\(repaired.delivered.count)", "left": "\(repaired.failed)"]
            )
        }
        return try await start(configuration, spool: spool, logger: logger)
    }

    private static func start(
        _ configuration: RecorderConfiguration,
        spool: Spool,
        logger: Logger
    ) async throws -> RunningRecorder {
        let descriptors = OpenFiles.raiseLimit()
        let clock = RecorderClock()
        let signalling = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let media = MultiThreadedEventLoopGroup(numberOfThreads: laneCount)
        let files = MultiThreadedEventLoopGroup(numberOfThreads: laneCount)
        let groups = [signalling, media, files]
        do {
            let lanes = media.makeIterator().map { MediaLane(on: $0, clock: clock) }
            let switchboard = try Switchboard(
                configuration.bounded(byFiles: descriptors),
                spool: spool,
                clock: clock,
                eventLoop: signalling.next(),
                lanes: lanes,
                files: files,
                logger: logger
            )
            await switchboard.observePauses()
            let doors = try await openDoors(configuration, to: switchboard, on: signalling)
            let listeners = try await switchboard.listen(on: signalling)
            let drains = lanes.map { lane in Task { await lane.run() } }
            logger.info("recorder ready", metadata: ["sip": "\(listeners.map(\.description))"])
            return RunningRecorder(
                listeners: listeners,
                metricsPort: doors.dropFirst().first?.localAddress?.port.map(UInt16.init),
                switchboard: switchboard,
                drains: drains,
                doors: doors,
                groups: groups
            )
        } catch {
            for group in groups { try? await group.shutdownGracefully() }
            throw error
        }
    }

    /// Opens the control socket, and the port for metrics where there is to be one.
    private static func openDoors(
        _ configuration: RecorderConfiguration,
        to switchboard: Switchboard,
        on group: any EventLoopGroup
    ) async throws(RecorderError) -> [any Channel] {
        let path = ControlSocket.path(workspace: configuration.workspace)
        let control = try await ControlSocket.listen(on: group, path: path) { await switchboard.answer($0) }
        guard let address = configuration.metrics else { return [control] }
        let metrics = try await MetricsListener.listen(on: group, at: address) { await switchboard.status().metrics }
        return [control, metrics]
    }

    /// Takes over what of `configuration` may change while calls run: agents, headers and limits.
    package func apply(_ configuration: RecorderConfiguration) async {
        await switchboard.apply(configuration.bounded(byFiles: OpenFiles.raiseLimit()))
    }

    /// One lane drains thousands of calls; two keep one slow disk write from delaying all.
    private static let laneCount = max(1, min(2, ProcessInfo.processInfo.activeProcessorCount))

    /// Ends all calls that run, which are then degraded.
    package func hangUp() async { await switchboard.hangUp() }

    /// Takes no more calls, lets those that run end for as long as `grace`, closes the rest as degraded, and returns once
    /// every recording is in the inbox.
    package func stop(grace: Duration) async {
        await switchboard.drain()
        let deadline = Task {
            try await Task.sleep(for: grace)
            await switchboard.hangUp()
        }
        await switchboard.waitUntilIdle()
        deadline.cancel()
        for door in doors { try? await door.close() }
        await switchboard.close()
        for drain in drains {
            drain.cancel()
            await drain.value
        }
        for group in groups { try? await group.shutdownGracefully() }
        switchboard.configuration.seal?.shelf?.clear()
    }
}
