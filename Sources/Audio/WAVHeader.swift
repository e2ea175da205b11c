/// Where the samples of a RIFF WAVE or RF64 (EBU Tech 3306) file lie and how they are coded, for codings of one fixed size
/// a sample.
///
/// Sizes are little-endian. `WAVE_FORMAT_EXTENSIBLE` is read as the format it wraps.
struct WAVHeader: Equatable {
    enum Coding: UInt16 { case pcm = 1, float = 3, aLaw = 6, muLaw = 7 }

    var coding: Coding
    var channelCount: Int
    var sampleRate: Int
    /// 1 to 4 bytes (PCM), 4 or 8 (float), 1 (G.711).
    var bytesPerSample: Int
    /// Bytes from the start of the file to the first sample.
    var dataOffset: Int
    /// Bytes of sound that the header promises; nil where the writer left the size open (0 or 2³² - 1).
    var dataBytes: Int?

    var bytesPerFrame: Int { channelCount * bytesPerSample }

    /// The code of silence, for each byte of a sample.
    var zeroCode: UInt8 {
        switch coding {
        case .aLaw: 0xD5
        case .muLaw: 0xFF
        case .pcm: bytesPerSample == 1 ? 0x80 : 0
        case .float: 0
        }
    }
}

extension WAVHeader {
    /// How many bytes from the start of a file are looked at: a data chunk that starts later is not found.
    static let searchedBytes = 65_536

    /// Reads the header from the first bytes of a file; nil where it is no WAV file of a coding named above.
    init?(_ file: Span<UInt8>) {
        guard file.count >= 12, ["RIFF", "RF64"].contains(file.tag(at: 0)), file.tag(at: 8) == "WAVE" else {
            return nil
        }
        var position = 12
        var format: WAVHeader?
        var longSize: Int?
        while position + 8 <= file.count {
            let (tag, size) = (file.tag(at: position), file.integer(at: position + 4, bytes: 4))
            let body = position + 8
            if tag == "data" {
                guard var header = format else { return nil }
                header.dataOffset = body
                header.dataBytes = size == 0 || size == 0xFFFF_FFFF ? longSize : size
                self = header
                return
            }
            // Sizes of 64 bits: of the file, then of the sound.
            if tag == "ds64", size >= 16, body + 16 <= file.count {
                let size = file.integer(at: body + 8, bytes: 8)
                longSize = size > 0 ? size : nil
            }
            if tag == "fmt " {
                guard let read = Self(format: file, at: body, size: size) else { return nil }
                format = read
            }
            position = body + size + size % 2
        }
        return nil
    }

    /// Reads the body of a `fmt ` chunk.
    private init?(format file: Span<UInt8>, at start: Int, size: Int) {
        guard size >= 16, start + min(size, 40) <= file.count else { return nil }
        var tag = UInt16(file.integer(at: start, bytes: 2))
        if tag == 0xFFFE, size >= 40 { tag = UInt16(file.integer(at: start + 24, bytes: 2)) }
        guard let coding = Coding(rawValue: tag) else { return nil }
        self.coding = coding
        channelCount = file.integer(at: start + 2, bytes: 2)
        sampleRate = file.integer(at: start + 4, bytes: 4)
        let frame = file.integer(at: start + 12, bytes: 2)
        guard channelCount > 0, frame > 0, frame % channelCount == 0 else { return nil }
        bytesPerSample = frame / channelCount
        dataOffset = 0
        let sizes: ClosedRange<Int> =
            switch coding {
            case .pcm: 1...4
            case .float: bytesPerSample == 8 ? 8...8 : 4...4
            case .aLaw, .muLaw: 1...1
            }
        guard sizes.contains(bytesPerSample) else { return nil }
    }

    /// A header for `dataBytes` bytes of sound: `fmt `, for anything but PCM `fact`, and `data`; no tags of any kind.
    ///
    /// - Throws: `AudioError.tooLongForWAV` where the sizes do not fit 32 bits.
    func printed(dataBytes: Int) throws(AudioError) -> [UInt8] {
        let isPCM = coding == .pcm
        let afterSizes = isPCM ? 36 : 50
        guard dataBytes + dataBytes % 2 + afterSizes <= 0xFFFF_FFFE else { throw .tooLongForWAV(bytes: dataBytes) }
        var bytes: [UInt8] = []
        bytes.append(tag: "RIFF")
        bytes.append(dataBytes + dataBytes % 2 + afterSizes, bytes: 4)
        bytes.append(tag: "WAVE")
        bytes.append(tag: "fmt ")
        bytes.append(isPCM ? 16 : 18, bytes: 4)
        bytes.append(Int(coding.rawValue), bytes: 2)
        bytes.append(channelCount, bytes: 2)
        bytes.append(sampleRate, bytes: 4)
        bytes.append(sampleRate * bytesPerFrame, bytes: 4)
        bytes.append(bytesPerFrame, bytes: 2)
        bytes.append(bytesPerSample * 8, bytes: 2)
        if !isPCM {
            bytes.append(0, bytes: 2)
            bytes.append(tag: "fact")
            bytes.append(4, bytes: 4)
            bytes.append(dataBytes / bytesPerFrame, bytes: 4)
        }
        bytes.append(tag: "data")
        bytes.append(dataBytes, bytes: 4)
        return bytes
    }
}

extension Span<UInt8> {
    fileprivate func tag(at start: Int) -> String {
        String((start..<start + 4).map { Character(Unicode.Scalar(self[$0])) })
    }

    fileprivate func integer(at start: Int, bytes: Int) -> Int {
        (0..<bytes).reduce(0) { $0 | Int(self[start + $1]) << (8 * $1) }
    }
}

extension [UInt8] {
    fileprivate mutating func append(tag: String) { append(contentsOf: tag.utf8) }

    /// Appends the low `bytes` bytes of a number, lowest first.
    fileprivate mutating func append(_ number: Int, bytes: Int) {
        for i in 0..<bytes { append(UInt8(truncatingIfNeeded: number >> (8 * i))) }
    }
}
