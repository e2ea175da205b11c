import Foundation
import FoundationNetworking

/// Brings small messages to servers of the site's choice; one that cannot be reached never holds up or fails a night.
struct Courier {
    /// Seconds for each attempt.
    private static var patience: Double { 10 }
    private static var attempts: Int { 3 }

    /// - Returns: what was answered; nil where it did not arrive.
    static func send(_ request: URLRequest) async -> Data? {
        var request = request
        request.timeoutInterval = patience
        for _ in 0..<attempts {
            guard let (body, answer) = try? await URLSession.shared.data(for: request) else { continue }
            if let answer = answer as? HTTPURLResponse, (200..<300).contains(answer.statusCode) { return body }
        }
        return nil
    }

    static func get(_ url: URL) async -> Data? { await send(URLRequest(url: url)) }

    /// `type` is the media type of `body`.
    @discardableResult
    static func post(_ body: Data, as type: String, to url: URL) async -> Data? {
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.httpBody = body
        request.setValue(type, forHTTPHeaderField: "Content-Type")
        return await send(request)
    }
}
