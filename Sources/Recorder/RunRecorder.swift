internal import Dispatch
internal import Glibc
package import Logging

/// Records until SIGTERM or SIGINT comes, then as `RunningRecorder.stop` has it; a second signal ends the grace.
///
/// - Parameters:
///   - configuration: what to listen for and where to write.
///   - logger: gets what happens, without numbers, names or anything else of a call but its id.
///   - onReady: called once SIP is listened for, with the real ports.
/// - Throws: `RecorderError` where it cannot start.
package func runRecorder(
    _ configuration: RecorderConfiguration,
    logger: Logger,
    onReady: ([SIPListener]) -> Void
) async throws {
    let (signals, sources) = stopSignals()
    defer { for source in sources { source.cancel() } }
    let recorder = try await RunningRecorder.start(configuration, logger: logger)
    onReady(recorder.listeners)
    for await _ in signals { break }
    logger.notice("stopping", metadata: ["grace": "\(configuration.grace)"])
    let impatience = Task {
        for await _ in signals { return await recorder.hangUp() }
    }
    await recorder.stop(grace: configuration.grace)
    impatience.cancel()
}

/// SIGTERM and SIGINT as something to wait for, in place of what they do otherwise, for as long as the sources live.
private func stopSignals() -> (AsyncStream<Void>, [any DispatchSourceSignal]) {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    let sources = [SIGTERM, SIGINT].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number)
        source.setEventHandler { continuation.yield() }
        source.resume()
        return source
    }
    return (stream, sources)
}
