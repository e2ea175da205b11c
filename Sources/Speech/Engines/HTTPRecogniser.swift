package import Audio
package import Calls
internal import Foundation
internal import HTTP
internal import Synchronization

/// Any server that answers `POST /v1/audio/transcriptions` as OpenAI's does, with words and their times.
///
/// It is sent pieces of at most 30 seconds of speech as WAV (16 kHz, mono, 16 bit). What fails for a reason that may pass
/// (a busy server, a broken connection) is tried again after a pause that doubles each time.
package final class HTTPRecogniser: Recogniser {
    /// What is asked of the server, and how long it is waited for.
    package struct Settings: Hashable, Sendable {
        /// Such as `https://speech.example/v1/audio/transcriptions`.
        package var url: String
        package var model: String
        /// The bearer token; nil where the server asks for none.
        package var token: String?
        /// For one piece, in milliseconds.
        package var timeLimit: Int
        package var attempts: Int
        /// Bytes of an answer.
        package var answerLimit: Int
        /// Before the second attempt, in milliseconds.
        package var pause: Int

        package init(
            url: String,
            model: String,
            token: String? = nil,
            timeLimit: Int = 120_000,
            attempts: Int = 4,
            answerLimit: Int = 8 << 20,
            pause: Int = 1000
        ) {
            self.url = url
            self.model = model
            self.token = token
            self.timeLimit = timeLimit
            self.attempts = attempts
            self.answerLimit = answerLimit
            self.pause = pause
        }
    }

    package let name: String
    private let settings: Settings
    private let cache = PieceCache()

    package init(_ settings: Settings) {
        self.settings = settings
        name = settings.model.split(separator: "/").last.map(String.init) ?? "http"
    }

    package func words(
        of recording: borrowing Recording,
        channel: Int,
        speech: [TimeSpan],
        language: String
    ) throws(RecogniserError) -> [Word] {
        let language = String(language.prefix { $0 != "-" }).lowercased()
        var words: [Word] = []
        for piece in Piece.pack(speech, duration: recording.duration) {
            let sound = try wav(of: piece, channel: channel, in: recording)
            let heard = try cache.words(PieceCache.Key(sound, language: language)) { () throws(RecogniserError) in
                try read(try ask(sound, language: language))
            }
            words += heard.map { Word($0.text, piece.place(of: $0.span), confidence: $0.confidence) }
        }
        return words
    }

    private func read(_ answer: [UInt8]) throws(RecogniserError) -> [Word] {
        let reading = TranscriptReading(file: "answer", channelRoles: [])
        let text = Data(String(decoding: answer, as: UTF8.self).utf8)
        do {
            return try reading.decode(SegmentTranscript.self, from: text).timedWords(reading).map(\.word)
                .withoutSoundNames()
        } catch {
            throw .notUnderstood(error)
        }
    }

    private func ask(_ sound: [UInt8], language: String) throws(RecogniserError) -> [UInt8] {
        guard var request = URL(string: settings.url).flatMap({ HTTPRequest($0, .post, timeLimit: settings.timeLimit) })
        else { throw .noEngine("the server's address is no http or https URL") }
        let form = FormData([
            ("model", settings.model), ("language", language), ("response_format", "verbose_json"),
            ("timestamp_granularities[]", "word"), ("timestamp_granularities[]", "segment"),
        ])
        request.headers = [("Content-Type", "multipart/form-data; boundary=\(form.boundary)")]
        if let token = settings.token { request.headers.append(("Authorization", "Bearer \(token)")) }
        request.body = form.body(file: sound)
        var pause = settings.pause
        for attempt in 1... {
            let outcome = HTTPExchange.wait(for: request, answerLimit: settings.answerLimit)
            if case .answered(200, let answer) = outcome { return answer }
            guard outcome.mayPass, attempt < settings.attempts else { throw error(outcome) }
            usleep(UInt32(pause) * 1000)
            pause = min(pause * 2, 60_000)
        }
        throw .noEngine("no attempt is allowed")
    }

    private func error(_ outcome: HTTPExchange.Outcome) -> RecogniserError {
        switch outcome {
        case .answered(let status, _): .refused(status: status)
        case .tooLarge: .outputTooLarge(limit: settings.answerLimit)
        case .failed(.timedOut): .timedOut(after: .milliseconds(settings.timeLimit))
        case .failed(let failure): .unreachable(failure)
        }
    }
}

/// The fields of a form and one file, as RFC 7578 has them sent.
private struct FormData {
    let boundary = "aftercall-\(UInt64.random(in: 0...UInt64.max))"
    private let fields: [(name: String, value: String)]

    init(_ fields: [(name: String, value: String)]) { self.fields = fields }

    func body(file: [UInt8]) -> [UInt8] {
        var body: [UInt8] = []
        for (name, value) in fields {
            let plain = value.filter { !$0.isNewline }
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(plain)\r\n".utf8
        }
        let head = "Content-Disposition: form-data; name=\"file\"; filename=\"speech.wav\"\r\nContent-Type: audio/wav"
        body += "--\(boundary)\r\n\(head)\r\n\r\n".utf8
        body += file
        body += "\r\n--\(boundary)--\r\n".utf8
        return body
    }
}
