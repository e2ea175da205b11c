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
            let sound = try MemoryFile.holding(wav(of: piece, channel: channel, in: recording))
            let output = try ChildProcess.run(arguments, input: sound, timeLimit: timeLimit, outputLimit: outputLimit)
            do {
                words += try EngineOutput.words(in: output).map { word in
                    Word(word.text, piece.place(of: word.span), confidence: word.confidence)
                }
            } catch {
                throw .notUnderstood(error)
            }
        }
        return words
    }
}

/// The rate that speech models are trained at, in Hz.
private let rate = 16_000

/// One WAV file of a piece's stretches, one behind the other.
private func wav(
    of piece: Piece,
    channel: Int,
    in recording: borrowing Recording
) throws(RecogniserError) -> [UInt8] {
    var sound: [UInt8] = []
    do {
        for stretch in piece.stretches {
            var skipped = 0
            try recording.writeWAV(channel: channel, span: stretch, rate: rate) { bytes in
                for i in bytes.indices {
                    if skipped < wavHeaderSize { skipped += 1 } else { sound.append(bytes[i]) }
                }
            }
        }
    } catch let error as AudioError {
        throw .audio(error)
    } catch {
        throw .cannotStart(code: 0)
    }
    return wavHeader(dataBytes: sound.count) + sound
}

/// `RIFF`, `fmt ` and `data`, without anything else: what `writeWAV` writes before the samples.
private let wavHeaderSize = 44

private func wavHeader(dataBytes: Int) -> [UInt8] {
    func number(_ value: Int, _ bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    let format =
        number(16, 4) + number(1, 2) + number(1, 2) + number(rate, 4) + number(rate * 2, 4) + number(2, 2)
        + number(16, 2)
    return Array("RIFF".utf8) + number(36 + dataBytes, 4) + Array("WAVEfmt ".utf8) + format + Array("data".utf8)
        + number(dataBytes, 4)
}
