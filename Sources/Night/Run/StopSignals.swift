import Dispatch
import Foundation

/// SIGTERM and SIGINT as requests to end early; the second one ends the process at once.
package struct StopSignals {
    private let sources: [any DispatchSourceSignal]

    package init(_ stop: StopRequest) {
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
