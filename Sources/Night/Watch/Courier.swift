import Foundation
import HTTP

/// Brings small messages to servers of the site's choice; one that cannot be reached never holds up or fails a night.
enum Courier {
    /// For each attempt, in milliseconds.
    private static var patience: Int { 10_000 }
    /// Bytes of an answer.
    private static var answerLimit: Int { 1 << 16 }

    struct Answer: Sendable {
        var status: Int
        var body: [UInt8]
        var isSuccess: Bool { (200..<300).contains(status) }
    }

    /// Tries again, after a pause that doubles, what fails for a reason that may pass.
    ///
    /// The request is made anew for each attempt, as it may say when it was signed. Nil where nobody answers, or with more
    /// than is taken.
    static func send(attempts: Int = 3, _ request: () throws -> HTTPRequest?) async rethrows -> Answer? {
        var attempt = 1
        while true {
            guard let request = try request() else { return nil }
            let outcome = await HTTPExchange.outcome(of: request, answerLimit: answerLimit)
            let answer: Answer? =
                if case .answered(let status, let body) = outcome { Answer(status: status, body: body) } else { nil }
            guard outcome.mayPass, attempt < attempts else { return answer }
            // A night that is asked to stop does not wait.
            guard (try? await Task.sleep(for: .milliseconds(500 << min(attempt - 1, 10)))) != nil else { return answer }
            attempt += 1
        }
    }

    static func get(_ url: URL) async { _ = await send { HTTPRequest(url, timeLimit: patience) } }

    /// `type` is the media type of `body`.
    @discardableResult
    static func post(_ body: Data, as type: String, to url: URL) async -> Answer? {
        await send { request(body, as: type, to: url) }
    }

    static func request(_ body: Data, as type: String, to url: URL) -> HTTPRequest? {
        guard var request = HTTPRequest(url, .post, timeLimit: patience) else { return nil }
        request.body = [UInt8](body)
        request.headers = [("Content-Type", type)]
        return request
    }
}
