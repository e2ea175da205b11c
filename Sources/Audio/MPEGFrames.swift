/// The frames of an MPEG audio file (ISO/IEC 11172-3 and 13818-3), as far as they tell where it is damaged.
///
/// Each frame says by its header how long it is, so that where one ends the next begins. A decoder passes over whatever
/// breaks this chain and tells nobody.
struct MPEGFrames {
    private struct Frame {
        /// What all frames of a file have in common: version, layer and sampling rate.
        var kind: UInt16
        /// Octets, the header's four included.
        var length: Int
        /// Of each channel.
        var samples: Int
        /// In Hz.
        var rate: Int
    }

    /// Octets read at a time: many frames, of which the longest has 2,881.
    private static let window = 1 << 16
    /// What precedes the first frame is searched no further than this.
    private static let searched = 1 << 16

    /// How much sound lies before the place where the chain of frames breaks, in seconds; nil where it holds to the end, or
    /// where the frames do not tell their lengths.
    static func secondsBeforeDamage(_ file: borrowing SourceFile) -> Double? {
        guard var offset = firstFrame(file) else { return nil }
        var (samples, rate, kind): (Int, Int, UInt16?) = (0, 1, nil)
        while let bytes = try? file.read(at: offset, count: window), !bytes.isEmpty {
            var place = 0
            while let frame = frame(bytes.span, at: place), frame.kind == kind ?? frame.kind,
                offset + place + frame.length <= file.size
            {
                (kind, rate) = (frame.kind, frame.rate)
                samples += frame.samples
                place += frame.length
            }
            // At the end of the window a header may be cut in two: it is looked at again with the next.
            if place == 0 || place + 4 <= bytes.count {
                let isEnd =
                    isTag(bytes.span, at: place) || offset + bytes.count == file.size && isPadding(bytes.span, place)
                return isEnd ? nil : Double(samples) / Double(rate)
            }
            offset += place
        }
        return nil
    }

    /// Where the first frame begins that another one follows; nil where there is none.
    private static func firstFrame(_ file: borrowing SourceFile) -> Int? {
        guard let start = try? file.read(at: 0, count: 10) else { return nil }
        let offset = lengthOfID3(start.span)
        guard let bytes = try? file.read(at: offset, count: searched) else { return nil }
        return (0..<max(0, bytes.count - 4)).first { place in
            guard let frame = frame(bytes.span, at: place) else { return false }
            return Self.frame(bytes.span, at: place + frame.length)?.kind == frame.kind
        }
        .map { offset + $0 }
    }

    /// Octets of an ID3v2 tag at the start: a header of ten, and a size of four times seven bits.
    private static func lengthOfID3(_ start: Span<UInt8>) -> Int {
        guard start.count == 10, start[0] == 0x49, start[1] == 0x44, start[2] == 0x33 else { return 0 }
        let size = (6..<10).reduce(0) { $0 << 7 | Int(start[$1] & 0x7F) }
        return 10 + size + (start[5] & 0x10 == 0 ? 0 : 10)
    }

    /// What may follow the last frame.
    private static func isTag(_ bytes: Span<UInt8>, at place: Int) -> Bool {
        ["TAG", "ID3", "APETAGEX", "LYRICS"].contains { tag in
            place + tag.utf8.count <= bytes.count && tag.utf8.enumerated().allSatisfy { bytes[place + $0] == $1 }
        }
    }

    private static func isPadding(_ bytes: Span<UInt8>, _ place: Int) -> Bool {
        (place..<bytes.count).allSatisfy { bytes[$0] == 0 }
    }

    private static func frame(_ bytes: Span<UInt8>, at place: Int) -> Frame? {
        guard place + 4 <= bytes.count, bytes[place] == 0xFF, bytes[place + 1] & 0xE0 == 0xE0 else { return nil }
        let (second, third) = (bytes[place + 1], bytes[place + 2])
        let (version, layer) = (Int(second >> 3 & 3), 4 - Int(second >> 1 & 3))
        let (rateIndex, speedIndex) = (Int(third >> 2 & 3), Int(third >> 4))
        // Version 1 is reserved, and so is layer 4; speed 0 is free, and tells no length.
        guard version != 1, layer != 4, rateIndex != 3, (1...14).contains(speedIndex) else { return nil }
        let isFirst = version == 3
        let rate = [44_100, 48_000, 32_000][rateIndex] >> (isFirst ? 0 : version == 2 ? 1 : 2)
        let speed = (isFirst ? speeds : lowSpeeds)[layer - 1][speedIndex - 1] * 1000
        let samples = layer == 1 ? 384 : layer == 3 && !isFirst ? 576 : 1152
        let padding = Int(third >> 1 & 1)
        let length = layer == 1 ? (12 * speed / rate + padding) * 4 : samples / 8 * speed / rate + padding
        let kind = UInt16(second & 0xFE) << 8 | UInt16(third & 0x0C)
        return Frame(kind: kind, length: length, samples: samples, rate: rate)
    }

    /// Thousands of bits a second, by layer and index, of MPEG-1.
    private static let speeds = [
        [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
        [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
        [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    ]
    /// Those of MPEG-2 and 2.5, which halve and quarter the sampling rates.
    private static let lowSpeeds = [
        [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
        [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
        [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    ]
}
