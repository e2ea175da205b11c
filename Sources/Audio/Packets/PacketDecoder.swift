internal import Glibc

/// One reading of a recording of packets, from its first frame on: each packet's sound stands at its place, and where no
/// packet is, there is silence.
///
/// All tracks come at the highest rate of any, at most 48 kHz; those of a lower one are resampled.
final class PacketDecoder {
    /// A packet's sound and the frame it begins at.
    private struct Piece {
        var start: Int
        var samples: [Float]
        var end: Int { start + samples.count }
    }

    private struct Track {
        var decoder: TrackDecoder
        /// Behind the last sample of the last packet.
        var end = 0
        /// Not yet read, at the track's own rate.
        var pieces: [Piece] = []

        /// The samples of `frames` at `rate`, a multiple of the track's own; what is before them is forgotten.
        mutating func render(_ frames: Range<Int>, at rate: Int) -> [Float] {
            let factor = rate / decoder.codec.sampleRate
            let reach = factor == 1 ? 0 : Interpolator.reach
            let range = frames.lowerBound / factor - reach..<(frames.upperBound - 1) / factor + 1 + reach
            var samples = [Float](repeating: 0, count: range.count)
            for piece in pieces {
                let part =
                    max(
                        piece.start,
                        range.lowerBound
                    )..<max(piece.start, range.lowerBound, min(piece.end, range.upperBound))
                for place in part { samples[place - range.lowerBound] = piece.samples[place - piece.start] }
            }
            pieces.removeAll { $0.end <= range.upperBound - 2 * reach }
            guard factor > 1 else { return samples }
            return Interpolator(factor).interpolate(samples, first: frames.lowerBound % factor, count: frames.count)
        }
    }

    let sampleRate: Int
    let frameCount: Int
    var channelCount: Int { tracks.count }

    private let file: MatroskaFile
    private var tracks: [Track]
    private var offset: Int
    /// All packets that begin before this frame have been taken in.
    private var settled = 0
    private var next = 0

    /// Nil for a file that our recorder has not written so.
    init?(descriptor: Int32) {
        guard let file = MatroskaFile(descriptor: descriptor) else { return nil }
        let tracks = file.codecs.compactMap { TrackDecoder($0) }.map { Track(decoder: $0) }
        guard tracks.count == file.codecs.count, let rate = file.codecs.map(\.sampleRate).max() else { return nil }
        self.file = file
        self.tracks = tracks
        sampleRate = rate
        offset = file.start
        var (place, last) = (file.start, 0)
        while let (position, next) = file.position(at: place) { (place, last) = (next, max(last, position)) }
        frameCount = last * (rate / MatroskaFile.positionsPerSecond)
    }

    /// Fills `target` with up to `frames` frames, interleaved; how many there were.
    func read(frames: Int, into target: UnsafeMutablePointer<Float>) -> Int {
        let wanted = min(frames, frameCount - next)
        guard wanted > 0 else { return 0 }
        let range = next..<next + wanted
        let reach = Interpolator.reach * (sampleRate / MatroskaFile.positionsPerSecond)
        while settled < min(frameCount, range.upperBound + reach) { takeCluster() }
        for channel in tracks.indices {
            let samples = tracks[channel].render(range, at: sampleRate)
            for index in 0..<wanted { unsafe target[index * tracks.count + channel] = samples[index] }
        }
        next = range.upperBound
        return wanted
    }

    /// Decodes the next cluster; at the end, or where the file is damaged, all the rest is silence.
    private func takeCluster() {
        guard let (cluster, next) = file.cluster(at: offset), next > offset else { return settled = frameCount }
        offset = next
        for block in cluster.blocks { take(cluster.bytes.span.extracting(block.payload), block) }
        settled = max(settled, min(frameCount, cluster.position * (sampleRate / MatroskaFile.positionsPerSecond)))
    }

    private func take(_ packet: Span<UInt8>, _ block: MatroskaFile.Block) {
        guard block.position >= 0 else { return }
        let track = block.track
        let rate = tracks[track].decoder.codec.sampleRate
        var samples: [Float] = []
        tracks[track].decoder.decode(packet, into: &samples)
        // Packets that follow each other are joined, whatever rounding did to their places.
        var start = block.position * (rate / MatroskaFile.positionsPerSecond)
        let slack = rate / 1000
        if abs(start - tracks[track].end) <= slack { start = tracks[track].end }
        tracks[track].end = start + samples.count
        tracks[track].pieces.append(Piece(start: start, samples: samples))
    }
}

/// Raises a sample rate by a whole factor: a windowed sinc.
struct Interpolator {
    /// Samples before and behind each that it takes in.
    static let reach = 16

    private let factor: Int
    /// By phase, `2 * reach + 1` weights.
    private let weights: [[Float]]

    init(_ factor: Int) {
        self.factor = factor
        weights = (0..<factor).map { phase in
            (-Self.reach...Self.reach).map { tap in
                let x = Double(tap) - Double(phase) / Double(factor)
                guard abs(x) > 1e-9 else { return 1 }
                let window = 0.5 + 0.5 * cos(.pi * x / Double(Self.reach + 1))
                return Float(sin(.pi * x) / (.pi * x) * window)
            }
        }
    }

    /// `count` samples from the one at `first` of the first phase on; `samples` has `reach` more at both ends.
    func interpolate(_ samples: [Float], first: Int, count: Int) -> [Float] {
        (first..<first + count).map { place in
            let (start, weights) = (place / factor, weights[place % factor])
            var sum: Float = 0
            for tap in weights.indices { sum += samples[start + tap] * weights[tap] }
            return sum
        }
    }
}
