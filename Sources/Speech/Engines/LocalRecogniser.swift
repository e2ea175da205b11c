package import Audio
package import Calls
internal import Synchronization

/// Whisper on this machine, in this process: no word leaves it and no program is started.
///
/// Speech is what both our own detector and a neural one take for it: Whisper makes up words for anything else that it
/// is given. English words are timed by forced alignment, others by Whisper's own attention.
package final class LocalRecogniser: Recogniser {
    package let name: String
    private let folder: String
    private let model: String?
    private let cache = PieceCache()
    /// Loaded engines that nobody uses at the moment; as many are made as work at once.
    private let idle = Mutex<[IdleEngine]>([])

    /// An engine on its way from one thread to another.
    ///
    /// It is only ever in the pool or in the hands of the one thread that took it out, which is what makes it safe to
    /// be sent.
    private struct IdleEngine: @unchecked Sendable {
        var engine: SpeechEngine
    }

    /// An engine of the folder in which `make speech` put it.
    ///
    /// - Parameters:
    ///   - folder: Holds `lib/libaftercall-speech.so` and `share/models`.
    ///   - model: Another ggml model of Whisper; nil for the one in the folder.
    package init(folder: String, model: String? = nil) {
        self.folder = folder
        self.model = model
        name = model?.split(separator: "/").last.map(String.init) ?? "whisper-base"
    }

    /// What keeps the engine from working; nil where nothing does.
    package func problem() -> RecogniserError? {
        do throws(RecogniserError) {
            _ = try SpeechEngine(folder: folder, model: model, aligns: false)
            return nil
        } catch {
            return error
        }
    }

    package func words(
        of recording: borrowing Recording,
        channel: Int,
        speech: [TimeSpan],
        language: String
    ) throws(RecogniserError) -> [Word] {
        let language = String(language.prefix { $0 != "-" }).lowercased()
        let engine = try take(aligns: language == "en")
        defer { idle.withLock { $0.append(IdleEngine(engine: engine)) } }
        var words: [Word] = []
        for block in blocks(of: speech, duration: recording.duration) {
            let sound = try SpeechBlock(recording, channel: channel, span: block.span)
            words += try sound.words(engine, speech: block.speech, language: language, cache: cache)
        }
        return words
    }

    private func take(aligns: Bool) throws(RecogniserError) -> SpeechEngine {
        let found = idle.withLock { idle in
            idle.firstIndex { $0.engine.aligns == aligns }.map { idle.remove(at: $0) }
        }
        if let found { return found.engine }
        return try SpeechEngine(folder: folder, model: model, aligns: aligns)
    }

    /// Stretches of the recording that are held in memory at once, with the speech in each.
    private func blocks(of speech: [TimeSpan], duration: Milliseconds) -> [(span: TimeSpan, speech: [TimeSpan])] {
        let longest = Milliseconds(120_000)
        let margin = Milliseconds(1000)
        let whole = TimeSpan(start: .zero, end: duration)
        var blocks: [[TimeSpan]] = []
        for span in speech.flatMap({ $0.cut(longest: Piece.longest) }) {
            if let first = blocks.last?.first, span.end - first.start <= longest {
                blocks[blocks.count - 1].append(span)
            } else {
                blocks.append([span])
            }
        }
        return blocks.compactMap { spans in
            guard let first = spans.first, let last = spans.last else { return nil }
            let span = TimeSpan(start: max(.zero, first.start - margin), end: last.end + margin).intersection(whole)
            return span.map { ($0, spans) }
        }
    }
}
