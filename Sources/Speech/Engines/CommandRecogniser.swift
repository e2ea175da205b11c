package import Audio
package import Calls

/// Any program that takes a WAV file (16 kHz, mono, 16 bit) and prints the words in it as JSON.
///
/// It is started once for at most 30 seconds of speech, without a shell. The sound is its standard input, which can be
/// read from any place and lies in memory only; `{wav}` in the arguments becomes `/dev/stdin` and `{language}` the
/// language, such as `zh`. It prints either `{"words": [{"text", "start", "end", "confidence"}]}` in milliseconds or
/// the JSON of whisper.cpp, and ends with status 0. What it writes to standard error is thrown away, since that may
/// hold what was said.
package struct CommandRecogniser: Recogniser {
    package var command: [String]
    /// For one piece of sound.
    package var timeLimit: Duration
    /// The most bytes it may print for one piece.
    package var outputLimit: Int
    private let cache = PieceCache()

    /// A program, looked for on the `PATH` where it is named without a slash, with its arguments.
    package init(command: [String], timeLimit: Duration = .seconds(600), outputLimit: Int = 8 << 20) {
        self.command = command
        self.timeLimit = timeLimit
        self.outputLimit = outputLimit
    }

    /// The program's file name.
    package var name: String {
        command.first?.split(separator: "/").last.map(String.init) ?? "command"
    }

    package func words(
        of recording: borrowing Recording,
        channel: Int,
        speech: [TimeSpan],
        language: String
    ) throws(RecogniserError) -> [Word] {
        let arguments = command.map { argument in
            argument.replacing("{wav}", with: "/dev/stdin")
                .replacing("{language}", with: language.prefix { $0 != "-" }.lowercased())
        }
        var words: [Word] = []
        for piece in Piece.pack(speech, duration: recording.duration) {
            let sound = try wav(of: piece, channel: channel, in: recording)
            let heard = try cache.words(PieceCache.Key(sound, language: language)) { () throws(RecogniserError) in
                try hear(sound, arguments)
            }
            words += heard.map { Word($0.text, piece.place(of: $0.span), confidence: $0.confidence) }
        }
        return words
    }

    private func hear(_ sound: [UInt8], _ arguments: [String]) throws(RecogniserError) -> [Word] {
        let output = try answer(sound, arguments)
        do {
            return try EngineOutput.words(in: output)
        } catch {
            throw .notUnderstood(error)
        }
    }

    private func answer(_ sound: [UInt8], _ arguments: [String]) throws(RecogniserError) -> [UInt8] {
        func once() throws(RecogniserError) -> [UInt8] {
            let input = try MemoryFile.holding(sound)
            return try ChildProcess.run(arguments, input: input, timeLimit: timeLimit, outputLimit: outputLimit)
        }
        do {
            return try once()
        } catch {
            // Whoever killed it, as a machine short of memory does, may not do so twice.
            guard case .killed = error else { throw error }
            return try once()
        }
    }
}

/// One WAV file of a piece's stretches, one behind the other.
func wav(
    of piece: Piece,
    channel: Int,
    in recording: borrowing Recording
) throws(RecogniserError) -> [UInt8] {
    var sound: [UInt8] = []
    for stretch in piece.stretches { sound += try pcm(of: stretch, channel: channel, in: recording) }
    return wavHeader(dataBytes: sound.count) + sound
}
