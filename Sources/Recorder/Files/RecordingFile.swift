/// The file of one recording: WAV where all is G.711, otherwise Matroska with the packets as they came.
package enum RecordingFile: Sendable {
    case wav(WAVWriter)
    case matroska(MatroskaWriter)

    /// Makes the file `path`, sealed where there is a `seal`.
    init(path: String, formats: [ChannelFormat], seal: RecordingSeal? = nil) throws(RecorderError) {
        let laws = formats.compactMap(\.law)
        self =
            laws.count == formats.count
            ? .wav(try WAVWriter(path: path, laws: laws, seal: seal))
            : .matroska(try MatroskaWriter(path: path, codecs: formats.map(\.codec), seal: seal))
    }

    /// The ending of its name.
    static func ending(_ formats: [ChannelFormat], isSealed: Bool) -> String {
        (formats.contains { $0.law == nil } ? "mka" : "wav") + (isSealed ? Spool.sealedEnding : "")
    }

    /// How long the recording is, in positions: 8000 a second.
    var length: Int {
        switch self {
        case .wav(let writer): writer.header.frames
        case .matroska(let writer): writer.length
        }
    }

    /// Appends what is ready.
    mutating func append(_ timeline: Timeline) throws(RecorderError) {
        switch self {
        case .wav(var writer):
            defer { self = .wav(writer) }
            try writer.append(timeline.ready)
        case .matroska(var writer):
            defer { self = .matroska(writer) }
            try writer.append(timeline.readyPackets, until: timeline.written)
        }
    }

    /// Where it is written.
    var output: RecordingOutput {
        switch self {
        case .wav(let writer): writer.output
        case .matroska(let writer): writer.output
        }
    }
}
