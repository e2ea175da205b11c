internal import CSndFile
internal import Glibc

/// One reading of an open file by libsndfile, or of our recorder's packets, from its first frame on.
///
/// Its position is C state that methods move without being `mutating`. Two readings of one descriptor must not overlap
/// in time: they share the file's offset.
@safe struct Decoder: ~Copyable {
    /// Nil for a recording of packets.
    private let handle: OpaquePointer?
    private let packets: PacketDecoder?
    let format: AudioFormat
    let sampleRate: Int
    let channelCount: Int
    /// Frames that the container promises; for PCM and G.711 those that the file really holds.
    let frameCount: Int

    /// Opens whatever libsndfile knows, or what is declared of a file without a header; the descriptor stays the caller's.
    init(descriptor: Int32, headerless: HeaderlessFormat? = nil) throws(AudioError) {
        packets = headerless == nil ? PacketDecoder(descriptor: descriptor) : nil
        if let packets {
            unsafe handle = nil
            (format, sampleRate) = (AudioFormat(container: .matroska, coding: .other), packets.sampleRate)
            (channelCount, frameCount) = (packets.channelCount, packets.frameCount)
            return
        }
        var info = SF_INFO()
        if let headerless {
            (info.format, info.samplerate) = (headerless.sndfileWord, Int32(headerless.sampleRate))
            info.channels = Int32(headerless.channelCount)
        }
        lseek(descriptor, 0, SEEK_SET)
        guard let opened = unsafe sf_open_fd(descriptor, Int32(SFM_READ), &info, 0) else { throw .notAudio }
        unsafe handle = opened
        format = AudioFormat(sndfile: info.format)
        sampleRate = Int(info.samplerate)
        channelCount = Int(info.channels)
        frameCount = Int(info.frames)
    }

    deinit { if let handle = unsafe handle { unsafe sf_close(handle) } }

    /// Jumps to a frame; false where the source cannot do that.
    ///
    /// After a failure the reading is of no more use.
    func jump(toFrame frame: Int) -> Bool {
        guard let handle = unsafe handle else { return false }
        return unsafe sf_seek(handle, sf_count_t(frame), Int32(SEEK_SET)) == frame
    }

    /// Goes from the first frame to another, to the very sample; false where the sound ends before.
    func skip(toFrame frame: Int, using buffer: borrowing SampleBuffer) -> Bool {
        switch format.coding {
        case .pcm, .float, .aLaw, .muLaw, .vorbis, .opus: return frame == 0 || jump(toFrame: frame)
        case .gsm, .mpeg, .other:
            // MP3 restarts in the middle with errors, and GSM in WAV does not jump at all.
            var done = 0
            while done < frame {
                let got = read(frames: frame - done, into: buffer) { $0.count } / channelCount
                guard got > 0 else { return false }
                done += got
            }
            return true
        }
    }

    /// Reads up to `frames` frames, interleaved, into `buffer` and lends them; an empty span at the end or at a break.
    func read<Result>(
        frames: Int,
        into buffer: borrowing SampleBuffer,
        _ body: (Span<Float>) throws -> Result
    ) rethrows -> Result {
        let wanted = min(frames, buffer.capacity / channelCount)
        return try unsafe buffer.filled(
            by: { target in
                if let packets { return unsafe packets.read(frames: wanted, into: target) * channelCount }
                guard let handle = unsafe handle else { return 0 }
                if let table = format.coding.table {
                    return unsafe buffer.decode(count: wanted * channelCount, by: table) { octets in
                        Int(unsafe sf_read_raw(handle, octets, sf_count_t(wanted * channelCount)))
                    }
                }
                let got = Int(unsafe sf_readf_float(handle, target, sf_count_t(wanted))) * channelCount
                if format.coding == .float { buffer.sanitise(count: got) }
                return got
            },
            body
        )
    }
}

extension AudioFormat.Coding {
    /// The sample of each octet; nil where a sample is not one octet, or libsndfile has to make it.
    fileprivate var table: [Float]? {
        switch self {
        case .aLaw: TrackDecoder.aLaw
        case .muLaw: TrackDecoder.muLaw
        default: nil
        }
    }
}
