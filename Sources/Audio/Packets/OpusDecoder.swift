internal import COpus

/// Decodes the Opus packets of one stream to mono (RFC 6716) by libopus.
@safe final class OpusDecoder {
    /// Hz: all that speech has, at a third of the work that 48 kHz would make.
    static let sampleRate = 16_000
    /// 120 ms, the longest packet.
    private static let capacity = 1920

    private let handle: OpaquePointer
    private var block = [Float](repeating: 0, count: capacity)

    /// Nil where libopus has no memory left.
    init?() {
        var status: Int32 = 0
        guard let created = unsafe opus_decoder_create(Int32(Self.sampleRate), 1, &status), status == OPUS_OK else {
            return nil
        }
        unsafe handle = created
    }

    deinit { unsafe opus_decoder_destroy(handle) }

    /// Appends the samples of a packet; nothing for one that is damaged.
    func decode(_ packet: Span<UInt8>, into samples: inout [Float]) {
        let count = unsafe packet.withUnsafeBufferPointer { packet in
            unsafe block.withUnsafeMutableBufferPointer { block -> Int32 in
                guard let target = block.baseAddress, let source = packet.baseAddress else { return 0 }
                return unsafe opus_decode_float(handle, source, Int32(packet.count), target, Int32(Self.capacity), 0)
            }
        }
        if count > 0 { samples += block.prefix(Int(count)) }
    }
}
