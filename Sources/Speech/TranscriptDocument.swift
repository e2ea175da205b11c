internal import Foundation

/// A JSON transcript, told apart by the keys of its root.
enum TranscriptDocument: Decodable {
    case native(NativeTranscript)
    case amazon(AmazonTranscript)
    case callAnalytics(CallAnalyticsTranscript)
    case unknown

    private enum Keys: String, CodingKey { case turns, results, transcript = "Transcript" }

    init(from decoder: any Decoder) throws {
        let root = try decoder.container(keyedBy: Keys.self)
        if root.contains(.turns) {
            self = .native(try NativeTranscript(from: decoder))
        } else if root.contains(.results) {
            self = .amazon(try AmazonTranscript(from: decoder))
        } else if root.contains(.transcript) {
            self = .callAnalytics(try CallAnalyticsTranscript(from: decoder))
        } else {
            self = .unknown
        }
    }
}

extension TranscriptReading {
    /// Decodes JSON; what goes wrong is told by its path, and nothing of the decoder's own words, which quote content.
    func decode<T: Decodable>(_ type: T.Type, from data: Data) throws(TranscriptError) -> T {
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch DecodingError.keyNotFound(let key, let context) {
            throw error(.path(jsonPath(context.codingPath + [key])), .missing)
        } catch DecodingError.typeMismatch(let wanted, let context) {
            throw error(.path(jsonPath(context.codingPath)), .expected(kind(of: wanted)))
        } catch DecodingError.valueNotFound(let wanted, let context) {
            throw error(.path(jsonPath(context.codingPath)), .expected(kind(of: wanted)))
        } catch DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty {
            throw error(.path(jsonPath(context.codingPath)), .expected("another value"))
        } catch {
            throw self.error(.whole, .notJSON)
        }
    }
}

private func jsonPath(_ path: [any CodingKey]) -> String {
    path.reduce("$") { $0 + ($1.intValue.map { "[\($0)]" } ?? ".\($1.stringValue)") }
}

private func kind(of type: any Any.Type) -> String {
    switch type {
    case is String.Type: "text"
    case is Int.Type, is Double.Type: "a number"
    case is [String: Any].Type: "an object"
    case is [Any].Type: "a list"
    default: "another value"
    }
}
