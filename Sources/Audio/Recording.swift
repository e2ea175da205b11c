package import Calls

/// An open recording with one owner.
///
/// Sound is decoded in blocks, never as a whole, so memory does not grow with the length. A reading may be repeated, but
/// must not be started inside another one. The block buffer is overwritten with zeros when the recording ends.
///
/// A damaged file yields what it holds: `frameCount` counts frames that are there, `promisedFrameCount` those its
/// header claims.
package struct Recording: ~Copyable {
    package let format: AudioFormat
    /// Frames a second, in Hz.
    package let sampleRate: Int
    package let channelCount: Int
    /// Frames present; a frame is one sample of each channel.
    package let frameCount: Int
    /// Frames that the header claims; nil where it makes no claim that differs from the content.
    package let promisedFrameCount: Int?

    /// False for an Ogg file that does not close its stream.
    private let isClosed: Bool
    let limits: AudioLimits
    /// What was declared of a file that turned out to have no header.
    let headerless: HeaderlessFormat?
    let file: SourceFile
    /// Where the coded samples lie, for WAV files of a fixed-size coding.
    let wav: WAVHeader?
    let buffer: SampleBuffer

    /// Frames decoded at a time.
    static let blockFrames = 8192

    /// Opens a file and finds out how much of it can be heard.
    ///
    /// WAV (PCM, A-law, µ-law, GSM, float), RF64, FLAC, Ogg, MP3 and what else libsndfile knows, and the packets of our
    /// recorder (G.711, G.722, L16, Opus in Matroska). A file without a header is read as `headerless` declares it.
    package init(
        path: String,
        limits: AudioLimits = .standard,
        headerless: HeaderlessFormat? = nil
    ) throws(AudioError) {
        try self.init(try SourceFile(path: path, limit: limits.fileBytes), limits, headerless)
    }

    /// Opens what lies in memory likewise.
    package init(
        _ memory: consuming MemoryFile,
        limits: AudioLimits = .standard,
        headerless: HeaderlessFormat? = nil
    ) throws(AudioError) {
        try self.init(try SourceFile(memory, limit: limits.fileBytes), limits, headerless)
    }

    private init(
        _ file: consuming SourceFile,
        _ limits: AudioLimits,
        _ declared: HeaderlessFormat?
    ) throws(AudioError) {
        let start = try file.read(at: 0, count: WAVHeader.searchedBytes)
        let headerless = HeaderlessFormat.hasHeader(start.span) ? nil : declared
        let decoder = try Decoder(descriptor: file.descriptor, headerless: headerless)
        let (rate, channels) = (decoder.sampleRate, decoder.channelCount)
        guard limits.sampleRates.contains(rate) else {
            throw .unsupportedSampleRate(rate, allowed: limits.sampleRates)
        }
        guard (1...limits.channels).contains(channels) else {
            throw .tooManyChannels(channels, limit: limits.channels)
        }
        let buffer = SampleBuffer(capacity: Self.blockFrames * channels)
        var wav = WAVHeader(start.span)
        // Where the two readers disagree on the format, the sound is decoded and never copied.
        if let read = wav, read.sampleRate != rate || read.channelCount != channels { wav = nil }
        let limit = limits.seconds * rate
        let extent = Self.extent(file, headerless, decoder, wav, buffer, limit: limit)
        guard extent.present > 0 else { throw .noSound }
        guard extent.present <= limit else { throw .tooLong(frames: extent.present, limit: limit) }

        format = decoder.format
        isClosed = format.container != .ogg || OggPages.isClosed(file)
        sampleRate = rate
        channelCount = channels
        frameCount = extent.present
        promisedFrameCount = extent.promised == extent.present ? nil : extent.promised
        self.limits = limits
        self.headerless = headerless
        self.file = file
        self.wav = wav
        self.buffer = buffer
    }

    /// Length of what is present.
    package var duration: Milliseconds { Milliseconds(seconds: Double(frameCount) / Double(sampleRate)) }

    /// How long it would be by its header; nil where that says nothing else than the content.
    package var promisedDuration: Milliseconds? {
        promisedFrameCount.map { Milliseconds(seconds: Double($0) / Double(sampleRate)) }
    }

    /// True where the file breaks off before the end that its header promises, or without the end that its format asks for.
    package var isTruncated: Bool { promisedFrameCount.map { $0 > frameCount } ?? !isClosed }

    /// Where a whole reading that yielded so many frames met with damage, from the start; nil where nothing is wrong.
    ///
    /// What an Ogg or MP3 file misses in its middle is left out of the reading, so that what comes behind is earlier than it
    /// was.
    package func damage(afterReading frames: Int) -> Milliseconds? {
        if format.container == .mpeg, let seconds = MPEGFrames.secondsBeforeDamage(file) {
            return Milliseconds(seconds: seconds)
        }
        guard frames < frameCount else { return isTruncated ? duration : nil }
        guard format.container == .ogg else { return Milliseconds(seconds: Double(frames) / Double(sampleRate)) }
        // Granules count samples, of Opus at 48 kHz whatever the rate.
        let rate = format.coding == .opus ? 48_000 : sampleRate
        return Milliseconds(seconds: Double(OggPages.granuleBeforeDamage(file)) / Double(rate))
    }

    /// Hands out the whole recording from its start, in blocks of interleaved samples (full scale is 1).
    ///
    /// - Returns: the frames handed out; fewer than `frameCount` where the coded sound is damaged in the middle.
    @discardableResult
    package func forEachBlock(_ body: (Span<Float>) throws -> Void) rethrows -> Int {
        try forEachBlock(in: 0..<frameCount, body)
    }

    /// Hands out a range of frames likewise.
    @discardableResult
    func forEachBlock(in frames: Range<Int>, _ body: (Span<Float>) throws -> Void) rethrows -> Int {
        guard !frames.isEmpty,
            let decoder = try? Decoder(descriptor: file.descriptor, headerless: headerless)
        else { return 0 }
        // A file that was exchanged for another of a different shape is not read on.
        guard decoder.channelCount == channelCount else { return 0 }
        guard decoder.skip(toFrame: frames.lowerBound, using: buffer) else { return 0 }
        var done = 0
        while done < frames.count {
            let got = try decoder.read(frames: frames.count - done, into: buffer) { span in
                if !span.isEmpty { try body(span) }
                return span.count / channelCount
            }
            guard got > 0 else { break }
            done += got
        }
        return done
    }

    /// One stretch of one channel in memory, full scale 1; the caller wipes it where that matters.
    ///
    /// Frames that a damaged source no longer yields are silence.
    package func samples(channel: Int, span: TimeSpan) throws(AudioError) -> [Float] {
        try check(channel: channel)
        let frames = span.frames(sampleRate: sampleRate, frameCount: frameCount)
        guard frames.count <= limits.samplesAtOnce else {
            throw .spanTooLong(frames: frames.count, limit: limits.samplesAtOnce)
        }
        var samples: [Float] = []
        samples.reserveCapacity(frames.count)
        forEachBlock(in: frames) { block in
            for i in stride(from: channel, to: block.count, by: channelCount) { samples.append(block[i]) }
        }
        samples.append(contentsOf: repeatElement(0, count: frames.count - samples.count))
        return samples
    }

    func check(channel: Int) throws(AudioError) {
        guard (0..<channelCount).contains(channel) else { throw .noSuchChannel(channel, channels: channelCount) }
    }

    /// Frames present and promised.
    private static func extent(
        _ file: borrowing SourceFile,
        _ headerless: HeaderlessFormat?,
        _ decoder: borrowing Decoder,
        _ wav: WAVHeader?,
        _ buffer: borrowing SampleBuffer,
        limit: Int
    ) -> (present: Int, promised: Int) {
        if let wav {
            let held = max(0, file.size - wav.dataOffset)
            let present = min(wav.dataBytes ?? held, held) / wav.bytesPerFrame
            return (min(present, decoder.frameCount), wav.dataBytes.map { $0 / wav.bytesPerFrame } ?? present)
        }
        let promised = decoder.frameCount
        // An Ogg file that was cut off says nothing of its length: it is as long as it can be read.
        if promised == .max {
            let present = count(file, headerless, buffer, upTo: limit + 1)
            return (present, present)
        }
        guard promised > 0, promised <= limit else { return (max(0, promised), promised) }
        // Our recorder's packets end where its last cluster says, whatever of them is missing.
        guard decoder.format.container != .matroska else { return (promised, promised) }
        // A compressed file is whole if its last frame can be read; only if not is everything decoded to count.
        if decoder.jump(toFrame: promised - 1), decoder.read(frames: 1, into: buffer, { $0.count }) > 0 {
            return (promised, promised)
        }
        return (count(file, headerless, buffer, upTo: promised), promised)
    }

    /// Frames that can be decoded, which all are.
    private static func count(
        _ file: borrowing SourceFile,
        _ headerless: HeaderlessFormat?,
        _ buffer: borrowing SampleBuffer,
        upTo most: Int
    ) -> Int {
        guard let decoder = try? Decoder(descriptor: file.descriptor, headerless: headerless) else { return 0 }
        var present = 0
        while present < most {
            let got = decoder.read(frames: most - present, into: buffer) { $0.count } / decoder.channelCount
            guard got > 0 else { break }
            present += got
        }
        return present
    }
}
