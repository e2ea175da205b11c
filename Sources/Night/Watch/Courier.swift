import Foundation
import FoundationNetworking

/// Brings small messages to servers of the site's choice; one that cannot be reached never holds up or fails a night.
struct Courier {
    /// Seconds for each attempt.
    private static var patience: Double { 10 }
    private static var attempts: Int { 3 }

    /// - Returns: whether it arrived.
    @discardableResult
    static func send(_ request: URLRequest) async -> Bool {
        var request = request
        request.timeoutInterval = patience
        for _ in 0..<attempts {
            let answer = try? await URLSession.shared.data(for: request).1
            if let answer = answer as? HTTPURLResponse, (200..<300).contains(answer.statusCode) { return true }
        }
        return false
    }

    @discardableResult
    static func get(_ url: URL) async -> Bool { await send(URLRequest(url: url)) }

    @discardableResult
    static func post(json: Data, to url: URL) async -> Bool {
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.httpBody = json
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        return await send(request)
    }
}
