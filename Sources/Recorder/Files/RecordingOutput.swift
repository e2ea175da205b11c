/// What a recording is written to: a file in the clear, or one that is sealed as it grows.
enum RecordingOutput: Sendable {
    case clear(OutputFile)
    case sealed(SealedOutput)

    /// Makes a new file that only its owner may read; one of that name must not exist.
    init(creating path: String, seal: RecordingSeal?) throws(RecorderError) {
        if let seal {
            self = .sealed(try SealedOutput(creating: path, seal))
        } else {
            self = .clear(try OutputFile(creating: path))
        }
    }

    /// Writes `bytes` at `offset`, behind all that was written before; `position` says how far the recording goes then.
    func append(_ bytes: [UInt8], at offset: Int, position: Int) throws(RecorderError) {
        switch self {
        case .clear(let file): try file.write(bytes, at: offset)
        case .sealed(let file): try file.append(bytes, position: position)
        }
    }

    var isSealed: Bool {
        if case .sealed = self { true } else { false }
    }
}
