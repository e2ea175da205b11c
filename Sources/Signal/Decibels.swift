internal import Glibc

/// 10·log₁₀ of 16 powers at once, within 0.001 dB; the powers must be positive normal numbers.
@inline(__always)
func decibels(_ power: SIMD16<Float>) -> SIMD16<Float> {
    let bits = unsafe unsafeBitCast(power, to: SIMD16<Int32>.self)
    // At 2²³ the last bit of a Float stands for one: a conversion without going lane by lane, as the plain one does.
    let exponent = unsafe unsafeBitCast((bits &>> 23) | 0x4B00_0000, to: SIMD16<Float>.self) - 8_388_735
    let mantissa = unsafe unsafeBitCast((bits & 0x7F_FFFF) | 0x3F80_0000, to: SIMD16<Float>.self)
    // Least-squares fit of log₂ on [1, 2), highest term first.
    var log = SIMD16<Float>(repeating: -0.080_011_68)
    log = log * mantissa + 0.635_517_33
    log = log * mantissa - 2.099_419_26
    log = log * mantissa + 4.049_636_55
    log = log * mantissa - 2.505_622_85
    return (exponent + log) * 3.010_299_96
}

/// Rounds 16 numbers, each from 0 to 255, to bytes; the plain conversion goes lane by lane and costs ten times as much.
@inline(__always)
func bytes(_ values: SIMD16<Float>) -> SIMD16<UInt8> {
    var limited = values
    limited.replace(with: 0, where: limited .< 0)
    limited.replace(with: 255, where: limited .> 255)
    let bits = unsafe unsafeBitCast(limited + 8_388_608, to: SIMD16<UInt32>.self)
    return SIMD16<UInt8>(truncatingIfNeeded: bits)
}

/// Bytes as numbers, likewise.
@inline(__always)
func floats(_ bytes: SIMD16<UInt8>) -> SIMD16<Float> {
    let bits = SIMD16<UInt32>(truncatingIfNeeded: bytes) | 0x4B00_0000
    return unsafe unsafeBitCast(bits, to: SIMD16<Float>.self) - 8_388_608
}

func decibels(_ power: Float) -> Float { 10 * log10(max(power, 1e-12)) }

/// The power of a level in dB.
func power(_ decibels: Float) -> Float { exp2(decibels * 0.332_192_81) }

func hannWindow(_ size: Int) -> [Float] {
    (0..<size).map { Float(0.5 - 0.5 * cos(2 * Double.pi * (Double($0) + 0.5) / Double(size))) }
}
