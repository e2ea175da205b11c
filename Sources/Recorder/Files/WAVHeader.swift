/// The head of a WAV file of fixed length, so that it can be written anew in place as the file grows.
///
///     offset  0  "RIFF" size "WAVE"
///            12  "fmt " 18: format, channels, rate, octets/s, octets/frame, bits, 0
///            38  "fact" 4: frames
///            50  "data" size
///            58  the samples, interleaved
///
/// The `fact` chunk is what the standard wants of every format but PCM; all others skip it.
package struct WAVHeader: Equatable, Sendable {
    /// How a sample is stored; raw values are the format tags (RFC 2361).
    package enum Format: UInt16, Sendable { case pcm16 = 1, aLaw = 6, muLaw = 7 }

    package static let length = 58
    /// The most octets of samples that the 32-bit sizes can tell.
    package static let dataLimit = Int(UInt32.max) - length

    package var format: Format
    package var channels: Int
    /// Octets of samples.
    package var dataLength: Int

    package init(format: Format, channels: Int, dataLength: Int = 0) {
        self.format = format
        self.channels = channels
        self.dataLength = dataLength
    }

    /// Reads a head that this type has written; nil for anything else.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.length, let format = Format(rawValue: UInt16(bytes[20])) else { return nil }
        let length = bytes[54...].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= Self.dataLimit else { return nil }
        self.init(format: format, channels: Int(bytes[22]), dataLength: length)
        guard self.bytes == bytes else { return nil }
    }

    package var sampleOctets: Int { format == .pcm16 ? 2 : 1 }
    package var frameOctets: Int { sampleOctets * channels }
    package var frames: Int { frameOctets == 0 ? 0 : dataLength / frameOctets }

    package var bytes: [UInt8] { bytes(riff: dataLength + Self.length - 8, frames: frames, data: dataLength) }

    /// The head of a file that ends where its samples do: all its sizes are the largest number, as streams have them.
    package var openBytes: [UInt8] {
        let open = Int(UInt32.max)
        return bytes(riff: open, frames: open, data: open)
    }

    private func bytes(riff: Int, frames: Int, data: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.length)
        bytes.appendTag("RIFF", size: riff)
        bytes += Array("WAVE".utf8)
        bytes.appendTag("fmt ", size: 18)
        bytes.appendLittleEndian(format.rawValue)
        bytes.appendLittleEndian(UInt16(channels))
        bytes.appendLittleEndian(UInt32(G711Law.sampleRate))
        bytes.appendLittleEndian(UInt32(G711Law.sampleRate * frameOctets))
        bytes.appendLittleEndian(UInt16(frameOctets))
        bytes.appendLittleEndian(UInt16(8 * sampleOctets))
        bytes.appendLittleEndian(UInt16(0))
        bytes.appendTag("fact", size: 4)
        bytes.appendLittleEndian(UInt32(frames))
        bytes.appendTag("data", size: data)
        return bytes
    }
}

extension [UInt8] {
    fileprivate mutating func appendTag(_ tag: String, size: Int) {
        self += Array(tag.utf8)
        appendLittleEndian(UInt32(size))
    }

    fileprivate mutating func appendLittleEndian(_ value: some FixedWidthInteger & UnsignedInteger) {
        for shift in stride(from: 0, to: value.bitWidth, by: 8) { append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
}
