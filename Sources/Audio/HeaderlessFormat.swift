internal import CSndFile

/// How a file is coded that has no header: its owner declares it, since nothing in the file does.
package struct HeaderlessFormat: Hashable, Sendable {
    package enum Coding: String, Sendable, CaseIterable {
        case aLaw = "alaw"
        case muLaw = "mulaw"
        /// 16 bits, the low byte first, as Asterisk's `.sln` has it.
        case pcm16
        /// 16 bits, the high byte first, as RTP's L16 has it.
        case pcm16be
        /// GSM 06.10 in frames of 33 bytes.
        case gsm
        /// Dialogic ADPCM, four bits a sample.
        case vox
    }

    package var coding: Coding
    /// In Hz.
    package var sampleRate: Int
    package var channelCount: Int

    package init(_ coding: Coding, sampleRate: Int = 8000, channelCount: Int = 1) {
        self.coding = coding
        self.sampleRate = sampleRate
        self.channelCount = channelCount
    }

    /// Reads `coding`, `coding:rate` or `coding:rate:channels`, as in `mulaw:8000:2`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), let coding = Coding(rawValue: String(parts[0])) else { return nil }
        let (rate, channels) = (parts.count > 1 ? Int(parts[1]) : 8000, parts.count > 2 ? Int(parts[2]) : 1)
        guard let rate, let channels, AudioLimits.standard.sampleRates.contains(rate) else { return nil }
        guard (1...AudioLimits.standard.channels).contains(channels) else { return nil }
        // These two know of one channel only.
        guard channels == 1 || (coding != .gsm && coding != .vox) else { return nil }
        self.init(coding, sampleRate: rate, channelCount: channels)
    }

    /// What a person may write.
    package static let syntax =
        "\(Coding.allCases.map(\.rawValue).joined(separator: ", ")), then rate and channels, as in 'mulaw:8000:2'"

    /// libsndfile's format word.
    var sndfileWord: Int32 {
        let subtype =
            switch coding {
            case .aLaw: SF_FORMAT_ALAW
            case .muLaw: SF_FORMAT_ULAW
            case .pcm16: SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE
            case .pcm16be: SF_FORMAT_PCM_16 | SF_ENDIAN_BIG
            case .gsm: SF_FORMAT_GSM610
            case .vox: SF_FORMAT_VOX_ADPCM
            }
        return Int32(SF_FORMAT_RAW | subtype)
    }

    /// A file that begins like one with a header is read by that, whatever was declared of files with its name.
    static func hasHeader(_ start: Span<UInt8>) -> Bool {
        let first = (0..<min(4, start.count)).map { start[$0] }
        let known: [[UInt8]] = [
            Array("RIFF".utf8), Array("RF64".utf8), Array("fLaC".utf8), Array("OggS".utf8), Array("FORM".utf8),
            Array(".snd".utf8), [0x1A, 0x45, 0xDF, 0xA3],
        ]
        return known.contains(first)
    }
}
