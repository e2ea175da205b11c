internal import Audio
internal import Calls

/// Some sound of one channel, as the engine hears it.
struct SpeechBlock {
    /// Where in the recording it is.
    let span: TimeSpan
    let samples: [Int16]

    /// Whisper says nothing of a piece with more than 220 tokens, of which fast Chinese has some 12 a second.
    private static let longestPiece = Milliseconds(15_000)

    /// What is kept around speech.
    private static let padding = Milliseconds(200)

    init(_ recording: borrowing Recording, channel: Int, span: TimeSpan) throws(RecogniserError) {
        let bytes = try pcm(of: span, channel: channel, in: recording)
        self.span = span
        samples = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
            Int16(truncatingIfNeeded: Int(bytes[index]) | Int(bytes[index + 1]) << 8)
        }
    }

    init(span: TimeSpan, samples: [Int16]) {
        (self.span, self.samples) = (span, samples)
    }

    /// The words said in the block, with their times in the recording.
    func words(
        _ engine: SpeechEngine,
        speech: [TimeSpan],
        language: String,
        cache: PieceCache
    ) throws(RecogniserError) -> [Word] {
        let heard = try engine.speech(in: floats(0..<samples.count), threshold: 0.3).map(time)
        var words: [Word] = []
        for piece in Piece.pack(confirmed(speech, by: heard), within: span, longest: Self.longestPiece) {
            words += try self.words(of: piece, engine, language: language, cache: cache)
        }
        return PhraseEnds(self, speech: heard).corrected(words)
    }

    /// What is said in a piece, of which each half is heard alone where Whisper is caught in a loop.
    private func words(
        of piece: Piece,
        _ engine: SpeechEngine,
        language: String,
        cache: PieceCache
    ) throws(RecogniserError) -> [Word] {
        let sound = joined(piece)
        let heard = try cache.words(PieceCache.Key(sound.bytes, language: language)) {
            () throws(RecogniserError) in try sound.heard(by: engine, language: language)
        }
        guard heard.isLoop, let halves = piece.halves else {
            // Aligned words end where they end.
            let lead = engine.aligns ? Milliseconds.zero : Self.padding
            return heard.map {
                Word($0.text, piece.place(endingIn: $0.span, lead: lead), confidence: $0.confidence)
            }
        }
        return try words(of: halves.0, engine, language: language, cache: cache)
            + words(of: halves.1, engine, language: language, cache: cache)
    }

    /// The stretches of a piece, one behind the other; its times begin with them.
    private func joined(_ piece: Piece) -> SpeechBlock {
        SpeechBlock(
            span: TimeSpan(start: .zero, end: piece.length),
            samples: piece.stretches.flatMap { samples[position($0.start)..<position($0.end)] }
        )
    }

    private func heard(by engine: SpeechEngine, language: String) throws(RecogniserError) -> [Word] {
        // Whisper likes to hear that a sentence is over.
        let sound = floats(0..<samples.count) + [Float](repeating: 0, count: SpeechEngine.rate / 2)
        let words = try engine.tokens(in: sound, language: language).words.withoutSoundNames()
        return engine.aligned(words, in: self)
    }

    private var bytes: [UInt8] {
        samples.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }

    /// Speech of our own detector that the other heard, too, with what the other heard beyond it, within a second.
    private func confirmed(_ speech: [TimeSpan], by heard: [TimeSpan]) -> [TimeSpan] {
        speech.flatMap { span -> [TimeSpan] in
            let reach = TimeSpan(
                start: max(.zero, span.start - Milliseconds(1000)),
                end: span.end + Milliseconds(1000)
            )
            let around = heard.compactMap { $0.intersection(reach) }
            return heard.contains(where: span.overlaps) ? [span] + around : []
        }
        .map { TimeSpan(start: max(.zero, $0.start - Self.padding), end: $0.end + Self.padding) }
        .merged()
    }

    /// Samples as the engine takes them, full scale 1.
    private func floats(_ range: Range<Int>) -> [Float] { samples[range].map { Float($0) / 32768 } }

    /// The sample at a time of the recording.
    func position(_ time: Milliseconds) -> Int {
        min(samples.count, max(0, (time - span.start).count * SpeechEngine.rate / 1000))
    }

    func time(_ range: Range<Int>) -> TimeSpan {
        func time(_ position: Int) -> Milliseconds { span.start + Milliseconds(position * 1000 / SpeechEngine.rate) }
        return TimeSpan(start: time(range.lowerBound), end: time(range.upperBound))
    }
}

extension [SpeechToken] {
    /// The words that tokens make up, timed in their piece.
    ///
    /// A word begins with a space, with a segment, or where a character that needs no spaces is complete. It lasts from
    /// the position of the token before it to that of its own last token with a letter in it.
    var words: [Word] {
        var words: [Word] = []
        var bytes: [UInt8] = []
        var (start, end, last) = (0, 0, 0)
        var probability = 1.0
        func time(_ position: Int) -> Milliseconds { Milliseconds(position * 1000 / SpeechEngine.rate) }
        func endWord() {
            let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
            if !text.isEmpty {
                let span = TimeSpan(start: time(start), end: time(Swift.max(start, end)))
                words.append(Word(text, span, confidence: Swift.min(1, Swift.max(0, probability))))
            }
            bytes = []
        }
        var segment = -1
        for token in self {
            let isMark = String(validating: token.bytes, as: UTF8.self)?.allSatisfy(\.isPunctuation) ?? false
            let isComplete = !isMark && !bytes.isEmpty && bytes.isWholeUnspaced
            // Digits are timed in the groups they are heard in: a long number is not one word, least of all for masks.
            let isDigitGroup = bytes.withoutHyphen.isOfDigits && token.bytes.isOfDigits
            if isDigitGroup { bytes = bytes.withoutHyphen }
            if token.segment != segment || token.bytes.first == UInt8(ascii: " ") || isComplete || isDigitGroup {
                endWord()
                (start, end, probability) = (last, token.position, 1)
            }
            segment = token.segment
            bytes += token.bytes
            probability = Swift.min(probability, token.probability)
            if !isMark, token.bytes.contains(where: { $0 >= 0x80 || isLetterOrDigit($0) }) { end = token.position }
            last = Swift.max(last, token.position)
        }
        endWord()
        return words
    }
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"):
        true
    default: false
    }
}

extension [UInt8] {
    /// What is before a hyphen at the end, as stands between digits that are read out one by one.
    fileprivate var withoutHyphen: [UInt8] { last == UInt8(ascii: "-") ? Array(dropLast()) : self }

    /// Digits alone, with spaces around them.
    fileprivate var isOfDigits: Bool {
        let text = filter { $0 != UInt8(ascii: " ") }
        return !text.isEmpty && text.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// Whole characters, of which the last needs no space behind it.
    fileprivate var isWholeUnspaced: Bool {
        guard let text = String(validating: self, as: UTF8.self) else { return false }
        return text.last { !$0.isPunctuation }?.isUnspaced ?? false
    }
}
