import Dispatch
import Foundation
import Night

/// SIGTERM and SIGINT as requests to end early; the second one ends the process at once.
struct StopSignals {
    private let sources: [any DispatchSourceSignal]

    init(_ stop: StopRequest) {
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler {
                signal(number, SIG_DFL)
                stop.ask()
            }
            source.resume()
            return source
        }
    }
}
