internal import Dispatch
package import Foundation
package import FoundationNetworking
internal import Synchronization

/// One request and its answer, which is cut off where it grows too large; redirections are not followed, since they
/// could lead out of the building.
package final class HTTPExchange: NSObject, URLSessionDataDelegate {
    package enum Outcome: Equatable, Sendable {
        case answered(status: Int, [UInt8])
        case tooLarge
        /// Nobody answered in the request's time, by the code of `URLError`.
        case failed(code: Int)

        /// Trying again may help.
        package var mayPass: Bool {
            switch self {
            case .answered(let status, _): status == 408 || status == 429 || status >= 500
            case .tooLarge: false
            case .failed: true
            }
        }
    }

    private struct State {
        var answer: [UInt8] = []
        var isTooLarge = false
    }

    private let answerLimit: Int
    private let state = Mutex(State())
    private let whenDone: @Sendable (Outcome) -> Void

    private init(answerLimit: Int, whenDone: @escaping @Sendable (Outcome) -> Void) {
        self.answerLimit = answerLimit
        self.whenDone = whenDone
    }

    private static func start(_ request: URLRequest, answerLimit: Int, whenDone: @escaping @Sendable (Outcome) -> Void)
    {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = request.timeoutInterval
        configuration.timeoutIntervalForResource = request.timeoutInterval
        configuration.httpShouldSetCookies = false
        let exchange = HTTPExchange(answerLimit: answerLimit, whenDone: whenDone)
        let session = URLSession(configuration: configuration, delegate: exchange, delegateQueue: nil)
        session.dataTask(with: request).resume()
        session.finishTasksAndInvalidate()
    }

    /// Has the caller's thread wait for what became of a request; `answerLimit` is the most bytes that are taken.
    package static func wait(for request: URLRequest, answerLimit: Int) -> Outcome {
        let outcome = Mutex<Outcome?>(nil)
        let done = DispatchSemaphore(value: 0)
        start(request, answerLimit: answerLimit) { heard in
            outcome.withLock { $0 = heard }
            done.signal()
        }
        done.wait()
        return outcome.withLock { $0 } ?? .failed(code: URLError.Code.unknown.rawValue)
    }

    /// What became of a request; `answerLimit` is the most bytes that are taken.
    package static func outcome(of request: URLRequest, answerLimit: Int) async -> Outcome {
        await withCheckedContinuation { continuation in
            start(request, answerLimit: answerLimit) { continuation.resume(returning: $0) }
        }
    }

    package func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    package func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isTooLarge = state.withLock { state in
            state.isTooLarge = state.answer.count + data.count > answerLimit
            if !state.isTooLarge { state.answer += data }
            return state.isTooLarge
        }
        if isTooLarge { dataTask.cancel() }
    }

    package func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        let state = state.withLock { $0 }
        if state.isTooLarge { return whenDone(.tooLarge) }
        if let error {
            return whenDone(.failed(code: (error as? URLError)?.code.rawValue ?? URLError.Code.unknown.rawValue))
        }
        whenDone(.answered(status: (task.response as? HTTPURLResponse)?.statusCode ?? 0, state.answer))
    }
}
