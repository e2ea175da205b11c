internal import CSndFile

/// One libsndfile handle over an open file.
///
/// Its position is C state: methods move it without being `mutating`, and each public reading starts with a seek.
@safe struct Decoder: ~Copyable {
    private let handle: OpaquePointer
    let format: AudioFormat
    let sampleRate: Int
    let channelCount: Int
    /// Frames that the container promises; for PCM and G.711 those that the file really holds.
    let frameCount: Int

    /// Opens whatever libsndfile knows; the descriptor stays the caller's.
    init(descriptor: Int32) throws(AudioError) {
        var info = SF_INFO()
        guard let opened = unsafe sf_open_fd(descriptor, Int32(SFM_READ), &info, 0) else { throw .notAudio }
        unsafe handle = opened
        format = AudioFormat(sndfile: info.format)
        sampleRate = Int(info.samplerate)
        channelCount = Int(info.channels)
        frameCount = Int(info.frames)
    }

    deinit { unsafe sf_close(handle) }

    /// Moves to a frame; false where the source cannot be read from there.
    func seek(toFrame frame: Int) -> Bool { unsafe sf_seek(handle, sf_count_t(frame), Int32(SEEK_SET)) == frame }

    /// Reads up to `frames` frames, interleaved, into `buffer` and lends them; an empty span at the end or at a break.
    func read<Result>(
        frames: Int,
        into buffer: borrowing SampleBuffer,
        _ body: (Span<Float>) throws -> Result
    ) rethrows -> Result {
        let wanted = min(frames, buffer.capacity / channelCount)
        return try unsafe buffer.filled(
            by: { target in
                let got = Int(unsafe sf_readf_float(handle, target, sf_count_t(wanted))) * channelCount
                if format.coding == .float { buffer.sanitise(count: got) }
                return got
            },
            body
        )
    }
}
