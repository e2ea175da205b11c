import Foundation
import FoundationNetworking
import Synchronization

/// Posts one message and gives the status of the answer; redirections are not followed, since they could lead out of
/// the building.
final class Postbox: NSObject, URLSessionDataDelegate {
    private let waiting = Mutex<CheckedContinuation<Int?, Never>?>(nil)

    /// - Returns: The status; nil where nobody answered within the request's time.
    static func post(_ request: URLRequest) async -> Int? {
        let postbox = Postbox()
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = request.timeoutInterval
        configuration.timeoutIntervalForResource = request.timeoutInterval
        configuration.httpShouldSetCookies = false
        let session = URLSession(configuration: configuration, delegate: postbox, delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        return await withCheckedContinuation { continuation in
            postbox.waiting.withLock { $0 = continuation }
            session.dataTask(with: request).resume()
        }
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

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        let status = error == nil ? (task.response as? HTTPURLResponse)?.statusCode : nil
        waiting.withLock { waiting in
            let continuation = waiting
            waiting = nil
            return continuation
        }?.resume(returning: status)
    }
}
