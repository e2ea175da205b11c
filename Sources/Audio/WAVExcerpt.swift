package import Calls

/// A stretch of a WAV file as a WAV file of its own: a new header, and which bytes of the old one go behind it.
package struct WAVExcerpt: Equatable, Sendable {
    /// How much of the beginning of a file is needed to find the stretch.
    package static let searchedBytes = WAVHeader.searchedBytes

    package let header: [UInt8]
    /// Of the whole file; whole sample frames.
    package let bytes: Range<Int>

    /// Finds `span` in a file of `size` bytes that begins with `beginning`; what lies behind its end is left out.
    ///
    /// - Throws: `AudioError.notAudio` for anything but a WAV file of PCM, float, A-law or µ-law; `noSound` where the
    ///   stretch lies behind the end.
    package init(of span: TimeSpan, beginning: Span<UInt8>, size: Int) throws(AudioError) {
        guard let wav = WAVHeader(beginning) else { throw .notAudio }
        let promised = wav.dataBytes ?? Int.max
        let frames = min(promised, size - wav.dataOffset) / wav.bytesPerFrame
        let first = Self.frame(at: span.start, wav)
        let end = min(Self.frame(at: span.end, wav), frames)
        guard first < end else { throw .noSound }
        bytes = wav.dataOffset + first * wav.bytesPerFrame..<wav.dataOffset + end * wav.bytesPerFrame
        header = try wav.printed(dataBytes: bytes.count)
    }

    private static func frame(at time: Milliseconds, _ wav: WAVHeader) -> Int {
        let (frames, overflow) = max(0, time.count).multipliedReportingOverflow(by: wav.sampleRate)
        return overflow ? .max / 16 : frames / 1000
    }
}
