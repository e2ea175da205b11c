package import Calls

/// A line of Asterisk's Channel Event Log (CEL): one thing that befell one channel.
package struct ChannelEvent: Hashable, Sendable {
    /// Those that say something about a call as a whole.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case made = "CHAN_START"
        case answered = "ANSWER"
        case applicationBegan = "APP_START"
        case applicationEnded = "APP_END"
        case bridgeEntered = "BRIDGE_ENTER"
        case bridgeLeft = "BRIDGE_EXIT"
        case transferredBlindly = "BLINDTRANSFER"
        case transferredAttended = "ATTENDEDTRANSFER"
        case hungUp = "HANGUP"
        case gone = "CHAN_END"
        case callEnded = "LINKEDID_END"
    }

    package var source: SourceLine
    package var time: UTCTime
    package var kind: Kind
    /// `linkedid`.
    package var call: String
    /// `uniqueid`.
    package var leg: String
    package var channel: AsteriskChannel
    package var from: String?
    package var fromName: String?
    /// The extension of the dial plan that the channel is at.
    package var to: String?
    package var application: String
    package var applicationData: String
    /// The bridge that was entered or left, where the switch tells.
    package var bridge: String?
    /// How a dial ended, such as `BUSY`.
    package var dialStatus: String?
    /// The channel from which the hanging up came.
    package var hungUpBy: AsteriskChannel?
}

extension ChannelEvent: SourcedRow {
    static func comesFirst(_ a: ChannelEvent, _ b: ChannelEvent) -> Bool {
        (a.time, a.rank, a.leg) < (b.time, b.rank, b.leg)
    }

    private var rank: Int { Kind.allCases.firstIndex(of: kind) ?? 0 }
}
