package import Calls

extension Recording {
    /// Streams the recording out as a WAV file in which `sound` takes the place of the given spans of the given
    /// channels (by index).
    ///
    /// A WAV source of PCM, float, A-law or µ-law keeps its coding: its bytes pass through untouched but for the muted
    /// samples, which become those of `sound`. Any other source becomes 16-bit PCM. The header is written afresh, so
    /// no tag of the source travels along. `sink` gets the file in order, in pieces of at most 1 MiB.
    ///
    /// - Throws: `AudioError`, or what `sink` throws.
    package func writeWAV(
        muting: [Int: [TimeSpan]],
        with sound: ReplacementSound = .silence,
        to sink: (Span<UInt8>) throws -> Void
    ) throws {
        for channel in muting.keys { try check(channel: channel) }
        let muting = Muting(muting, sampleRate: sampleRate, frameCount: frameCount)
        if let wav {
            try copy(wav, muting, sound, to: sink)
        } else {
            try encode(muting, sound, to: sink)
        }
    }

    private func copy(
        _ wav: WAVHeader,
        _ muting: Muting,
        _ sound: ReplacementSound,
        to sink: (Span<UInt8>) throws -> Void
    ) throws {
        let header = try wav.printed(dataBytes: frameCount * wav.bytesPerFrame)
        let period = sound.period(wav)
        try sink(header.span)
        var frame = 0
        while frame < frameCount {
            let count = min(Self.blockFrames, frameCount - frame)
            let offset = wav.dataOffset + frame * wav.bytesPerFrame
            var bytes = try file.read(at: offset, count: count * wav.bytesPerFrame)
            // Shorter only if the file shrank since it was opened: silence keeps the header true.
            bytes.append(contentsOf: repeatElement(wav.zeroCode, count: count * wav.bytesPerFrame - bytes.count))
            muting.apply(
                to: &bytes,
                first: frame,
                channelCount: channelCount,
                bytesPerSample: wav.bytesPerSample,
                period: period
            )
            defer { bytes.wipe() }
            try sink(bytes.span)
            frame += count
        }
        if frameCount * wav.bytesPerFrame % 2 == 1 { try sink([UInt8(0)].span) }
    }

    private func encode(_ muting: Muting, _ sound: ReplacementSound, to sink: (Span<UInt8>) throws -> Void) throws {
        let header = WAVHeader(pcm16Channels: channelCount, sampleRate: sampleRate)
        let printed = try header.printed(dataBytes: frameCount * header.bytesPerFrame)
        try sink(printed.span)
        let period = sound.period(header)
        var frame = 0
        let done = try forEachBlock { block in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(block.count * 2)
            for i in block.indices { bytes.append(pcm16: block[i]) }
            muting.apply(to: &bytes, first: frame, channelCount: channelCount, bytesPerSample: 2, period: period)
            defer { bytes.wipe() }
            try sink(bytes.span)
            frame += block.count / channelCount
        }
        try sinkSilence(frames: frameCount - done, bytesPerFrame: header.bytesPerFrame, to: sink)
    }

    private func sinkSilence(frames: Int, bytesPerFrame: Int, to sink: (Span<UInt8>) throws -> Void) throws {
        let block = [UInt8](repeating: 0, count: Self.blockFrames * bytesPerFrame)
        var left = frames * bytesPerFrame
        while left > 0 {
            let count = min(left, block.count)
            try sink(block.span.extracting(first: count))
            left -= count
        }
    }
}

extension WAVHeader {
    /// 16-bit PCM, ready to be printed.
    init(pcm16Channels channelCount: Int, sampleRate: Int) {
        self.init(
            coding: .pcm,
            channelCount: channelCount,
            sampleRate: sampleRate,
            bytesPerSample: 2,
            dataOffset: 44,
            dataBytes: nil
        )
    }
}

extension [UInt8] {
    /// Appends one sample as little-endian 16-bit PCM, clipped at full scale.
    mutating func append(pcm16 sample: Float) {
        let code = Int16(Swift.min(Swift.max((sample * 32768).rounded(), -32768), 32767))
        append(UInt8(truncatingIfNeeded: code))
        append(UInt8(truncatingIfNeeded: code >> 8))
    }
}
