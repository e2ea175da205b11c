internal import Foundation
package import Logging
internal import NIOCore
internal import NIOPosix

/// A recorder that runs: takes calls by SIP, writes what is said and a CDR of each call.
package struct RunningRecorder: Sendable {
    /// Where SIP is listened for, with the ports that the kernel chose where the configuration left them open.
    package let listeners: [SIPListener]

    private let switchboard: Switchboard
    private let drains: [Task<Void, Never>]
    private let groups: [MultiThreadedEventLoopGroup]

    /// Delivers what an earlier run left in the spool, then starts to take calls.
    package static func start(_ configuration: RecorderConfiguration, logger: Logger) async throws -> RunningRecorder {
        let spool = try Spool(workspace: configuration.workspace)
        let repaired = try spool.repair()
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
        let clock = RecorderClock()
        let signalling = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let media = MultiThreadedEventLoopGroup(numberOfThreads: laneCount)
        let files = MultiThreadedEventLoopGroup(numberOfThreads: laneCount)
        let groups = [signalling, media, files]
        do {
            let lanes = media.makeIterator().map { MediaLane(on: $0, clock: clock) }
            let switchboard = try Switchboard(
                configuration,
                spool: spool,
                clock: clock,
                eventLoop: signalling.next(),
                lanes: lanes,
                files: files,
                logger: logger
            )
            let listeners = try await switchboard.listen(on: signalling)
            let drains = lanes.map { lane in Task { await lane.run() } }
            logger.info("recorder ready", metadata: ["sip": "\(listeners.map(\.description))"])
            return RunningRecorder(listeners: listeners, switchboard: switchboard, drains: drains, groups: groups)
        } catch {
            for group in groups { try? await group.shutdownGracefully() }
            throw error
        }
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
        await switchboard.close()
        for drain in drains {
            drain.cancel()
            await drain.value
        }
        for group in groups { try? await group.shutdownGracefully() }
    }
}
