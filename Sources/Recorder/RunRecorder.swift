internal import Dispatch
internal import Glibc
package import Logging

/// Records until SIGTERM or SIGINT comes, then as `RunningRecorder.stop` has it; a second signal ends the grace.
///
/// - Parameters:
///   - configuration: what to listen for and where to write.
///   - logger: gets what happens, without numbers, names or anything else of a call but its id.
///   - reload: reads the settings again, on SIGHUP; nil where they cannot be read, and all stays as it is.
///   - onReady: called once SIP is listened for, with the real ports.
/// - Throws: `RecorderError` where it cannot start.
package func runRecorder(
    _ configuration: RecorderConfiguration,
    logger: Logger,
    reload: @escaping @Sendable () -> RecorderConfiguration?,
    onReady: ([SIPListener]) -> Void
) async throws {
    let (signals, stopping) = stream(of: [SIGTERM, SIGINT])
    let (hangUps, reloading) = stream(of: [SIGHUP])
    let sources = stopping + reloading
    defer { for source in sources { source.cancel() } }
    let recorder = try await RunningRecorder.start(configuration, logger: logger)
    onReady(recorder.listeners)
    let reloads = Task {
        for await _ in hangUps {
            guard let changed = reload() else { continue }
            await recorder.apply(changed)
        }
    }
    defer { reloads.cancel() }
    for await _ in signals { break }
    logger.notice("stopping", metadata: ["grace": "\(configuration.grace)"])
    let impatience = Task {
        for await _ in signals { return await recorder.hangUp() }
    }
    await recorder.stop(grace: configuration.grace)
    impatience.cancel()
}

/// Signals as something to wait for, in place of what they do otherwise, for as long as the sources live.
private func stream(of signals: [Int32]) -> (AsyncStream<Void>, [any DispatchSourceSignal]) {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    let sources = signals.map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number)
        source.setEventHandler { continuation.yield() }
        source.resume()
        return source
    }
    return (stream, sources)
}
