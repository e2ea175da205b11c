/// The encoder of ITU-T G.711: the product only ever decodes.
enum G711 {
    /// Codes one sample (full scale is 1).
    static func code(_ sample: Float, law: RTPCapture.Law) -> UInt8 {
        let linear = Int(max(-1, min(1, sample)) * 32_767)
        return law == .a ? aLaw(linear) : µLaw(linear)
    }

    private static func aLaw(_ linear: Int) -> UInt8 {
        let isNegative = linear < 0
        let magnitude = min((isNegative ? -linear - 1 : linear) >> 4, 2047)
        var code = magnitude
        if magnitude >= 32 {
            let shift = Int.bitWidth - 1 - magnitude.leadingZeroBitCount - 4
            code = ((shift + 1) << 4) | ((magnitude >> shift) & 0x0F)
        }
        return UInt8((code & 0x7F) | (isNegative ? 0 : 0x80)) ^ 0x55
    }

    private static func µLaw(_ linear: Int) -> UInt8 {
        let magnitude = min(abs(linear) >> 2, 8158) + 33
        let exponent = Int.bitWidth - 1 - magnitude.leadingZeroBitCount - 5
        let mantissa = (magnitude >> (exponent + 1)) & 0x0F
        return ~UInt8((linear < 0 ? 0x80 : 0) | (exponent << 4) | mantissa)
    }
}
