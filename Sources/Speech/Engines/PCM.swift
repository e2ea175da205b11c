internal import Audio
internal import Calls

/// A stretch of one channel as 16-bit samples at the rate that speech models are trained at, without a header.
func pcm(
    of span: TimeSpan,
    channel: Int,
    in recording: borrowing Recording
) throws(RecogniserError) -> [UInt8] {
    var sound: [UInt8] = []
    var skipped = 0
    do {
        try recording.writeWAV(channel: channel, span: span, rate: SpeechEngine.rate) { bytes in
            for i in bytes.indices {
                if skipped < wavHeaderSize { skipped += 1 } else { sound.append(bytes[i]) }
            }
        }
    } catch let error as AudioError {
        throw .audio(error)
    } catch {
        throw .cannotStart(code: 0)
    }
    return sound
}

/// `RIFF`, `fmt ` and `data`, without anything else: what `writeWAV` writes before the samples.
private let wavHeaderSize = 44

/// The header of a mono file of 16-bit samples at the engine's rate.
func wavHeader(dataBytes: Int) -> [UInt8] {
    func number(_ value: Int, _ bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    let rate = SpeechEngine.rate
    let format =
        number(16, 4) + number(1, 2) + number(1, 2) + number(rate, 4) + number(rate * 2, 4) + number(2, 2)
        + number(16, 2)
    return Array("RIFF".utf8) + number(36 + dataBytes, 4) + Array("WAVEfmt ".utf8) + format + Array("data".utf8)
        + number(dataBytes, 4)
}
