/// Why a listener cannot be made.
package enum SignalError: Error, Equatable, Sendable {
    case unsupportedSampleRate(Int, allowed: ClosedRange<Int>)
    case noChannels
}
