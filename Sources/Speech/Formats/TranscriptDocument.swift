internal import Foundation

/// A JSON transcript, told apart by the keys of its root.
enum TranscriptDocument: Decodable {
    case native(NativeTranscript)
    case amazon(AmazonTranscript)
    case callAnalytics(CallAnalyticsTranscript)
    case google(GoogleTranscript)
    case azureBatch(AzureBatchTranscript)
    case azureFast(AzureFastTranscript)
    case deepgram(DeepgramTranscript)
    case segments(SegmentTranscript)
    case whisper(EngineOutput)
    case funASR([FunASRResult])
    case unknown

    private enum Keys: String, CodingKey {
        case turns, results, response, recognizedPhrases, phrases, segments, transcription, text, timestamp
        case transcript = "Transcript"
        case sentences = "sentence_info"
    }

    private enum ResultKeys: String, CodingKey { case channels }

    init(from decoder: any Decoder) throws {
        guard let root = try? decoder.container(keyedBy: Keys.self) else {
            var list = try decoder.unkeyedContainer()
            let isOfObjects = (try? list.nestedContainer(keyedBy: Keys.self)) != nil
            self = isOfObjects ? .funASR(try [FunASRResult](from: decoder)) : .unknown
            return
        }
        if root.contains(.turns) {
            self = .native(try NativeTranscript(from: decoder))
        } else if root.contains(.results) {
            self = try Self.results(root, decoder)
        } else if root.contains(.response) {
            self = .google(try root.decode(GoogleTranscript.self, forKey: .response))
        } else if root.contains(.transcript) {
            self = .callAnalytics(try CallAnalyticsTranscript(from: decoder))
        } else if root.contains(.recognizedPhrases) {
            self = .azureBatch(try AzureBatchTranscript(from: decoder))
        } else if root.contains(.phrases) {
            self = .azureFast(try AzureFastTranscript(from: decoder))
        } else if root.contains(.segments) {
            self = .segments(try SegmentTranscript(from: decoder))
        } else if root.contains(.transcription) {
            self = .whisper(try EngineOutput(from: decoder))
        } else if root.contains(.text), root.contains(.timestamp) || root.contains(.sentences) {
            self = .funASR([try FunASRResult(from: decoder)])
        } else {
            self = .unknown
        }
    }

    /// `results` is a list with Google, holds `channels` with Deepgram and neither with Amazon.
    private static func results(_ root: KeyedDecodingContainer<Keys>, _ decoder: any Decoder) throws -> Self {
        guard let results = try? root.nestedContainer(keyedBy: ResultKeys.self, forKey: .results) else {
            return .google(try GoogleTranscript(from: decoder))
        }
        return results.contains(.channels)
            ? .deepgram(try DeepgramTranscript(from: decoder)) : .amazon(try AmazonTranscript(from: decoder))
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
