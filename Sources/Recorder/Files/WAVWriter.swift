/// Writes one recording as it happens; the file is a whole WAV file at every moment.
///
/// Samples go behind those that the header tells of, then the header is written anew: whoever opens the file between the
/// two, or finds it after a crash, sees the shorter recording.
package struct WAVWriter: Sendable {
    package private(set) var header: WAVHeader
    private let file: OutputFile
    /// What a channel's octets become in the file; nil where they are stored as received.
    private let expansions: [[Int16]]?

    /// Makes the file `path`.
    ///
    /// Channels of one law are stored as received; of two laws, as 16-bit PCM.
    package init(path: String, laws: [G711Law]) throws(RecorderError) {
        let isUniform = Set(laws).count == 1
        let format: WAVHeader.Format = !isUniform ? .pcm16 : laws.first == .aLaw ? .aLaw : .muLaw
        header = WAVHeader(format: format, channels: laws.count)
        expansions = isUniform ? nil : laws.map(\.samples)
        file = try OutputFile(creating: path)
        try file.write(header.bytes, at: 0)
    }

    /// Appends interleaved octets, one of each channel for every sample, and brings the header up to date.
    package mutating func append(_ octets: [UInt8]) throws(RecorderError) {
        let samples = expansions.map { Self.expand(octets, by: $0) } ?? octets
        guard !samples.isEmpty else { return }
        guard header.dataLength + samples.count <= WAVHeader.dataLimit else { throw .recordingTooLong }
        try file.write(samples, at: WAVHeader.length + header.dataLength)
        header.dataLength += samples.count
        try file.write(header.bytes, at: 0)
    }

    /// Returns once everything is on the disk.
    package func sync() throws(RecorderError) { try file.sync() }

    private static func expand(_ octets: [UInt8], by tables: [[Int16]]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2 * octets.count)
        for (index, octet) in octets.enumerated() {
            let sample = UInt16(bitPattern: tables[index % tables.count][Int(octet)])
            bytes.append(UInt8(truncatingIfNeeded: sample))
            bytes.append(UInt8(truncatingIfNeeded: sample >> 8))
        }
        return bytes
    }
}
