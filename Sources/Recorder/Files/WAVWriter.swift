/// Writes one recording as it happens; the file is a whole WAV file at every moment.
///
/// Samples go behind those that the header tells of, then the header is written anew: whoever opens the file between the
/// two, or finds it after a crash, sees the shorter recording.
package struct WAVWriter: Sendable {
    package private(set) var header: WAVHeader
    let output: RecordingOutput
    /// What a channel's octets become in the file; nil where they are stored as received.
    private let expansions: [[Int16]]?

    /// Makes the file `path`, sealed where there is a `seal`: its header then leaves the length open, for what is sealed
    /// cannot be written anew.
    ///
    /// Channels of one law are stored as received; of two laws, as 16-bit PCM.
    package init(path: String, laws: [G711Law], seal: RecordingSeal? = nil) throws(RecorderError) {
        let isUniform = Set(laws).count == 1
        let format: WAVHeader.Format = !isUniform ? .pcm16 : laws.first == .aLaw ? .aLaw : .muLaw
        header = WAVHeader(format: format, channels: laws.count)
        expansions = isUniform ? nil : laws.map(\.samples)
        output = try RecordingOutput(creating: path, seal: seal)
        try output.append(seal == nil ? header.bytes : header.openBytes, at: 0, position: 0)
    }

    /// Appends interleaved octets, one of each channel for every sample, and brings the header up to date.
    package mutating func append(_ octets: [UInt8]) throws(RecorderError) {
        let samples = expansions.map { Self.expand(octets, by: $0) } ?? octets
        guard !samples.isEmpty else { return }
        guard header.dataLength + samples.count <= WAVHeader.dataLimit else { throw .recordingTooLong }
        var longer = header
        longer.dataLength += samples.count
        try output.append(samples, at: WAVHeader.length + header.dataLength, position: longer.frames)
        header = longer
        if case .clear(let file) = output { try file.write(header.bytes, at: 0) }
    }

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
