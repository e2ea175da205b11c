internal import Foundation
internal import FoundationNetworking
internal import Synchronization

/// One request and its answer, which is cut off where it grows too large; redirections are not followed, since they
/// could lead out of the building.
final class HTTPExchange: NSObject, URLSessionDataDelegate {
    struct Failure: Error {
        var error: RecogniserError
        /// Trying again may help.
        var mayPass: Bool
    }

    private struct State {
        var answer: [UInt8] = []
        var isTooLarge = false
        var status = 0
        var failure: Int?
    }

    private let answerLimit: Int
    private let state = Mutex(State())
    private let done = DispatchSemaphore(value: 0)

    init(answerLimit: Int) { self.answerLimit = answerLimit }

    /// Waits for the answer of status 200.
    func run(_ request: URLRequest) -> Result<[UInt8], Failure> {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = request.timeoutInterval
        configuration.timeoutIntervalForResource = request.timeoutInterval
        configuration.httpShouldSetCookies = false
        let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        session.dataTask(with: request).resume()
        done.wait()
        let state = state.withLock { $0 }
        if state.isTooLarge { return .failure(Failure(error: .outputTooLarge(limit: answerLimit), mayPass: false)) }
        if let code = state.failure {
            let isLate = code == URLError.Code.timedOut.rawValue
            let error: RecogniserError =
                isLate ? .timedOut(after: .seconds(request.timeoutInterval)) : .unreachable(code: code)
            return .failure(Failure(error: error, mayPass: true))
        }
        guard state.status == 200 else {
            let mayPass = state.status == 408 || state.status == 429 || state.status >= 500
            return .failure(Failure(error: .refused(status: state.status), mayPass: mayPass))
        }
        return .success(state.answer)
    }

    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isTooLarge = state.withLock { state in
            state.isTooLarge = state.answer.count + data.count > answerLimit
            if !state.isTooLarge { state.answer += data }
            return state.isTooLarge
        }
        if isTooLarge { dataTask.cancel() }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        state.withLock { state in
            state.status = (task.response as? HTTPURLResponse)?.statusCode ?? 0
            state.failure = error.map { ($0 as? URLError)?.code.rawValue ?? URLError.Code.unknown.rawValue }
        }
        done.signal()
    }
}
