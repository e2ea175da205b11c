package import Calls

extension Recording {
    /// Streams one channel, or a stretch of it, as a mono 16-bit PCM WAV file: what speech recognisers take.
    ///
    /// `rate` is in samples a second, 4000 to 192 000; nil keeps the recording's own. Throws `AudioError`, or what
    /// `sink` throws.
    package func writeWAV(
        channel: Int,
        span: TimeSpan? = nil,
        rate: Int? = nil,
        to sink: (Span<UInt8>) throws -> Void
    ) throws {
        try check(channel: channel)
        let rate = rate ?? sampleRate
        guard AudioLimits.standard.sampleRates.contains(rate) else {
            throw AudioError.unsupportedSampleRate(rate, allowed: AudioLimits.standard.sampleRates)
        }
        let frames = span.map { $0.frames(sampleRate: sampleRate, frameCount: frameCount) } ?? 0..<frameCount
        var writer = PCM16Writer(sampleCount: (frames.count * rate + sampleRate - 1) / sampleRate)
        let header = try WAVHeader(pcm16Channels: 1, sampleRate: rate).printed(dataBytes: writer.sampleCount * 2)
        try sink(header.span)
        var resampler = rate == sampleRate ? nil : Resampler(from: sampleRate, to: rate)
        try forEachBlock(in: frames) { block in
            var samples: [Float] = []
            samples.reserveCapacity(block.count / channelCount)
            for i in stride(from: channel, to: block.count, by: channelCount) { samples.append(block[i]) }
            var output: [Float] = []
            resampler?.resample(samples.span, into: &output)
            try writer.write(resampler == nil ? samples : output, to: sink)
        }
        var rest: [Float] = []
        resampler?.finish(into: &rest)
        try writer.write(rest, to: sink)
        try writer.pad(to: sink)
    }
}

/// Turns samples into bytes until as many are written as the header promised.
private struct PCM16Writer {
    let sampleCount: Int
    private var written = 0

    init(sampleCount: Int) { self.sampleCount = sampleCount }

    mutating func write(_ samples: [Float], to sink: (Span<UInt8>) throws -> Void) throws {
        let count = min(samples.count, sampleCount - written)
        guard count > 0 else { return }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count * 2)
        for sample in samples.prefix(count) { bytes.append(pcm16: sample) }
        defer { bytes.wipe() }
        written += count
        try sink(bytes.span)
    }

    /// A source that broke off in the middle ends in silence, so that its header stays true.
    mutating func pad(to sink: (Span<UInt8>) throws -> Void) throws {
        while written < sampleCount {
            try write([Float](repeating: 0, count: min(sampleCount - written, Recording.blockFrames)), to: sink)
        }
    }
}
